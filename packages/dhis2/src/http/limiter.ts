import type { Clock } from './clock.ts';

/** At most `requests` per `perMs` milliseconds, as a bucket that fills evenly. */
export interface RateLimit {
  readonly requests: number;
  readonly perMs: number;
}

/** Bounds how many requests run at once and how many start per time. First come, first served. */
export class Limiter {
  readonly #concurrency: number;
  readonly #rate: RateLimit | undefined;
  readonly #clock: Clock;
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #nextStart = 0;

  constructor(concurrency: number, rate: RateLimit | undefined, clock: Clock) {
    this.#concurrency = concurrency;
    this.#rate = rate;
    this.#clock = clock;
  }

  /** Waits for a place. The returned function gives it back and must be called exactly once. */
  async enter(signal: AbortSignal | undefined): Promise<() => void> {
    if (this.#running >= this.#concurrency) await this.#queue(signal);
    else this.#running++;
    if (this.#rate) {
      try {
        await this.#pace(this.#rate, signal);
      } catch (error) {
        this.#leave();
        throw error;
      }
    }
    return () => this.#leave();
  }

  #queue(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const start = () => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      const onAbort = () => {
        this.#waiting.splice(this.#waiting.indexOf(start), 1);
        reject(signal!.reason as Error);
      };
      if (signal?.aborted) return reject(signal.reason as Error);
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiting.push(start);
    });
  }

  /** The place goes straight to the next in line, so `#running` does not change then. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running--;
  }

  async #pace(rate: RateLimit, signal: AbortSignal | undefined): Promise<void> {
    const now = this.#clock.now();
    const gap = rate.perMs / rate.requests;
    // A burst of `requests` is let through at once: the schedule may lag behind by one period.
    const start = Math.max(this.#nextStart, now - rate.perMs + gap);
    this.#nextStart = start + gap;
    if (start > now) await this.#clock.sleep(start - now, signal);
  }
}
