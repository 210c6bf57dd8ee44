import type { JsonValue, StateStore } from './state-store.ts';

/** A group that is not complete yet. Hand the version back when adding to it. */
export interface OpenGroup {
  readonly value: JsonValue;
  readonly version: number;
}

export interface CompletedGroup {
  readonly id: string;
  readonly key: string;
  readonly value: JsonValue;
}

/**
 * Keeps the groups of an aggregator over restarts. Adding is optimistic: who was overtaken reads the group again. A
 * completed group stays until it is confirmed, so that one which was on its way when the process died is sent again.
 *
 * @example
 * ```ts
 * import { AggregationRepository, memoryStateStore } from '@dhow/core/state';
 *
 * const state = memoryStateStore();
 * const groups = new AggregationRepository(state, 'by-facility');
 * const open = await groups.get('ou1');
 * await groups.add('ou1', [1], open?.version); // false: somebody else added meanwhile
 * ```
 */
export class AggregationRepository {
  readonly #state: StateStore;
  readonly #open: string;
  readonly #completed: string;

  constructor(state: StateStore, name: string) {
    this.#state = state;
    this.#open = `aggregation/${name}/open`;
    this.#completed = `aggregation/${name}/completed`;
  }

  async get(key: string): Promise<OpenGroup | undefined> {
    const entry = await this.#state.get(this.#open, key);
    return entry && { value: entry.value, version: entry.version };
  }

  /** Writes the group as it is with the new message in it; false when it changed since it was read. */
  add(key: string, value: JsonValue, version: number | undefined): Promise<boolean> {
    return this.#state.compareAndSet(this.#open, key, version, value);
  }

  /** Keys of the groups that are open. */
  async keys(): Promise<readonly string[]> {
    return (await this.#state.list(this.#open)).map(({ key }) => key);
  }

  /**
   * Closes a group under an id: from now on messages with its key start a new one. `value` is the final group; the version
   * is that of the open one, undefined when the first message completed it. Rejects with STATE_CONFLICT when it changed.
   */
  async complete(key: string, id: string, value: JsonValue, version: number | undefined): Promise<void> {
    await this.#state.transaction([
      { op: 'delete', namespace: this.#open, key, ifVersion: version ?? null },
      { op: 'put', namespace: this.#completed, key: id, value: { key, value } },
    ]);
  }

  /** The completed group was delivered. */
  confirm(id: string): Promise<boolean> {
    return this.#state.delete(this.#completed, id);
  }

  /** Completed groups that were never confirmed: send them again at the start. */
  async recover(): Promise<readonly CompletedGroup[]> {
    const entries = await this.#state.list(this.#completed);
    return entries.map((entry) => ({ id: entry.key, ...(entry.value as { key: string; value: JsonValue }) }));
  }
}
