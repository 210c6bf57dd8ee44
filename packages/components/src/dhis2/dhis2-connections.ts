import { basicAuth, createClient, tokenAuth, type ClientOptions, type Dhis2Client } from '@dhow/dhis2';
import type { ComponentContext, ResolvedOptions } from '@dhow/core/component';
import { ComponentError } from '../component-error.ts';
import { traceHooks } from './call-trace.ts';
import type { connectionOptions } from './dhis2-spec.ts';

/** A connection as configuration gives it: `beans: { national: { baseUrl, username, password } }`. */
export interface Dhis2Connection {
  readonly baseUrl: string;
  readonly username?: string;
  readonly password?: string;
  /** Personal access token, instead of user name and password. */
  readonly token?: string;
  /** The server's version (`2.42`), when it need not be asked for. */
  readonly version?: string;
  readonly timeoutMs?: number;
  readonly concurrency?: number;
}

export type ConnectionOptions = ResolvedOptions<typeof connectionOptions>;

/** Clients by connection: endpoints of one connection share one, with its sockets and limits. */
export class Dhis2Connections {
  readonly #clients = new Map<string, { readonly client: Dhis2Client; readonly own: boolean }>();

  /** The client of the options, and the name to show for it. */
  resolve(
    options: ConnectionOptions,
    endpoint: string,
    context: ComponentContext,
  ): { client: Dhis2Client; name: string } {
    const name = options.client === undefined ? (options.connection ?? options.baseApiUrl ?? 'dhis2') : 'client';
    const key = options.connection ?? JSON.stringify([name, options.username]);
    const known = options.client === undefined ? this.#clients.get(key) : undefined;
    if (known) return { client: known.client, name };
    const found = this.#find(options, name, endpoint, context);
    const client = isClient(found) ? found : clientOf(found, name, endpoint);
    if (options.client === undefined) this.#clients.set(key, { client, own: !isClient(found) });
    return { client, name };
  }

  /** Closes the clients that were made here; those given as beans are their owner's. */
  async close(): Promise<void> {
    const clients = [...this.#clients.values()];
    this.#clients.clear();
    await Promise.all(clients.filter(({ own }) => own).map(({ client }) => client.close()));
  }

  #find(options: ConnectionOptions, name: string, endpoint: string, context: ComponentContext): unknown {
    const { client, baseApiUrl, username, password, personalAccessToken: token } = options;
    if (client !== undefined) return client;
    if (options.connection === undefined && baseApiUrl !== undefined) {
      if (token !== undefined && username !== undefined) {
        throw bad(endpoint, name, 'has both personalAccessToken and username. Write one of them');
      }
      return { baseUrl: baseApiUrl, username, password, token };
    }
    const bean = context.bean(name);
    if (bean === undefined || bean === null) throw new ComponentError('DHIS2_NO_CONNECTION', { endpoint, found: name });
    return bean;
  }
}

function isClient(value: unknown): value is Dhis2Client {
  return typeof value === 'object' && value !== null && 'dataValueSets' in value && 'http' in value;
}

function clientOf(found: unknown, name: string, endpoint: string): Dhis2Client {
  const { baseUrl, username, password, token, version, timeoutMs, concurrency } = found as Partial<Dhis2Connection>;
  if (typeof baseUrl !== 'string') throw bad(endpoint, name, 'has no baseUrl');
  if (token === undefined && username === undefined) throw bad(endpoint, name, 'has neither username nor token');
  const options: ClientOptions = {
    baseUrl,
    hooks: traceHooks,
    auth: token === undefined ? basicAuth(username!, password ?? '') : tokenAuth(token),
    ...(version !== undefined && { version: String(version) }),
    ...(timeoutMs !== undefined && { timeoutMs: Number(timeoutMs) }),
    ...(concurrency !== undefined && { concurrency: Number(concurrency) }),
  };
  return createClient(options) as Dhis2Client;
}

function bad(endpoint: string, found: string, reason: string): ComponentError {
  return new ComponentError('DHIS2_BAD_CONNECTION', { endpoint, found, reason });
}
