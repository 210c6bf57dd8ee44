import type { Clock } from '../clock/clock.ts';
import { textOf } from '../convert/java-text.ts';
import { RouteError } from '../errors/route-error.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Expression } from '../expression/expression.ts';
import type { AggregateGroups } from './aggregate-groups.ts';
import type { AggregationStrategy } from './aggregation-strategy.ts';
import type { ClosedKeys } from './closed-keys.ts';
import type { CompletedBy, CompletionRules } from './completion-rules.ts';
import { GroupDeadlines } from './group-deadlines.ts';
import type { GroupOutlet } from './group-outlet.ts';

export interface AggregatorParts {
  readonly key: Expression;
  readonly strategy: AggregationStrategy;
  readonly rules: CompletionRules;
  /** The rules see the incoming message instead of the joined one. */
  readonly eager: boolean;
  readonly timeoutMs: number;
  readonly timeoutExpression: Expression | undefined;
  readonly ignoreInvalidKeys: boolean;
  readonly closedKeys: ClosedKeys | undefined;
  readonly discardOnTimeout: boolean;
  readonly discardOnFailure: boolean;
  readonly onNewGroup: boolean;
  readonly groups: AggregateGroups;
  readonly outlet: GroupOutlet;
  readonly clock: Clock;
}

/** Collects messages into groups. One message at a time; synchronous as long as nothing waits. */
export class Aggregator {
  readonly #parts: AggregatorParts;
  readonly #deadlines: GroupDeadlines;
  /** The end of the line of those who wait for their turn; undefined while nobody is under way. */
  #line: Promise<unknown> | undefined = undefined;
  #stopInterval: (() => void) | undefined = undefined;
  #lastKey: string | undefined = undefined;

  constructor(parts: AggregatorParts) {
    this.#parts = parts;
    this.#deadlines = new GroupDeadlines(parts.clock, (key) => void this.#inTurn(() => this.#complete(key, 'timeout')));
  }

  add(exchange: Exchange, signal: AbortSignal): void | Promise<void> {
    return this.#inTurn(() => this.#add(exchange, signal));
  }

  async start(intervalMs: number | undefined): Promise<void> {
    for (const group of (await this.#parts.groups.recover?.()) ?? []) void this.#send(group);
    if (intervalMs === undefined || intervalMs <= 0) return;
    const tick = () => {
      void this.#inTurn(() => this.#completeAll('interval'));
      this.#stopInterval = this.#parts.clock.schedule(intervalMs, tick);
    };
    this.#stopInterval = this.#parts.clock.schedule(intervalMs, tick);
  }

  async stop(complete: boolean): Promise<void> {
    this.#stopInterval?.();
    this.#deadlines.clear();
    if (complete) await this.forceAll('force');
    await this.#line;
    await this.#parts.outlet.done();
  }

  /** Completes one group; how many there were of that key. */
  async force(key: string): Promise<number> {
    const group = await this.#parts.groups.get(key);
    if (group === undefined) return 0;
    await this.#inTurn(() => this.#complete(key, 'force'));
    return 1;
  }

  async forceAll(by: CompletedBy): Promise<void> {
    await this.#inTurn(() => this.#completeAll(by));
  }

  async discard(key: string): Promise<void> {
    this.#deadlines.remove(key);
    await this.#parts.groups.remove(key);
  }

  /** Runs work when all that came before is done. */
  #inTurn(work: () => void | Promise<void>): void | Promise<void> {
    if (this.#line === undefined) {
      const waiting = work();
      return waiting === undefined ? undefined : this.#standInLine(waiting);
    }
    return this.#standInLine(this.#line.then(work, work));
  }

  #standInLine(waiting: Promise<void>): Promise<void> {
    const line = waiting.finally(() => {
      if (this.#line === settled) this.#line = undefined;
    });
    const settled = line.catch(() => undefined);
    this.#line = settled;
    return line;
  }

  #add(exchange: Exchange, signal: AbortSignal): void | Promise<void> {
    if (isSignal(exchange, 'CamelAggregationCompleteAllGroups')) {
      exchange.removeProperty('CamelAggregationCompleteAllGroups');
      if (exchange.hasHeaders) exchange.headers.delete('CamelAggregationCompleteAllGroups');
      return this.#completeAll('force');
    }
    const inclusive = exchange.hasHeaders && isTrue(exchange.header('CamelAggregationCompleteAllGroupsInclusive'));
    const key = this.#parts.key.evaluate(exchange, signal);
    if (key instanceof Promise)
      return key.then((settled: unknown) => this.#addTo(settled, exchange, inclusive, signal));
    return this.#addTo(key, exchange, inclusive, signal);
  }

  #addTo(value: unknown, exchange: Exchange, inclusive: boolean, signal: AbortSignal): void | Promise<void> {
    const key = value === null || value === undefined ? '' : textOf(value);
    if (key === '') {
      if (this.#parts.ignoreInvalidKeys) return;
      throw new RouteError('ROUTE_INVALID_CORRELATION_KEY', { exchange: String(exchange) });
    }
    if (this.#parts.closedKeys?.has(key))
      throw new RouteError('ROUTE_CLOSED_CORRELATION_KEY', { key, exchange: String(exchange) });
    const adding = this.#join(key, exchange, signal);
    if (inclusive) return Promise.resolve(adding).then(() => this.#completeAll('force'));
    return adding;
  }

  #join(key: string, exchange: Exchange, signal: AbortSignal): void | Promise<void> {
    const { groups, onNewGroup } = this.#parts;
    const next = exchange.copy();
    next.unitOfWork = undefined;
    next.removeProperty('CamelAggregationCompleteCurrentGroup');
    if (onNewGroup && this.#lastKey !== undefined && this.#lastKey !== key) {
      const before = this.#lastKey;
      this.#lastKey = key;
      return Promise.resolve(this.#complete(before, 'force')).then(() => this.#join(key, exchange, signal));
    }
    this.#lastKey = key;
    const old = groups.get(key);
    if (old instanceof Promise || groups.isConflict) return this.#joinLater(key, exchange, old, signal);
    return this.#joinTo(key, old, next, signal);
  }

  /** Tries again when another process was faster. */
  async #joinLater(
    key: string,
    exchange: Exchange,
    first: Exchange | undefined | Promise<Exchange | undefined>,
    signal: AbortSignal,
  ): Promise<void> {
    const { groups } = this.#parts;
    let old = await first;
    for (let attempt = 1; ; attempt++) {
      const next = exchange.copy();
      next.unitOfWork = undefined;
      try {
        await this.#joinTo(key, old, next, signal);
        return;
      } catch (error) {
        if (!groups.isConflict?.(error)) throw error;
        if (!(await groups.backOff!(attempt)))
          throw new RouteError('ROUTE_OPTIMISTIC_LOCK_FAILED', { attempts: attempt }, { cause: error });
      }
      old = await groups.get(key);
    }
  }

  #joinTo(key: string, before: Exchange | undefined, next: Exchange, signal: AbortSignal): void | Promise<void> {
    const { strategy, rules, eager } = this.#parts;
    const pre = strategy.preComplete !== undefined && (strategy.canPreComplete?.() ?? true);
    let old = before;
    if (pre && old !== undefined) {
      next.properties.set('CamelAggregatedSize', sizeOf(old) + 1);
      const complete = strategy.preComplete!(old, next);
      next.removeProperty('CamelAggregatedSize');
      if (complete) {
        const sending = this.#finish(key, old, 'strategy');
        old = undefined;
        if (sending !== undefined)
          return sending.then(() => this.#aggregate(key, undefined, next, undefined, pre, signal));
      }
    }
    if (pre || !eager) return this.#aggregate(key, old, next, undefined, pre, signal);
    const size = old === undefined ? 1 : sizeOf(old) + 1;
    next.properties.set('CamelAggregatedSize', size);
    const complete = rules.check(next, size, signal);
    const go = (by: CompletedBy | undefined) => {
      next.removeProperty('CamelAggregatedSize');
      return this.#aggregate(key, old, next, by, true, signal);
    };
    return complete instanceof Promise ? complete.then(go) : go(complete);
  }

  #drop(key: string): void | Promise<void> {
    this.#deadlines.remove(key);
    return this.#parts.groups.remove(key);
  }

  /** `decided`: completion was looked at before. */
  #aggregate(
    key: string,
    old: Exchange | undefined,
    next: Exchange,
    by: CompletedBy | undefined,
    decided: boolean,
    signal: AbortSignal,
  ): void | Promise<void> {
    const size = old === undefined ? 1 : sizeOf(old) + 1;
    let joined: unknown;
    try {
      joined = this.#parts.strategy.aggregate(old, next);
    } catch (error) {
      if (this.#parts.discardOnFailure) return old === undefined ? undefined : this.#drop(key);
      const details = { reason: 'Error occurred during aggregation', exchange: String(next) };
      throw new RouteError('ROUTE_EXCHANGE_FAILED', details, { cause: error });
    }
    const settle = (answer: unknown) =>
      this.#keep(key, answer as Exchange | undefined, next, size, by, decided, signal);
    return joined instanceof Promise ? joined.then(settle) : settle(joined);
  }

  #keep(
    key: string,
    answer: Exchange | null | undefined,
    next: Exchange,
    size: number,
    by: CompletedBy | undefined,
    decided: boolean,
    signal: AbortSignal,
  ): void | Promise<void> {
    if (!answer) {
      const { name } = this.#parts.strategy;
      const reason = `AggregationStrategy ${name === undefined ? '' : `${name} `}returned null which is not allowed`;
      throw new RouteError('ROUTE_EXCHANGE_FAILED', { reason, exchange: String(next) });
    }
    answer.properties.set('CamelAggregatedSize', size);
    if (isTrue(answer.property('CamelAggregationCompleteCurrentGroup'))) return this.#finish(key, answer, 'strategy');
    if (decided) return this.#settle(key, answer, next, by, signal);
    const complete = this.#parts.rules.check(answer, size, signal);
    if (complete instanceof Promise)
      return complete.then((settled) => this.#settle(key, answer, next, settled, signal));
    return this.#settle(key, answer, next, complete, signal);
  }

  #settle(
    key: string,
    answer: Exchange,
    next: Exchange,
    by: CompletedBy | undefined,
    signal: AbortSignal,
  ): void | Promise<void> {
    if (by === 'consumer') {
      const kept = this.#parts.groups.put(key, answer);
      return Promise.resolve(kept).then(() => this.#completeAll('consumer'));
    }
    if (by !== undefined) return this.#finish(key, answer, by);
    const tracking = this.#track(key, answer, next, signal);
    if (tracking !== undefined) return tracking.then(() => this.#parts.groups.put(key, answer));
    return this.#parts.groups.put(key, answer);
  }

  /** Renews the group's time-out. */
  #track(key: string, answer: Exchange, next: Exchange, signal: AbortSignal): void | Promise<void> {
    const { timeoutExpression, timeoutMs } = this.#parts;
    const set = (ms: number) => {
      if (ms <= 0) return;
      next.properties.set('CamelAggregatedTimeout', ms);
      this.#deadlines.set(key, ms);
    };
    if (timeoutExpression === undefined) return set(timeoutMs);
    const value = timeoutExpression.evaluate(next, signal);
    const use = (settled: unknown) => set(Number(settled ?? 0) > 0 ? Number(settled) : timeoutMs);
    return value instanceof Promise ? value.then(use) : use(value);
  }

  #complete(key: string, by: CompletedBy): void | Promise<void> {
    const group = this.#parts.groups.get(key);
    if (group instanceof Promise)
      return group.then((settled) => (settled ? this.#finish(key, settled, by) : undefined));
    if (group !== undefined) return this.#finish(key, group, by);
  }

  async #completeEach(keys: readonly string[], by: CompletedBy): Promise<void> {
    for (const key of keys) await this.#complete(key, by);
  }

  #completeAll(by: CompletedBy): void | Promise<void> {
    const keys = this.#parts.groups.keys();
    return keys instanceof Promise
      ? keys.then((settled) => this.#completeEach(settled, by))
      : this.#completeEach(keys, by);
  }

  #finish(key: string, group: Exchange, by: CompletedBy): void | Promise<void> {
    const { groups, closedKeys, strategy, discardOnTimeout } = this.#parts;
    this.#deadlines.remove(key);
    group.properties.set('CamelAggregatedCorrelationKey', key);
    group.properties.set('CamelAggregatedCompletedBy', by);
    if (by === 'timeout') strategy.timeout?.(group, -1, -1, Number(group.property('CamelAggregatedTimeout') ?? -1));
    const completing = groups.complete(key, group);
    closedKeys?.add(key);
    if (by === 'timeout' && discardOnTimeout) return completing;
    strategy.onCompletion?.(group);
    return completing === undefined ? this.#send(group) : completing.then(() => this.#send(group));
  }

  #send(group: Exchange): void | Promise<void> {
    return this.#parts.outlet.send(group, () => this.#parts.groups.confirm(group));
  }
}

function sizeOf(group: Exchange): number {
  return Number(group.property('CamelAggregatedSize') ?? 0);
}

function isSignal(exchange: Exchange, name: string): boolean {
  return (
    (exchange.hasProperties && isTrue(exchange.property(name))) ||
    (exchange.hasHeaders && isTrue(exchange.header(name)))
  );
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}
