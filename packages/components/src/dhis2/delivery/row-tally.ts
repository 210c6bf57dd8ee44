import type { RowRejection } from './row-rejection.ts';

/** Takes the end of a row: accepted, or rejected with its reason. */
export type RowEnd = (row: number, rejection: RowRejection | undefined) => void;

/**
 * Tells when a row is through. A row may become several data values; it is accepted once all of them are, and rejected
 * when one is. Values of a row stand in one batch, or follow each other from one batch to the next.
 */
export class RowTally {
  readonly #end: RowEnd;
  /** Values under way, by row. */
  readonly #remaining = new Map<number, number>();
  readonly #rejections = new Map<number, RowRejection>();
  #last: number | undefined;
  /** The row that came last has nothing under way, but a further value of it may follow. */
  #held = false;

  constructor(end: RowEnd) {
    this.#end = end;
  }

  /** A value of the row came. */
  entered(row: number): void {
    if (row !== this.#last) this.close();
    this.#last = row;
    this.#held = false;
    this.#remaining.set(row, (this.#remaining.get(row) ?? 0) + 1);
  }

  /** A value of the row is accepted or rejected. */
  through(row: number, rejection?: RowRejection): void {
    if (rejection && !this.#rejections.has(row)) this.#rejections.set(row, rejection);
    const remaining = this.#remaining.get(row)! - 1;
    if (remaining > 0) this.#remaining.set(row, remaining);
    else {
      this.#remaining.delete(row);
      if (row === this.#last) this.#held = true;
      else this.#finish(row);
    }
  }

  /** No further value of the last row comes. Rows with a value under way stay without an end: they are pending. */
  close(): void {
    if (this.#held) this.#finish(this.#last!);
    this.#held = false;
    this.#last = undefined;
  }

  #finish(row: number): void {
    const rejection = this.#rejections.get(row);
    if (rejection) this.#rejections.delete(row);
    this.#end(row, rejection);
  }
}
