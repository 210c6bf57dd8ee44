import type { Compiler } from '../engine/compiler.ts';
import { Exchange } from '../exchange/exchange.ts';
import { RouteError } from '../errors/route-error.ts';
import { AggregationRepository } from '../state/aggregation-repository.ts';
import { isStateError } from '../state/state-errors.ts';
import type { JsonValue } from '../state/state-store.ts';
import { decodeBody, encodeBody, type StoredBody } from '../state/stored-body.ts';
import type { AggregateGroups } from './aggregate-groups.ts';
import { groupProperty } from './joined-note.ts';

export interface RetryPolicy {
  readonly maximumRetries?: number;
  readonly retryDelay?: number;
  readonly maximumRetryDelay?: number;
  readonly exponentialBackOff?: boolean;
  readonly randomBackOff?: boolean;
}

/** Groups in a repository: an {@link AggregationRepository}, groups of one's own, or `true` for the state store. */
export function storedGroups(
  bean: unknown,
  name: string,
  policy: RetryPolicy | undefined,
  compiler: Compiler,
): AggregateGroups {
  if (bean instanceof AggregationRepository) return new RepositoryGroups(bean, policy, compiler);
  if (typeof (bean as Partial<AggregateGroups>).put === 'function') return bean as AggregateGroups;
  return new RepositoryGroups(new AggregationRepository(compiler.context.state, name), policy, compiler);
}

class RepositoryGroups implements AggregateGroups {
  readonly #repository: AggregationRepository;
  readonly #policy: RetryPolicy;
  readonly #compiler: Compiler;
  readonly #versions = new WeakMap<Exchange, number>();
  readonly #lastVersions = new Map<string, number | undefined>();
  /** What complete groups are called in the repository; recovered ones keep the name that they had before the crash. */
  readonly #completedIds = new WeakMap<Exchange, string>();

  /** Names that the log has told of already: once for each route. */
  readonly #toldOf = new Set<string>();

  constructor(repository: AggregationRepository, policy: RetryPolicy | undefined, compiler: Compiler) {
    this.#repository = repository;
    this.#policy = policy ?? {};
    this.#compiler = compiler;
  }

  async get(key: string): Promise<Exchange | undefined> {
    const open = await this.#repository.get(key);
    this.#lastVersions.set(key, open?.version);
    if (!open) return undefined;
    const group = readExchange(open.value);
    this.#versions.set(group, open.version);
    return group;
  }

  async put(key: string, group: Exchange): Promise<void> {
    const added = await this.#repository.add(key, this.#write(group), this.#lastVersions.get(key));
    if (!added) throw new RouteError('ROUTE_OPTIMISTIC_LOCK_FAILED', { attempts: 1 });
  }

  async complete(key: string, group: Exchange): Promise<void> {
    this.#completedIds.set(group, group.id);
    await this.#repository.complete(key, group.id, this.#write(group), this.#lastVersions.get(key));
  }

  async confirm(group: Exchange): Promise<void> {
    await this.#repository.confirm(this.#completedIds.get(group) ?? group.id);
  }

  async remove(key: string): Promise<void> {
    const group = await this.get(key);
    if (!group) return;
    await this.complete(key, group);
    await this.confirm(group);
  }

  keys(): Promise<readonly string[]> {
    return this.#repository.keys();
  }

  async recover(): Promise<readonly Exchange[]> {
    return (await this.#repository.recover()).map(({ id, value }) => {
      const group = readExchange(value);
      this.#completedIds.set(group, id);
      return group;
    });
  }

  isConflict(error: unknown): boolean {
    if (isStateError(error)) return error.code === 'STATE_CONFLICT';
    return error instanceof RouteError && error.code === 'ROUTE_OPTIMISTIC_LOCK_FAILED';
  }

  async backOff(attempt: number): Promise<boolean> {
    const { maximumRetries = 0, retryDelay = 50, maximumRetryDelay = 1000, exponentialBackOff = true } = this.#policy;
    if (maximumRetries > 0 && attempt > maximumRetries) return false;
    let delay = exponentialBackOff ? retryDelay * 2 ** (attempt - 1) : retryDelay;
    if (maximumRetryDelay > 0) delay = Math.min(delay, maximumRetryDelay);
    if (this.#policy.randomBackOff) delay = Math.random() * delay;
    await this.#compiler.clock.sleep(delay, this.#compiler.context.signal);
    return true;
  }

  #write(group: Exchange): JsonValue {
    const body = encodeBody(group.body);
    if (body.kind === 'lost') throw this.#notStored('the body of a group', body.was);
    const kept: StoredExchange = {
      body,
      pattern: group.pattern,
      headers: this.#encodeAll('header', group.hasHeaders ? group.headers : []),
      properties: this.#encodeAll('property', group.hasProperties ? group.properties : []),
      variables: this.#encodeAll('variable', group.hasVariables ? group.variables : []),
      fromRouteId: group.fromRouteId ?? null,
    };
    return kept as unknown as JsonValue;
  }

  /** Live objects beside the body (an exception, a connection) are left behind, but not without a word. */
  #encodeAll(what: string, values: Iterable<readonly [string, unknown]>): Record<string, StoredBody> {
    const encoded: Record<string, StoredBody> = {};
    for (const [name, value] of values) {
      const stored = encodeBody(value);
      if (stored.kind === 'lost') this.#tellLost(what, name, stored.was);
      else encoded[name] = stored;
    }
    return encoded;
  }

  #notStored(what: string, was: string): RouteError {
    const place = `aggregate in route ${this.#compiler.routeId}`;
    return new RouteError('ROUTE_STORE_NOT_JSON', { place, what, reason: `it is a ${was}.` });
  }

  #tellLost(what: string, name: string, was: string): void {
    if (name === groupProperty) throw this.#notStored('what a group has joined', was);
    // What the engine sets itself it can do without.
    if (name.startsWith('Camel') || this.#toldOf.has(`${what} ${name}`)) return;
    this.#toldOf.add(`${what} ${name}`);
    const { routeId, log } = this.#compiler;
    log.warn(
      `The stored groups of route ${routeId} leave out the ${what} "${name}": it is a ${was}. Text, bytes and JSON are kept.`,
    );
  }
}

interface StoredExchange {
  readonly body: StoredBody;
  readonly pattern: Exchange['pattern'];
  readonly headers: Readonly<Record<string, StoredBody>>;
  readonly properties: Readonly<Record<string, StoredBody>>;
  readonly variables: Readonly<Record<string, StoredBody>>;
  readonly fromRouteId: string | null;
}

function readExchange(value: JsonValue): Exchange {
  const stored = value as unknown as StoredExchange;
  const exchange = new Exchange<unknown>(decodeBody(stored.body), stored.pattern);
  for (const [name, header] of Object.entries(stored.headers)) exchange.headers.set(name, decodeBody(header));
  for (const [name, property] of Object.entries(stored.properties)) exchange.properties.set(name, decodeBody(property));
  for (const [name, variable] of Object.entries(stored.variables)) exchange.variables.set(name, decodeBody(variable));
  exchange.fromRouteId = stored.fromRouteId ?? undefined;
  return exchange;
}
