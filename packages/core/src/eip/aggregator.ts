import { textOf } from '../convert/java-text.ts';
import { RouteError } from '../errors/route-error.ts';
import { Exchange } from '../exchange/exchange.ts';
import type { Expression } from '../expression/expression.ts';
import type { AggregatorParts } from './aggregator-parts.ts';
import type { CompletedBy } from './completion-rules.ts';
import { GroupDeadlines } from './group-deadlines.ts';
import { isSignal, isTrue, newcomer, sizeOf, timeoutOf } from './group-message.ts';
import { GroupTurns } from './group-turns.ts';

/** Collects messages into groups. One message at a time; synchronous as long as nothing waits. */
export class Aggregator {
  readonly #parts: AggregatorParts;
  readonly #deadlines: GroupDeadlines;
  readonly #turns = new GroupTurns();
  /** Whether nothing is written to a message that joins a group, and the group keeps no more than its body. */
  readonly #sparesCopy: boolean;
  #stopInterval: (() => void) | undefined = undefined;
  #lastKey: string | undefined = undefined;

  constructor(parts: AggregatorParts) {
    this.#parts = parts;
    const { strategy, eager, timeoutMs, timeoutExpression } = parts;
    this.#sparesCopy =
      strategy.onlyReads === true &&
      !eager &&
      timeoutMs === 0 &&
      timeoutExpression === undefined &&
      !strategy.preComplete;
    this.#deadlines = new GroupDeadlines(
      parts.clock,
      (key) => void this.#turns.run(() => this.#complete(key, 'timeout')),
    );
  }

  add(exchange: Exchange, signal: AbortSignal): void | Promise<void> {
    return this.#turns.busy ? this.#addInTurn(exchange, signal) : this.#turns.hold(this.#add(exchange, signal));
  }

  #addInTurn(exchange: Exchange, signal: AbortSignal): void | Promise<void> {
    return this.#turns.run(() => this.#add(exchange, signal));
  }

  async start(intervalMs: number | undefined): Promise<void> {
    for (const group of (await this.#parts.groups.recover?.()) ?? []) void this.#send(group);
    if (intervalMs === undefined || intervalMs <= 0) return;
    const tick = () => {
      void this.#turns.run(() => this.#completeAll('interval'));
      this.#stopInterval = this.#parts.clock.schedule(intervalMs, tick);
    };
    this.#stopInterval = this.#parts.clock.schedule(intervalMs, tick);
  }

  async stop(complete: boolean): Promise<void> {
    this.#stopInterval?.();
    this.#deadlines.clear();
    if (complete) await this.forceAll('force');
    await this.#turns.done();
    await this.#parts.outlet.done();
    this.#parts.closedKeys?.clear();
  }

  /** Completes one group; how many there were of that key. */
  async force(key: string): Promise<number> {
    const group = await this.#parts.groups.get(key);
    if (group === undefined) return 0;
    await this.#turns.run(() => this.#complete(key, 'force'));
    return 1;
  }

  async forceAll(by: CompletedBy): Promise<void> {
    await this.#turns.run(() => this.#completeAll(by));
  }

  async discard(key: string): Promise<void> {
    this.#deadlines.remove(key);
    await this.#parts.groups.remove(key);
  }

  #add(exchange: Exchange, signal: AbortSignal): void | Promise<void> {
    if (isSignal(exchange, 'CamelAggregationCompleteAllGroups')) {
      exchange.removeProperty('CamelAggregationCompleteAllGroups');
      if (exchange.hasHeaders) exchange.headers.delete('CamelAggregationCompleteAllGroups');
      return this.#completeAll('force');
    }
    const inclusive = exchange.hasHeaders && isTrue(exchange.header('CamelAggregationCompleteAllGroupsInclusive'));
    const key = this.#parts.key.evaluate(exchange, signal);
    if (key instanceof Promise) return this.#addLater(key, exchange, inclusive, signal);
    return this.#addTo(key, exchange, inclusive, signal);
  }

  async #addLater(key: Promise<unknown>, exchange: Exchange, inclusive: boolean, signal: AbortSignal): Promise<void> {
    await this.#addTo(await key, exchange, inclusive, signal);
  }

  #addTo(value: unknown, exchange: Exchange, inclusive: boolean, signal: AbortSignal): void | Promise<void> {
    const key = value === null || value === undefined ? '' : textOf(value);
    if (key === '') {
      if (this.#parts.ignoreInvalidKeys) return;
      throw new RouteError('ROUTE_INVALID_CORRELATION_KEY', { exchange: String(exchange) });
    }
    if (this.#parts.closedKeys?.has(key))
      throw new RouteError('ROUTE_CLOSED_CORRELATION_KEY', { key, exchange: String(exchange) });
    if (inclusive) exchange.headers.delete('CamelAggregationCompleteAllGroupsInclusive');
    const adding = this.#join(key, exchange, signal);
    return inclusive ? this.#completeAllAfter(adding) : adding;
  }

  async #completeAllAfter(adding: void | Promise<void>): Promise<void> {
    await adding;
    await this.#completeAll('force');
  }

  #join(key: string, exchange: Exchange, signal: AbortSignal): void | Promise<void> {
    const { groups, onNewGroup } = this.#parts;
    if (onNewGroup) {
      const before = this.#lastKey;
      this.#lastKey = key;
      if (before !== undefined && before !== key)
        return this.#joinAfter(this.#complete(before, 'force'), key, exchange, signal);
    }
    const old = groups.get(key);
    if ((old !== undefined && !(old instanceof Exchange)) || groups.isConflict)
      return this.#joinLater(key, exchange, old, signal);
    if (old === undefined || !this.#sparesCopy) return this.#joinTo(key, old, newcomer(exchange), signal);
    exchange.idShown = true;
    return this.#joinTo(key, old, exchange, signal);
  }

  async #joinAfter(
    completing: void | Promise<void>,
    key: string,
    exchange: Exchange,
    signal: AbortSignal,
  ): Promise<void> {
    await completing;
    await this.#join(key, exchange, signal);
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
      try {
        await this.#joinTo(key, old, newcomer(exchange), signal);
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
    if (strategy.preComplete !== undefined && (strategy.canPreComplete?.() ?? true))
      return this.#joinAfterPre(key, before, next, signal);
    if (!eager) return this.#aggregate(key, before, next, undefined, false, signal);
    const size = before === undefined ? 1 : sizeOf(before) + 1;
    next.aggregatedSize = size;
    const complete = rules.check(next, size, signal);
    if (complete instanceof Promise) return this.#joinChecked(key, before, next, complete, signal);
    next.removeProperty('CamelAggregatedSize');
    return this.#aggregate(key, before, next, complete, true, signal);
  }

  async #joinChecked(
    key: string,
    before: Exchange | undefined,
    next: Exchange,
    checking: Promise<CompletedBy | undefined>,
    signal: AbortSignal,
  ): Promise<void> {
    const complete = await checking;
    next.removeProperty('CamelAggregatedSize');
    await this.#aggregate(key, before, next, complete, true, signal);
  }

  /** The strategy may complete the group before the message joins it. */
  #joinAfterPre(key: string, old: Exchange | undefined, next: Exchange, signal: AbortSignal): void | Promise<void> {
    if (old === undefined) return this.#aggregate(key, undefined, next, undefined, true, signal);
    next.aggregatedSize = sizeOf(old) + 1;
    const complete = this.#parts.strategy.preComplete!(old, next);
    next.removeProperty('CamelAggregatedSize');
    if (!complete) return this.#aggregate(key, old, next, undefined, true, signal);
    const sending = this.#finish(key, old, 'strategy');
    if (sending === undefined) return this.#aggregate(key, undefined, next, undefined, true, signal);
    return sending.then(() => this.#aggregate(key, undefined, next, undefined, true, signal));
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
    if (!(joined instanceof Exchange) && joined instanceof Promise)
      return this.#keepLater(key, joined, next, size, by, decided, signal);
    return this.#keep(key, joined as Exchange | undefined, next, size, by, decided, signal);
  }

  async #keepLater(
    key: string,
    joining: Promise<Exchange | null | undefined>,
    next: Exchange,
    size: number,
    by: CompletedBy | undefined,
    decided: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    await this.#keep(key, await joining, next, size, by, decided, signal);
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
    if (next.trace !== undefined && next.trace !== answer.trace)
      answer.trace = answer.trace?.joinedBy(next.trace) ?? next.trace;
    answer.aggregatedSize = size;
    if (answer.hasWrittenProperties && isTrue(answer.property('CamelAggregationCompleteCurrentGroup')))
      return this.#finish(key, answer, 'strategy');
    if (decided) return this.#settle(key, answer, next, by, signal);
    const complete = this.#parts.rules.check(answer, size, signal);
    if (complete instanceof Promise) return this.#settleLater(key, answer, next, complete, signal);
    return this.#settle(key, answer, next, complete, signal);
  }

  async #settleLater(
    key: string,
    answer: Exchange,
    next: Exchange,
    checking: Promise<CompletedBy | undefined>,
    signal: AbortSignal,
  ): Promise<void> {
    await this.#settle(key, answer, next, await checking, signal);
  }

  #settle(
    key: string,
    answer: Exchange,
    next: Exchange,
    by: CompletedBy | undefined,
    signal: AbortSignal,
  ): void | Promise<void> {
    if (by === 'consumer') return this.#keepThenCompleteAll(key, answer);
    if (by !== undefined) return this.#finish(key, answer, by);
    const { timeoutExpression, timeoutMs, groups } = this.#parts;
    if (timeoutExpression !== undefined) return this.#putWithTimeout(key, answer, next, timeoutExpression, signal);
    if (timeoutMs > 0) this.#renew(key, next, timeoutMs);
    return groups.put(key, answer);
  }

  async #keepThenCompleteAll(key: string, answer: Exchange): Promise<void> {
    await this.#parts.groups.put(key, answer);
    await this.#completeAll('consumer');
  }

  #putWithTimeout(
    key: string,
    answer: Exchange,
    next: Exchange,
    timeout: Expression,
    signal: AbortSignal,
  ): void | Promise<void> {
    const { groups, timeoutMs } = this.#parts;
    const use = (value: unknown) => {
      const ms = timeoutOf(value, timeoutMs);
      if (ms > 0) this.#renew(key, next, ms);
      return groups.put(key, answer);
    };
    const value = timeout.evaluate(next, signal);
    return value instanceof Promise ? value.then(use) : use(value);
  }

  #renew(key: string, next: Exchange, timeoutMs: number): void {
    next.properties.set('CamelAggregatedTimeout', timeoutMs);
    this.#deadlines.set(key, timeoutMs);
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
