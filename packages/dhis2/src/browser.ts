/**
 * The typed client for the DHIS2 Web API, for browsers: the transport is `fetch`. Start with {@link createClient} or {@link connect}.
 *
 * @module
 */
import { clientWith, type ClientOptions, type Dhis2Client } from './client.ts';
import type { ModelsOf } from './models/model-versions.ts';
import { fetchTransport } from './transport/fetch-transport.ts';

export * from './public.ts';

/**
 * Makes a client. Nothing is sent until it is used.
 *
 * @example
 * ```ts
 * import { basicAuth, createClient } from '@dhow/dhis2';
 *
 * const dhis2 = createClient({ baseUrl: 'http://localhost:8080', auth: basicAuth('admin', 'district') });
 * const { version } = await dhis2.system.info();
 * ```
 */
export function createClient<const Options extends ClientOptions>(
  options: Options,
): Dhis2Client<ModelsOf<Options['version']>> {
  return clientWith(options, options.transport ?? fetchTransport());
}

/** Makes a client and reads the server's version, so that a wrong address or wrong credentials show at once. */
export async function connect<const Options extends Omit<ClientOptions, 'baseUrl'>>(
  baseUrl: string,
  options: Options,
): Promise<Dhis2Client<ModelsOf<Options['version']>>> {
  const client = createClient({ ...options, baseUrl });
  await client.system.version();
  return client as Dhis2Client<ModelsOf<Options['version']>>;
}
