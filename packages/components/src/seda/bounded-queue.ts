import type { Clock } from '@dhow/core/component';

interface Waiting<T> {
  readonly item: T;
  settle(accepted: boolean): void;
}

/** A queue of limited length in memory: senders may wait for room and readers are called when there is something. */
export class BoundedQueue<T> {
  capacity: number;
  #items: T[] = [];
  /** Index of the oldest item, so that taking one does not move the others. */
  #head = 0;
  readonly #senders: Waiting<T>[] = [];
  readonly #readers = new Set<() => void>();

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  get size(): number {
    return this.#items.length - this.#head;
  }

  /** Whether nothing is queued and nobody waits to queue something. */
  get drained(): boolean {
    return this.size === 0 && this.#senders.length === 0;
  }

  /** False when the queue is full or others wait for room already. */
  offer(item: T): boolean {
    if (this.size >= this.capacity || this.#senders.length > 0) return false;
    this.#push(item);
    return true;
  }

  /** Waits for room, in the order of the calls; false when the time ran out, rejects when `signal` aborts. */
  offerWithin(item: T, timeoutMs: number | undefined, clock: Clock, signal: AbortSignal): Promise<boolean> {
    if (this.offer(item)) return Promise.resolve(true);
    return new Promise((resolve, reject) => {
      const leave = () => {
        cancel?.();
        signal.removeEventListener('abort', abort);
        const index = this.#senders.indexOf(sender);
        if (index >= 0) this.#senders.splice(index, 1);
      };
      const abort = () => {
        leave();
        reject(signal.reason as Error);
      };
      const sender: Waiting<T> = {
        item,
        settle: (accepted) => {
          leave();
          resolve(accepted);
        },
      };
      const cancel = timeoutMs === undefined ? undefined : clock.schedule(timeoutMs, () => sender.settle(false));
      this.#senders.push(sender);
      if (signal.aborted) abort();
      else signal.addEventListener('abort', abort, { once: true });
    });
  }

  take(): T | undefined {
    if (this.size === 0) return undefined;
    const item = this.#items[this.#head] as T;
    this.#items[this.#head++] = undefined as T;
    if (this.#head === this.#items.length) {
      this.#items = [];
      this.#head = 0;
    } else if (this.#head > 1024 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    const sender = this.#senders[0];
    if (sender) {
      this.#push(sender.item);
      sender.settle(true);
    }
    return item;
  }

  /** Waits for an item; undefined when none came within `timeoutMs` (below 0: waits for ever). */
  async takeWithin(timeoutMs: number, clock: Clock, signal: AbortSignal): Promise<T | undefined> {
    const until = clock.elapsed() + timeoutMs;
    for (;;) {
      const item = this.take();
      if (item !== undefined) return item;
      const left = timeoutMs < 0 ? undefined : until - clock.elapsed();
      if (left !== undefined && left <= 0) return undefined;
      await this.#arrival(left, clock, signal);
    }
  }

  /** Takes an item out that was queued and not taken; false when it is no longer there. */
  remove(item: T): boolean {
    const index = this.#items.indexOf(item, this.#head);
    if (index < 0) return false;
    this.#items.splice(index, 1);
    return true;
  }

  clear(): T[] {
    const items: T[] = [];
    for (let item = this.take(); item !== undefined; item = this.take()) items.push(item);
    return items;
  }

  /** Calls back whenever an item was queued; the function returned ends that. */
  onItem(callback: () => void): () => void {
    this.#readers.add(callback);
    return () => this.#readers.delete(callback);
  }

  #push(item: T): void {
    this.#items.push(item);
    for (const reader of this.#readers) reader();
  }

  #arrival(withinMs: number | undefined, clock: Clock, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        forget();
        cancel?.();
        signal.removeEventListener('abort', abort);
      };
      const done = () => {
        leave();
        resolve();
      };
      const abort = () => {
        leave();
        reject(signal.reason as Error);
      };
      const forget = this.onItem(done);
      const cancel = withinMs === undefined ? undefined : clock.schedule(withinMs, done);
      if (signal.aborted) abort();
      else signal.addEventListener('abort', abort, { once: true });
    });
  }
}
