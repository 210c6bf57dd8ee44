import type { Exchange } from '../exchange/exchange.ts';

/** Where unfinished groups are kept. The memory answers at once, others with promises. */
export interface AggregateGroups {
  get(key: string): Exchange | undefined | Promise<Exchange | undefined>;
  /** Keeps the group as it is now. */
  put(key: string, group: Exchange): void | Promise<void>;
  /** The group is complete and about to be sent; until it is confirmed it would be sent again after a crash. */
  complete(key: string, group: Exchange): void | Promise<void>;
  confirm(group: Exchange): void | Promise<void>;
  remove(key: string): void | Promise<void>;
  keys(): readonly string[] | Promise<readonly string[]>;
  /** Complete groups that were never confirmed. */
  recover?(): Promise<readonly Exchange[]>;
  /** Whether another process changed the group in between. */
  isConflict?(error: unknown): boolean;
  /** Waits before another attempt; false when there is none. */
  backOff?(attempt: number): Promise<boolean>;
}

/** Groups in memory. */
export class MemoryGroups implements AggregateGroups {
  readonly #groups = new Map<string, Exchange>();

  get(key: string): Exchange | undefined {
    return this.#groups.get(key);
  }

  put(key: string, group: Exchange): void {
    this.#groups.set(key, group);
  }

  complete(key: string): void {
    this.#groups.delete(key);
  }

  confirm(): void {}

  remove(key: string): void {
    this.#groups.delete(key);
  }

  keys(): readonly string[] {
    return [...this.#groups.keys()];
  }
}
