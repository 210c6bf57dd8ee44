import type { Exchange } from '../exchange/exchange.ts';
import { splitPlaceNames, type PartPlaces } from '../exchange/part-place.ts';
import type { PartSource } from './part-runner.ts';
import { isAsyncIterable, type ValueParts } from './parts-of-value.ts';

/** How a part is made of an item: a copy of the message with the item as body and its place as properties. */
export class PartMaker {
  readonly #base: Exchange;
  readonly #prepare: ((part: Exchange) => Exchange | Promise<Exchange>) | undefined;

  constructor(base: Exchange, prepare?: (part: Exchange) => Exchange | Promise<Exchange>) {
    this.#base = base;
    this.#prepare = prepare;
  }

  /** Whether parts are looked at before they are worked on. */
  get prepares(): boolean {
    return this.#prepare !== undefined;
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
  if (streaming && !isList(parts)) return new IteratorSource((parts as Iterable<unknown>)[Symbol.iterator](), maker);
  const list = isList(parts) ? parts : Array.from(parts as Iterable<unknown>);
  return new ListSource(withoutNull(list), streaming, maker);
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

/** Of the number of items that a list has; `streaming` leaves it open. */
class ListSource implements PartSource {
  readonly #list: readonly unknown[];
  readonly #places: PartPlaces;
  readonly #maker: PartMaker;
  readonly size: number;
  /** As in Camel, the parts of a list are all prepared before the first is worked on. */
  #prepared: (Exchange | Promise<Exchange>)[] | undefined;
  #index = 0;

  constructor(list: readonly unknown[], streaming: boolean, maker: PartMaker) {
    this.#list = list;
    this.size = list.length;
    this.#places = streaming ? openPlaces : { names: splitPlaceNames, size: list.length };
    this.#maker = maker;
    if (!streaming && maker.prepares) this.#prepared = Array.from(list, (_, index) => this.#make(index));
  }

  next(): Exchange | undefined | Promise<Exchange> {
    const index = this.#index++;
    if (index >= this.#list.length) return undefined;
    return this.#prepared?.[index] ?? this.#make(index);
  }

  #make(index: number): Exchange | Promise<Exchange> {
    return this.#maker.make(this.#list[index], this.#places, index, index + 1 === this.#list.length);
  }
}

/** Looks one item ahead, to know which is the last. */
class IteratorSource implements PartSource {
  readonly #iterator: Iterator<unknown>;
  readonly #maker: PartMaker;
  #ahead: IteratorResult<unknown>;
  #index = 0;

  constructor(iterator: Iterator<unknown>, maker: PartMaker) {
    this.#iterator = iterator;
    this.#maker = maker;
    this.#ahead = nextItem(iterator);
  }

  next(): Exchange | undefined | Promise<Exchange> {
    const current = this.#ahead;
    if (current.done === true) return undefined;
    this.#ahead = nextItem(this.#iterator);
    return this.#maker.make(current.value, openPlaces, this.#index++, this.#ahead.done === true);
  }

  close(): void {
    this.#iterator.return?.();
  }
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
