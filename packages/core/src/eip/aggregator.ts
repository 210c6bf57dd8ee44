import { textOf } from '../convert/java-text.ts';
import { dropHolds } from '../stream-cache/keep-readable.ts';
import { isStreamed } from '../stream-cache/one-shot.ts';
import { RouteError } from '../errors/route-error.ts';
import { Exchange } from '../exchange/exchange.ts';
import type { Expression } from '../expression/expression.ts';
import type { AggregationStrategy } from './aggregation-strategy.ts';
import type { AggregatorParts } from './aggregator-parts.ts';
import type { CompletedBy } from './completion-rules.ts';
import { GroupCompletion } from './group-completion.ts';
import { isSignal, isTrue, joinHolds, newcomer, sizeOf, timeoutOf } from './group-message.ts';
import { GroupTurns } from './group-turns.ts';

/** Collects messages into groups. One message at a time; synchronous as long as nothing waits. */
export class Aggregator {
  readonly #parts: AggregatorParts;
  readonly #turns = new GroupTurns();
  readonly #completion: GroupCompletion;
  /** Whether nothing is written to a message that joins a group, and the group keeps no more than its body. */
  readonly #sparesCopy: boolean;
  /** Whether completion may be decided before a message joins. */
  readonly #looksAhead: boolean;
  #lastKey: string | undefined = undefined;

  constructor(parts: AggregatorParts) {
    this.#parts = parts;
    const { strategy, eager, timeoutMs, timeoutExpression } = parts;
    this.#looksAhead = eager || strategy.preComplete !== undefined;
    this.#sparesCopy =
      strategy.onlyReads === true && !this.#looksAhead && timeoutMs === 0 && timeoutExpression === undefined;
    this.#completion = new GroupCompletion(parts, this.#turns);
  }

  add(exchange: Exchange, signal: AbortSignal): void | Promise<void> {
    return this.#turns.busy ? this.#addInTurn(exchange, signal) : this.#turns.hold(this.#add(exchange, signal));
  }

  #addInTurn(exchange: Exchange, signal: AbortSignal): void | Promise<void> {
    return this.#turns.run(() => this.#add(exchange, signal));
  }

  start(intervalMs: number | undefined): Promise<void> {
    return this.#completion.start(intervalMs);
  }

  stop(complete: boolean): Promise<void> {
    return this.#completion.stop(complete);
  }

  /** Completes one group; how many there were of that key. */
  force(key: string): Promise<number> {
    return this.#withGroup(key, () => this.#completion.complete(key, 'force'));
  }

  async forceAll(by: CompletedBy): Promise<number> {
    const { length } = await this.#parts.groups.keys();
    await this.#turns.run(() => this.#completion.completeAll(by));
    return length;
  }

  /** Forgets one group; how many there were of that key. */
  discard(key: string): Promise<number> {
    return this.#withGroup(key, (group) => this.#completion.drop(key, group));
  }

  async discardAll(): Promise<number> {
    const keys = await this.#parts.groups.keys();
    for (const key of keys) await this.discard(key);
    return keys.length;
  }

  async #withGroup(key: string, work: (group: Exchange) => void | Promise<void>): Promise<number> {
    let count = 0;
    await this.#turns.run(async () => {
      const group = await this.#parts.groups.get(key);
      if (group === undefined) return;
      count = 1;
      await work(group);
    });
    return count;
  }

  #add(exchange: Exchange, signal: AbortSignal): void | Promise<void> {
    let inclusive = false;
    if (exchange.hasHeaders || exchange.hasWrittenProperties) {
      if (isSignal(exchange, 'CamelAggregationCompleteAllGroups')) {
        exchange.removeProperty('CamelAggregationCompleteAllGroups');
        if (exchange.hasHeaders) exchange.headers.delete('CamelAggregationCompleteAllGroups');
        return this.#completion.completeAll('force');
      }
      inclusive = isTrue(exchange.header('CamelAggregationCompleteAllGroupsInclusive'));
    }
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
    await this.#completion.completeAll('force');
  }

  #join(key: string, exchange: Exchange, signal: AbortSignal): void | Promise<void> {
    const { groups, onNewGroup } = this.#parts;
    if (onNewGroup) {
      const before = this.#lastKey;
      this.#lastKey = key;
      if (before !== undefined && before !== key)
        return this.#joinAfter(this.#completion.complete(before, 'force'), key, exchange, signal);
    }
    const old = groups.get(key);
    if ((old !== undefined && !(old instanceof Exchange)) || groups.isConflict)
      return this.#joinLater(key, exchange, old, signal);
    if (old === undefined || !this.#sparesCopy || isStreamed(exchange.body))
      return this.#joinTo(key, old, newcomer(exchange, this.#parts.keepsStreams), signal);
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
        await this.#joinTo(key, old, newcomer(exchange, this.#parts.keepsStreams), signal);
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
    if (!this.#looksAhead) return this.#aggregate(key, before, next, undefined, false, signal);
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
    const sending = this.#completion.finish(key, old, 'strategy');
    if (sending === undefined) return this.#aggregate(key, undefined, next, undefined, true, signal);
    return sending.then(() => this.#aggregate(key, undefined, next, undefined, true, signal));
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
      dropHolds(next);
      if (this.#parts.discardOnFailure) return old === undefined ? undefined : this.#completion.drop(key, old);
      const details = { reason: 'Error occurred during aggregation', exchange: String(next) };
      throw new RouteError('ROUTE_EXCHANGE_FAILED', details, { cause: error });
    }
    if (!(joined instanceof Exchange) && joined instanceof Promise)
      return this.#keepLater(key, joined, old, next, size, by, decided, signal);
    if (joined) joinHolds(joined as Exchange, old, next);
    return this.#keep(key, joined as Exchange | undefined, next, size, by, decided, signal);
  }

  async #keepLater(
    key: string,
    joining: Promise<Exchange | null | undefined>,
    old: Exchange | undefined,
    next: Exchange,
    size: number,
    by: CompletedBy | undefined,
    decided: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const joined = await joining;
    if (joined) joinHolds(joined, old, next);
    await this.#keep(key, joined, next, size, by, decided, signal);
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
    if (!answer) throw noGroup(this.#parts.strategy, next);
    if (next.trace !== undefined && next.trace !== answer.trace)
      answer.trace = answer.trace?.joinedBy(next.trace) ?? next.trace;
    answer.aggregatedSize = size;
    if (answer.hasWrittenProperties && isTrue(answer.property('CamelAggregationCompleteCurrentGroup')))
      return this.#completion.finish(key, answer, 'strategy');
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
    if (by !== undefined) return this.#completion.finish(key, answer, by);
    const { timeoutExpression, timeoutMs, groups } = this.#parts;
    if (timeoutExpression !== undefined) return this.#putWithTimeout(key, answer, next, timeoutExpression, signal);
    if (timeoutMs > 0) return this.#putInTime(key, answer, next, timeoutMs);
    return groups.put(key, answer);
  }

  async #keepThenCompleteAll(key: string, answer: Exchange): Promise<void> {
    await this.#parts.groups.put(key, answer);
    await this.#completion.completeAll('consumer');
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
      return ms > 0 ? this.#putInTime(key, answer, next, ms) : groups.put(key, answer);
    };
    const value = timeout.evaluate(next, signal);
    return value instanceof Promise ? value.then(use) : use(value);
  }

  #putInTime(key: string, answer: Exchange, next: Exchange, timeoutMs: number): void | Promise<void> {
    next.properties.set('CamelAggregatedTimeout', timeoutMs);
    this.#completion.renew(key, timeoutMs);
    return this.#parts.groups.put(key, answer, timeoutMs);
  }
}

function noGroup({ name }: AggregationStrategy, next: Exchange): RouteError {
  const reason = `AggregationStrategy ${name === undefined ? '' : `${name} `}returned null which is not allowed`;
  return new RouteError('ROUTE_EXCHANGE_FAILED', { reason, exchange: String(next) });
}
