import type { ExchangeUnitOfWork } from './exchange-unit-of-work.ts';

/** The units of work under way, as a chain through themselves: adding and removing costs a few writes. */
export class InflightRegister {
  #first: ExchangeUnitOfWork | undefined = undefined;
  #size = 0;
  #waiters: (() => void)[] = [];

  /** Those under way: one that waits for its next part is not counted. */
  get size(): number {
    let size = 0;
    for (let unit = this.#first; unit !== undefined; unit = unit.next) if (unit.begun) size++;
    return size;
  }

  add(unit: ExchangeUnitOfWork): void {
    const first = this.#first;
    unit.next = first;
    if (first !== undefined) first.previous = unit;
    this.#first = unit;
    this.#size++;
  }

  remove(unit: ExchangeUnitOfWork): void {
    const { previous, next } = unit;
    if (previous === undefined) {
      if (this.#first !== unit) return;
      this.#first = next;
    } else previous.next = next;
    if (next !== undefined) next.previous = previous;
    unit.previous = unit.next = undefined;
    if (--this.#size === 0 && this.#waiters.length > 0) for (const waiter of this.#waiters.splice(0)) waiter();
  }

  /** Youngest first. */
  *[Symbol.iterator](): Generator<ExchangeUnitOfWork> {
    for (let unit = this.#first; unit !== undefined; unit = unit.next) if (unit.begun) yield unit;
  }

  /** Resolves when nothing is under way. */
  empty(): Promise<void> {
    if (this.#size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push(resolve));
  }
}
