import type { DataValueStore } from '../data-values/data-value-store.ts';

/** Data values as they were when the analytics tables were last built: analytics shows nothing newer. */
export class AnalyticsTables {
  #values: readonly (string | undefined)[] | undefined;
  builtAt: Date | undefined;

  get exist(): boolean {
    return this.#values !== undefined;
  }

  /** How many rows of the store the tables know. */
  get rows(): number {
    return this.#values?.length ?? 0;
  }

  build(store: DataValueStore, now: Date): void {
    this.#values = Array.from({ length: store.rows }, (_none, row) =>
      store.isDeleted(row) ? undefined : store.valueAt(row),
    );
    this.builtAt = now;
  }

  /** The value of a row, undefined when it was deleted. */
  valueAt(row: number): string | undefined {
    return this.#values?.[row];
  }
}
