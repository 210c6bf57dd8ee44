import type { Exchange } from '../exchange/exchange.ts';
import { splitPlaceNames, type PartPlaces } from '../exchange/part-place.ts';
import type { PartSource } from './part-runner.ts';
import { isAsyncIterable, type ValueParts } from './parts-of-value.ts';
import type { Processor } from './processor.ts';

/** How a part is made of an item: a copy of the message with the item as body and its place as properties. */
export class PartMaker {
  readonly process: Processor;
  readonly #base: Exchange;
  readonly #prepare: ((part: Exchange) => Exchange | Promise<Exchange>) | undefined;

  constructor(base: Exchange, process: Processor, prepare?: (part: Exchange) => Exchange | Promise<Exchange>) {
    this.#base = base;
    this.process = process;
    this.#prepare = prepare;
  }

  make(item: unknown, places: PartPlaces, index: number, last: boolean): Exchange | Promise<Exchange> {
    const part = this.#base.copy();
    part.body = item;
    part.setPlace(places, index, last);
    return this.#prepare === undefined ? part : this.#prepare(part);
  }
}

const openPlaces: PartPlaces = { names: splitPlaceNames, size: undefined };

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
  if (list instanceof Uint8Array) return list;
  // A callback for each of many items would cost as much as a step.
  if (!list.includes(null) && !list.includes(undefined)) return list;
  return list.filter((item) => item !== null && item !== undefined);
}

function listSource(list: readonly unknown[], streaming: boolean, maker: PartMaker): PartSource {
  let index = 0;
  const { length } = list;
  const places = streaming ? openPlaces : { names: splitPlaceNames, size: length };
  return {
    process: maker.process,
    next() {
      if (index >= length) return undefined;
      const at = index++;
      return maker.make(list[at], places, at, index === length);
    },
  };
}

/** Looks one item ahead, to know which is the last. */
function iteratorSource(iterator: Iterator<unknown>, maker: PartMaker): PartSource {
  let index = 0;
  let ahead = nextItem(iterator);
  return {
    process: maker.process,
    next() {
      if (ahead.done) return undefined;
      const { value } = ahead;
      ahead = nextItem(iterator);
      return maker.make(value, openPlaces, index++, ahead.done === true);
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
  readonly process: Processor;
  readonly #iterator: AsyncIterator<unknown>;
  readonly #maker: PartMaker;
  #ahead: IteratorResult<unknown> | undefined = undefined;
  #index = 0;

  constructor(iterator: AsyncIterator<unknown>, maker: PartMaker) {
    this.#iterator = iterator;
    this.#maker = maker;
    this.process = maker.process;
  }

  async next(): Promise<Exchange | undefined> {
    const current = this.#ahead ?? (await this.#pull());
    if (current.done) return undefined;
    this.#ahead = await this.#pull();
    return this.#maker.make(current.value, openPlaces, this.#index++, this.#ahead.done === true);
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
