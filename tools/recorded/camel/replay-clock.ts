import type { Clock } from '@dhow/core/component';

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
}

/** Turns of the event loop that nothing may happen in before time jumps to the next timer. */
const quietTurns = 4;

/**
 * A clock whose time stands still while there is work and jumps to the next timer when there is none, so that delays of
 * seconds are replayed in no time and always in the same order.
 */
export class ReplayClock implements Clock {
  #now = Date.UTC(2026, 0, 1);
  readonly #start = this.#now;
  #timers: Timer[] = [];
  #order = 0;
  #waiting = false;
  #activity = 0;
  #stopped = false;

  now(): number {
    return this.#now;
  }

  elapsed(): number {
    return this.#now - this.#start;
  }

  schedule(ms: number, callback: () => void): () => void {
    const timer: Timer = { at: this.#now + Math.max(0, ms), order: this.#order++, callback };
    this.#timers.push(timer);
    this.#activity++;
    this.#watch();
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason as Error);
        return;
      }
      const cancel = this.schedule(ms, () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      });
      const abort = () => {
        cancel();
        reject(signal!.reason as Error);
      };
      signal?.addEventListener('abort', abort, { once: true });
    });
  }

  /** Ends all waiting: no timer fires any more. */
  stop(): void {
    this.#stopped = true;
    this.#timers = [];
  }

  #watch(): void {
    if (this.#waiting || this.#stopped) return;
    this.#waiting = true;
    let quiet = 0;
    let seen = this.#activity;
    const turn = () => {
      if (this.#stopped || this.#timers.length === 0) {
        this.#waiting = false;
        return;
      }
      quiet = seen === this.#activity ? quiet + 1 : 0;
      seen = this.#activity;
      if (quiet < quietTurns) {
        setImmediate(turn);
        return;
      }
      this.#waiting = false;
      this.#fireNext();
      this.#watch();
    };
    setImmediate(turn);
  }

  #fireNext(): void {
    let next = this.#timers[0];
    if (next === undefined) return;
    for (const timer of this.#timers) {
      if (timer.at < next.at || (timer.at === next.at && timer.order < next.order)) next = timer;
    }
    this.#timers = this.#timers.filter((timer) => timer !== next);
    this.#now = Math.max(this.#now, next.at);
    this.#activity++;
    next.callback();
  }
}
