import type { StateStore } from './state-store.ts';

export interface IdempotentRepositoryOptions {
  /** Repositories of one store are apart by name. */
  readonly name: string;
  /** How long a confirmed key is remembered, in milliseconds; for ever when absent. */
  readonly retentionMs?: number;
  /**
   * How long a key may stay unconfirmed before another message with it is let in, in milliseconds; one hour when absent.
   * Must be longer than the slowest message: it is what a killed process leaves behind.
   */
  readonly leaseMs?: number;
}

/** What a key stands for: free, being worked on, or done. */
export type IdempotentState = 'new' | 'pending' | 'done';

/**
 * Remembers which messages were seen. Adding is atomic, so that of two copies that arrive together one wins, on this
 * machine or another. Camel's contract: `add` when a message comes (eager), `confirm` when it is done, `remove` when it failed.
 *
 * @example
 * ```ts
 * import { IdempotentRepository, memoryStateStore } from '@dhow/core/state';
 *
 * const state = memoryStateStore();
 * const seen = new IdempotentRepository(state, { name: 'orders' });
 * if (await seen.add('order-17')) await seen.confirm('order-17');
 * ```
 */
export class IdempotentRepository {
  readonly #state: StateStore;
  readonly #namespace: string;
  readonly #retention: { ttlMs?: number };
  readonly #lease: { ttlMs: number };

  constructor(state: StateStore, options: IdempotentRepositoryOptions) {
    this.#state = state;
    this.#namespace = `idempotent/${options.name}`;
    this.#retention = options.retentionMs === undefined ? {} : { ttlMs: options.retentionMs };
    this.#lease = { ttlMs: options.leaseMs ?? 3_600_000 };
  }

  /** True for the first one; false for a duplicate. */
  add(key: string): Promise<boolean> {
    return this.#state.putIfAbsent(this.#namespace, hold(key), 'pending', this.#lease);
  }

  async find(key: string): Promise<IdempotentState> {
    return ((await this.#state.get(this.#namespace, hold(key)))?.value as IdempotentState | undefined) ?? 'new';
  }

  async contains(key: string): Promise<boolean> {
    return (await this.find(key)) !== 'new';
  }

  async confirm(key: string): Promise<void> {
    await this.#state.put(this.#namespace, hold(key), 'done', this.#retention);
  }

  /** Lets a message with this key in again. */
  remove(key: string): Promise<boolean> {
    return this.#state.delete(this.#namespace, hold(key));
  }

  clear(): Promise<void> {
    return this.#state.clear(this.#namespace);
  }

  size(): Promise<number> {
    return this.#state.count(this.#namespace);
  }
}

/** Keys come from messages and may hold anything: the store takes well-formed, non-empty text without NUL. */
function hold(key: string): string {
  return `=${key.toWellFormed().replaceAll('\0', '\u2400')}`;
}
