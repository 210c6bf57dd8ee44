import type { Compiler } from '../engine/compiler.ts';
import { contain } from '../engine/pipeline.ts';
import { exceptionTypeOf } from '../error-handling/exception-types.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { RouteError } from '../errors/route-error.ts';
import { AggregationRepository } from '../state/aggregation-repository.ts';
import { isStateError } from '../state/state-errors.ts';
import type { JsonValue } from '../state/state-store.ts';
import { encodeBody, type StoredBody } from '../state/stored-body.ts';
import type { AggregateGroups } from './aggregate-groups.ts';
import { groupProperty } from './joined-note.ts';
import { asPart } from './part-runner.ts';
import { dueAtOf, readExchange, type StoredExchange } from './stored-exchange.ts';

export interface RetryPolicy {
  readonly maximumRetries?: number;
  readonly retryDelay?: number;
  readonly maximumRetryDelay?: number;
  readonly exponentialBackOff?: boolean;
  readonly randomBackOff?: boolean;
}

/** Groups in a repository: an {@link AggregationRepository}, groups of one's own, or else the state store's. */
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
  readonly recoveryIntervalMs: number;
  readonly #repository: AggregationRepository;
  readonly #policy: RetryPolicy;
  readonly #compiler: Compiler;
  /** Groups of the message that is joined now, as they were read. */
  readonly #read = new Map<string, { readonly version: number; readonly dueAt: number | undefined }>();
  /** What complete groups are called in the repository; recovered ones keep the name that they had before the crash. */
  readonly #completedIds = new WeakMap<Exchange, string>();
  /** Complete groups that this process has under way. */
  readonly #underWay = new Set<string>();
  #shownAliveAt = Number.NEGATIVE_INFINITY;
  #isRecovering = false;
  /** How often complete groups were given up to be delivered. */
  readonly #failures = new Map<string, number>();

  /** Names that the log has told of already: once for each route. */
  readonly #toldOf = new Set<string>();

  constructor(repository: AggregationRepository, policy: RetryPolicy | undefined, compiler: Compiler) {
    this.#repository = repository;
    this.#policy = policy ?? {};
    this.#compiler = compiler;
    this.recoveryIntervalMs = repository.recoveryIntervalMs;
  }

  async get(key: string): Promise<Exchange | undefined> {
    const open = await this.#repository.get(key);
    if (!open) {
      this.#read.delete(key);
      return undefined;
    }
    this.#read.set(key, { version: open.version, dueAt: dueAtOf(open.value) });
    return readExchange(open.value);
  }

  async put(key: string, group: Exchange, timeoutMs?: number): Promise<void> {
    const read = this.#taken(key);
    const dueAt = timeoutMs === undefined ? read?.dueAt : this.#compiler.clock.now() + timeoutMs;
    if (!(await this.#repository.add(key, this.#write(group, dueAt), read?.version)))
      throw new RouteError('ROUTE_OPTIMISTIC_LOCK_FAILED', { attempts: 1 });
  }

  async complete(key: string, group: Exchange): Promise<void> {
    const { id } = group;
    this.#completedIds.set(group, id);
    this.#underWay.add(id);
    try {
      await this.#showAlive();
      await this.#repository.complete(key, id, this.#write(group, undefined), this.#taken(key)?.version);
    } catch (error) {
      this.#underWay.delete(id);
      throw error;
    }
  }

  async confirm(group: Exchange): Promise<void> {
    const id = this.#idOf(group);
    try {
      await this.#repository.confirm(id);
      this.#failures.delete(id);
    } finally {
      this.#underWay.delete(id);
    }
  }

  failed(group: Exchange): void {
    const id = this.#idOf(group);
    this.#failures.set(id, (this.#failures.get(id) ?? 0) + 1);
    this.#underWay.delete(id);
  }

  async remove(key: string): Promise<void> {
    const read = this.#taken(key);
    if (read !== undefined && !(await this.#repository.remove(key, read.version)))
      throw new RouteError('ROUTE_OPTIMISTIC_LOCK_FAILED', { attempts: 1 });
  }

  keys(): Promise<readonly string[]> {
    return this.#repository.keys();
  }

  leftMs(key: string): number | undefined {
    const dueAt = this.#read.get(key)?.dueAt;
    return dueAt === undefined ? undefined : dueAt - this.#compiler.clock.now();
  }

  async deadlines(): Promise<readonly (readonly [string, number])[]> {
    const now = this.#compiler.clock.now();
    const open: (readonly [string, number])[] = [];
    for (const { key, value } of await this.#repository.open()) {
      const dueAt = dueAtOf(value);
      if (dueAt !== undefined) open.push([key, Math.max(0, dueAt - now)]);
    }
    return open;
  }

  /** One look at a time: a slow store, or slow dead letters, would have the next one find the same groups. */
  async recover(): Promise<readonly Exchange[]> {
    if (this.#underWay.size > 0) await this.#showAlive();
    if (this.#isRecovering) return [];
    this.#isRecovering = true;
    try {
      return await this.#recover();
    } finally {
      this.#isRecovering = false;
    }
  }

  async #recover(): Promise<readonly Exchange[]> {
    const groups: Exchange[] = [];
    const lost = await this.#repository.recover(this.#underWay);
    for (const { id } of lost) this.#underWay.add(id);
    for (const { id, value } of lost) {
      const group = readExchange(value);
      group.headers.set('CamelRedelivered', true);
      this.#completedIds.set(group, id);
      if (!(await this.#giveUp(id, group))) groups.push(group);
    }
    return groups;
  }

  leave(): Promise<void> {
    this.#shownAliveAt = Number.NEGATIVE_INFINITY;
    return this.#repository.leave();
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

  /** A group that failed too often goes to the dead letter endpoint; should that fail, too, it is tried again. */
  async #giveUp(id: string, group: Exchange): Promise<boolean> {
    const { maximumRedeliveries, deadLetterUri } = this.#repository;
    const failures = this.#failures.get(id) ?? 0;
    if (deadLetterUri === undefined || maximumRedeliveries === undefined || failures <= maximumRedeliveries)
      return false;
    const { log, routeId, context } = this.#compiler;
    const send = contain((exchange, signal) => this.#compiler.send(deadLetterUri, exchange, signal));
    await asPart(send, this.#compiler, undefined)(group, context.signal);
    const { exception } = group;
    if (exception === undefined) await this.confirm(group);
    else {
      log.warn(`A group of route ${routeId} could not be sent to its dead letters: ${exceptionTypeOf(exception)}`, {
        error: exception,
      });
      this.#underWay.delete(id);
    }
    return true;
  }

  /** A sign of life with each group would be one write more for each. */
  async #showAlive(): Promise<void> {
    const now = this.#compiler.clock.elapsed();
    if (now - this.#shownAliveAt < this.#repository.leaseMs / 6) return;
    await this.#repository.showAlive();
    this.#shownAliveAt = now;
  }

  #idOf(group: Exchange): string {
    return this.#completedIds.get(group) ?? group.id;
  }

  /** Each look serves one change. */
  #taken(key: string): { readonly version: number; readonly dueAt: number | undefined } | undefined {
    const read = this.#read.get(key);
    this.#read.delete(key);
    return read;
  }

  #write(group: Exchange, dueAt: number | undefined): JsonValue {
    const body = encodeBody(group.body);
    if (body.kind === 'lost') throw this.#notStored('the body of a group', body.was);
    const kept: StoredExchange = {
      body,
      pattern: group.pattern,
      headers: this.#encodeAll('header', group.hasHeaders ? group.headers : []),
      properties: this.#encodeAll('property', group.hasProperties ? group.properties : []),
      variables: this.#encodeAll('variable', group.hasVariables ? group.variables : []),
      fromRouteId: group.fromRouteId ?? null,
      dueAt: dueAt ?? null,
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
