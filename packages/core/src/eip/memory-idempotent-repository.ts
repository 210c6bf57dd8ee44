import type { SeenMessages } from './idempotent-consumer.ts';

/**
 * Ids in memory, the newest ones: Camel's repository of that name, for routes that name its class. What must survive a
 * restart is kept by `IdempotentRepository` of the state store.
 */
export class MemoryIdempotentRepository implements SeenMessages {
  /** Ids that are kept at most. */
  cacheSize = 1000;
  readonly #ids = new Set<string>();

  add(id: string): boolean {
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    if (this.#ids.size > this.cacheSize) for (const oldest of this.#ids) return this.#ids.delete(oldest);
    return true;
  }

  contains(id: string): boolean {
    return this.#ids.has(id);
  }

  confirm(id: string): boolean {
    return this.#ids.has(id);
  }

  remove(id: string): boolean {
    return this.#ids.delete(id);
  }
}
