/** `[first, last]` or a single row, as they are stored. */
export type StoredRange = number | readonly [first: number, last: number];

/**
 * A set of row numbers kept as ascending ranges: thirty thousand accepted rows are one pair of numbers.
 *
 * @example
 * ```ts
 * import { RowRanges } from '@dhow/core/state';
 *
 * RowRanges.of([1, 2, 3, 7]).toJSON(); // [[1, 3], 7]
 * ```
 */
export class RowRanges {
  /** First and last rows by turns, ascending, not touching each other. */
  #bounds: number[] = [];

  static of(rows: Iterable<number>): RowRanges {
    const ranges = new RowRanges();
    for (const row of rows) ranges.add(row);
    return ranges;
  }

  static from(stored: readonly StoredRange[]): RowRanges {
    const ranges = new RowRanges();
    for (const range of stored) {
      if (typeof range === 'number') ranges.add(range);
      else ranges.add(range[0], range[1]);
    }
    return ranges;
  }

  /** Number of rows. */
  get size(): number {
    let size = 0;
    for (let i = 0; i < this.#bounds.length; i += 2) size += this.#bounds[i + 1]! - this.#bounds[i]! + 1;
    return size;
  }

  get first(): number | undefined {
    return this.#bounds[0];
  }

  get last(): number | undefined {
    return this.#bounds.at(-1);
  }

  has(row: number): boolean {
    const i = this.#firstEndingAt(row);
    return i < this.#bounds.length && this.#bounds[i]! <= row;
  }

  add(first: number, last: number = first): this {
    const bounds = this.#bounds;
    // Rows come in order, so that nearly every call ends here.
    if (bounds.length === 0 || first > bounds.at(-1)! + 1) bounds.push(first, last);
    else {
      // Everything that overlaps or touches becomes one range.
      const from = this.#firstEndingAt(first - 1);
      let to = from;
      while (to < bounds.length && bounds[to]! <= last + 1) to += 2;
      const start = to > from ? Math.min(first, bounds[from]!) : first;
      const end = to > from ? Math.max(last, bounds[to - 1]!) : last;
      bounds.splice(from, to - from, start, end);
    }
    return this;
  }

  addAll(other: RowRanges): this {
    for (const [first, last] of other.ranges()) this.add(first, last);
    return this;
  }

  delete(first: number, last: number = first): this {
    const bounds = this.#bounds;
    const from = this.#firstEndingAt(first);
    let to = from;
    const kept: number[] = [];
    for (; to < bounds.length && bounds[to]! <= last; to += 2) {
      if (bounds[to]! < first) kept.push(bounds[to]!, first - 1);
      if (bounds[to + 1]! > last) kept.push(last + 1, bounds[to + 1]!);
    }
    bounds.splice(from, to - from, ...kept);
    return this;
  }

  deleteAll(other: RowRanges): this {
    for (const [first, last] of other.ranges()) this.delete(first, last);
    return this;
  }

  *ranges(): Generator<[first: number, last: number]> {
    for (let i = 0; i < this.#bounds.length; i += 2) yield [this.#bounds[i]!, this.#bounds[i + 1]!];
  }

  *[Symbol.iterator](): Generator<number> {
    for (const [first, last] of this.ranges()) for (let row = first; row <= last; row++) yield row;
  }

  toJSON(): StoredRange[] {
    return Array.from(this.ranges(), ([first, last]) => (first === last ? first : [first, last]));
  }

  /** Index of the first range whose end is at or behind `row`. */
  #firstEndingAt(row: number): number {
    let low = 0;
    let high = this.#bounds.length / 2;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#bounds[2 * middle + 1]! < row) low = middle + 1;
      else high = middle;
    }
    return 2 * low;
  }
}
