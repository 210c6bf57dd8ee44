import type { JsonValue, StateStore, StoreWrite } from './state-store.ts';

const namespace = 'watermarks';

/**
 * Remembers how far a source was read: a time, a page, an offset, a change number.
 *
 * @example
 * ```ts
 * import { memoryStateStore, WatermarkStore } from '@dhow/core/state';
 *
 * const state = memoryStateStore();
 * const marks = new WatermarkStore(state);
 * await marks.advance('dhis2/events', '2026-10-31T23:59:59.000', (left, right) => (left < right ? -1 : 1));
 * ```
 */
export class WatermarkStore {
  readonly #state: StateStore;

  constructor(state: StateStore) {
    this.#state = state;
  }

  async get(name: string): Promise<JsonValue | undefined> {
    return (await this.#state.get(namespace, name))?.value;
  }

  async set(name: string, value: JsonValue): Promise<void> {
    await this.#state.put(namespace, name, value);
  }

  /** The write that sets a mark, for a transaction with what was read up to it. */
  write(name: string, value: JsonValue): StoreWrite {
    return { op: 'put', namespace, key: name, value };
  }

  /**
   * Moves forward only: a slower reader does not set a faster one back. Answers the mark that stands.
   */
  async advance<T extends JsonValue>(name: string, value: T, compare: (left: T, right: T) => number): Promise<T> {
    for (;;) {
      const entry = await this.#state.get(namespace, name);
      if (entry && compare(entry.value as T, value) >= 0) return entry.value as T;
      if (await this.#state.compareAndSet(namespace, name, entry?.version, value)) return value;
    }
  }

  async list(): Promise<readonly { readonly name: string; readonly value: JsonValue }[]> {
    return (await this.#state.list(namespace)).map(({ key, value }) => ({ name: key, value }));
  }

  remove(name: string): Promise<boolean> {
    return this.#state.delete(namespace, name);
  }
}
