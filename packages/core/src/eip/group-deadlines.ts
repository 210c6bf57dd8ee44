import type { Clock } from '../clock/clock.ts';

/** When groups time out. One timer for all of them. */
export class GroupDeadlines {
  readonly #clock: Clock;
  readonly #expired: (key: string) => void;
  readonly #deadlines = new Map<string, number>();
  #cancel: (() => void) | undefined = undefined;
  #wakeAt = Number.POSITIVE_INFINITY;
  #paused = false;

  constructor(clock: Clock, expired: (key: string) => void) {
    this.#clock = clock;
    this.#expired = expired;
  }

  set(key: string, ms: number): void {
    const at = this.#clock.elapsed() + ms;
    this.#deadlines.set(key, at);
    if (at < this.#wakeAt && !this.#paused) this.#arm(at);
  }

  remove(key: string): void {
    this.#deadlines.delete(key);
  }

  /** Nothing expires until it goes on. */
  pause(): void {
    this.#paused = true;
    this.#cancel?.();
    this.#wakeAt = Number.POSITIVE_INFINITY;
  }

  /** What expired meanwhile expires now. */
  resume(): void {
    this.#paused = false;
    this.#check();
  }

  #arm(at: number): void {
    this.#cancel?.();
    this.#wakeAt = at;
    this.#cancel = this.#clock.schedule(Math.max(0, Math.ceil(at - this.#clock.elapsed())), () => this.#check());
  }

  #check(): void {
    this.#cancel?.();
    const now = this.#clock.elapsed();
    this.#wakeAt = Number.POSITIVE_INFINITY;
    let next = Number.POSITIVE_INFINITY;
    for (const [key, at] of this.#deadlines) {
      if (at <= now) {
        this.#deadlines.delete(key);
        this.#expired(key);
      } else if (at < next) next = at;
    }
    // One that expired may have been set again.
    if (next < this.#wakeAt) this.#arm(next);
  }
}
