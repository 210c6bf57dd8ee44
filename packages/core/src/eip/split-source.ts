import type { Exchange } from '../exchange/exchange.ts';
import { splitPlaceNames } from '../exchange/part-place.ts';
import type { Part, PartSource } from './part-runner.ts';
import { isAsyncIterable, type ValueParts } from './parts-of-value.ts';
import type { Processor } from './processor.ts';

/** How a part is made of an item: a copy of the message with the item as body and its place as properties. */
export interface PartMaker {
  make(item: unknown, index: number, size: number | undefined, last: boolean): Part;
}

export function partMaker(base: Exchange, process: Processor, prepare: (exchange: Exchange) => void): PartMaker {
  return {
    make(item, index, size, last) {
      const exchange = base.copy();
      exchange.body = item;
      exchange.setPlace({ names: splitPlaceNames, index, size, complete: last });
      prepare(exchange);
      return { exchange, process };
    },
  };
}

/** The source of parts for the parts of a value. `streaming` leaves the size open until the last part. */
export function splitSource(parts: ValueParts, streaming: boolean, maker: PartMaker): PartSource {
  if (isAsyncIterable(parts)) return new StreamSource(parts[Symbol.asyncIterator](), maker);
  if (streaming && !isList(parts)) return iteratorSource((parts as Iterable<unknown>)[Symbol.iterator](), maker);
  const list = isList(parts) ? parts : Array.from(parts as Iterable<unknown>);
  return listSource(withoutNull(list), streaming, maker);
}

function isList(parts: ValueParts): parts is readonly unknown[] {
  return Array.isArray(parts) || parts instanceof Uint8Array;
}

function withoutNull(list: readonly unknown[]): readonly unknown[] {
  return list instanceof Uint8Array || !list.some((item) => item === null || item === undefined)
    ? list
    : list.filter((item) => item !== null && item !== undefined);
}

function listSource(list: readonly unknown[], streaming: boolean, maker: PartMaker): PartSource {
  let index = 0;
  const { length } = list;
  return {
    next() {
      if (index >= length) return undefined;
      const last = index === length - 1;
      return maker.make(list[index], index++, streaming && !last ? undefined : length, last);
    },
  };
}

/** Looks one item ahead, to know which is the last. */
function iteratorSource(iterator: Iterator<unknown>, maker: PartMaker): PartSource {
  let index = 0;
  let ahead = nextItem(iterator);
  return {
    next() {
      if (ahead.done) return undefined;
      const { value } = ahead;
      ahead = nextItem(iterator);
      const last = ahead.done === true;
      return maker.make(value, index++, last ? index : undefined, last);
    },
    close: () => void iterator.return?.(),
  };
}

function nextItem(iterator: Iterator<unknown>): IteratorResult<unknown> {
  let next = iterator.next();
  while (!next.done && (next.value === null || next.value === undefined)) next = iterator.next();
  return next;
}

class StreamSource implements PartSource {
  readonly #iterator: AsyncIterator<unknown>;
  readonly #maker: PartMaker;
  #ahead: IteratorResult<unknown> | undefined = undefined;
  #index = 0;

  constructor(iterator: AsyncIterator<unknown>, maker: PartMaker) {
    this.#iterator = iterator;
    this.#maker = maker;
  }

  async next(): Promise<Part | undefined> {
    const current = this.#ahead ?? (await this.#pull());
    if (current.done) return undefined;
    this.#ahead = await this.#pull();
    const last = this.#ahead.done === true;
    const index = this.#index++;
    return this.#maker.make(current.value, index, last ? index + 1 : undefined, last);
  }

  async close(): Promise<void> {
    await this.#iterator.return?.();
  }

  async #pull(): Promise<IteratorResult<unknown>> {
    for (;;) {
      const next = await this.#iterator.next();
      if (next.done || (next.value !== null && next.value !== undefined)) return next;
    }
  }
}
