import { isRejectedRow } from '../component/rejected-row.ts';
import { rowNumberOf, withRowNumber } from '../component/row-number.ts';
import { batches, isBatchSource, regroup, type BatchSource } from '../exchange/batch-source.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Expression } from '../expression/expression.ts';

/** Applies an expression to items that stand in the body one after the other; results keep the items' row numbers. */
export class ItemMapper {
  readonly #expression: Expression;
  readonly #scratch: Exchange;
  readonly #exchange: Exchange;
  readonly #signal: AbortSignal;
  readonly #parallel: number;

  constructor(expression: Expression, exchange: Exchange, signal: AbortSignal, parallel: number) {
    this.#expression = expression;
    this.#exchange = exchange;
    this.#scratch = exchange.copy();
    this.#signal = signal;
    this.#parallel = Math.max(1, parallel);
  }

  /** All at once; a promise only when the expression waits. */
  list(items: Iterable<unknown>): unknown[] | Promise<unknown[]> {
    const results: unknown[] = [];
    const iterator = items[Symbol.iterator]();
    for (let next = iterator.next(); !next.done; next = iterator.next()) {
      const mapped = this.#map(next.value);
      if (mapped instanceof Promise) return this.#rest(results, mapped, iterator);
      results.push(mapped);
    }
    return results;
  }

  /** As the items are read. Readable in arrays at full speed. */
  stream(items: AsyncIterable<unknown>): BatchSource {
    const all = () => this.#batches(items);
    return {
      [batches]: (size) => (size === undefined ? all() : regroup(all(), size)),
      async *[Symbol.asyncIterator]() {
        for await (const batch of all()) yield* batch;
      },
    };
  }

  async *#batches(items: AsyncIterable<unknown>): AsyncGenerator<readonly unknown[]> {
    if (!isBatchSource(items)) {
      for await (const item of items) yield [await this.#map(item)];
      return;
    }
    for await (const batch of items[batches]()) {
      const mapped = this.list(batch);
      yield mapped instanceof Promise ? await mapped : mapped;
    }
  }

  /** Waits for results in order, with some of them under way at a time. */
  async #rest(results: unknown[], first: Promise<unknown>, iterator: Iterator<unknown>): Promise<unknown[]> {
    const underWay: unknown[] = [first];
    let ended = false;
    while (underWay.length > 0) {
      while (!ended && underWay.length < this.#parallel) {
        const next = iterator.next();
        ended = next.done === true;
        if (!ended) underWay.push(this.#map(next.value));
      }
      results.push(await underWay.shift());
      if (underWay.length === 0 && !ended) {
        const next = iterator.next();
        ended = next.done === true;
        if (!ended) underWay.push(this.#map(next.value));
      }
    }
    return results;
  }

  #map(item: unknown): unknown {
    // Refused already, with its reason.
    if (isRejectedRow(item)) return item;
    // Several items at a time must not see each other's body.
    const exchange = this.#parallel > 1 ? this.#exchange.copy() : this.#scratch;
    exchange.body = item;
    const mapped = this.#expression.evaluate(exchange, this.#signal);
    const row = rowNumberOf(item);
    if (row === undefined) return mapped;
    return mapped instanceof Promise ? mapped.then((settled: unknown) => keepRow(settled, row)) : keepRow(mapped, row);
  }
}

function keepRow(mapped: unknown, row: number): unknown {
  return rowNumberOf(mapped) === undefined ? withRowNumber(mapped, row) : mapped;
}
