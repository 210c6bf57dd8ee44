import type { JsonObject } from '../state/json.ts';
import type { Conflict } from './import-summary.ts';

/** Gathers conflicts; the same conflict of several values is one entry with several indexes. */
export class ConflictLog {
  readonly #conflicts = new Map<string, Conflict & { indexes: number[] }>();
  readonly #rejected = new Set<number>();

  add(index: number, errorCode: string, value: string, objects: JsonObject, property: string | undefined): void {
    const key = `${errorCode} ${value}`;
    const known = this.#conflicts.get(key);
    if (known) known.indexes.push(index);
    else this.#conflicts.set(key, { objects, value, errorCode, property, indexes: [index] });
    this.#rejected.add(index);
  }

  reject(index: number): void {
    this.#rejected.add(index);
  }

  get conflicts(): readonly Conflict[] {
    return [...this.#conflicts.values()];
  }

  get rejected(): readonly number[] {
    return [...this.#rejected].toSorted((a, b) => a - b);
  }

  get isEmpty(): boolean {
    return this.#rejected.size === 0;
  }
}
