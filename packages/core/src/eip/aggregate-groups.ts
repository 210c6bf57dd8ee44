import type { Exchange } from '../exchange/exchange.ts';

/** Where unfinished groups are kept. The memory answers at once, others with promises. */
export interface AggregateGroups {
  get(key: string): Exchange | undefined | Promise<Exchange | undefined>;
  /** Keeps the group as it is now; `timeoutMs` is the time that it has from now on, as before when absent. */
  put(key: string, group: Exchange, timeoutMs?: number): void | Promise<void>;
  /** The group is complete and about to be sent; until it is confirmed it would be sent again after a crash. */
  complete(key: string, group: Exchange): void | Promise<void>;
  confirm(group: Exchange): void | Promise<void>;
  remove(key: string): void | Promise<void>;
  keys(): readonly string[] | Promise<readonly string[]>;
  /** A complete group could not be delivered: `recover` gives it again. */
  failed?(group: Exchange): void | Promise<void>;
  /** Complete groups that were never confirmed, and that nobody is delivering now. */
  recover?(): Promise<readonly Exchange[]>;
  /** How often to look for them; only at the start when absent. */
  readonly recoveryIntervalMs?: number;
  /** The open groups that have a time, with what is left of it. */
  deadlines?(): Promise<readonly (readonly [key: string, leftMs: number])[]>;
  /** What is left of the time of the group that was asked for just now. */
  leftMs?(key: string): number | undefined;
  /** The route stops: what was not confirmed is for others. */
  leave?(): Promise<void>;
  /** Whether another process changed the group in between. */
  isConflict?(error: unknown): boolean;
  /** Waits before another attempt; false when there is none. */
  backOff?(attempt: number): Promise<boolean>;
}

/** Groups in memory. */
export class MemoryGroups implements AggregateGroups {
  readonly #groups = new Map<string, Exchange>();
  /** The group asked for last: messages of one group often follow each other, and putting the same one back is no work. */
  #lastKey: string | undefined = undefined;
  #last: Exchange | undefined = undefined;

  get(key: string): Exchange | undefined {
    if (key !== this.#lastKey) {
      this.#lastKey = key;
      this.#last = this.#groups.get(key);
    }
    return this.#last;
  }

  put(key: string, group: Exchange): void {
    if (key === this.#lastKey) {
      if (group === this.#last) return;
      this.#last = group;
    }
    this.#groups.set(key, group);
  }

  complete(key: string): void {
    this.remove(key);
  }

  confirm(): void {}

  remove(key: string): void {
    if (key === this.#lastKey) this.#last = undefined;
    this.#groups.delete(key);
  }

  keys(): readonly string[] {
    return [...this.#groups.keys()];
  }
}
