import type { Clock } from '../clock/clock.ts';

interface Alarm {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
}

/**
 * Time that moves only when a test says so. Timers, delays, time-outs and redeliveries of the engine and its connectors run
 * by it.
 *
 * @example
 * ```ts
 * import { VirtualClock } from '@dhow/core/testing';
 *
 * const clock = new VirtualClock('2026-01-01T00:00:00Z');
 * clock.schedule(60_000, () => console.log('a minute later'));
 * await clock.advance(60_000);
 * ```
 */
export class VirtualClock implements Clock {
  #now: number;
  #elapsed = 0;
  #order = 0;
  readonly #alarms = new Set<Alarm>();

  /** Where time begins: a date or milliseconds since 1970. */
  constructor(start: string | number = 1_700_000_000_000) {
    this.#now = typeof start === 'number' ? start : Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  elapsed(): number {
    return this.#elapsed;
  }

  schedule(ms: number, callback: () => void): () => void {
    const alarm = { at: this.#elapsed + Math.max(0, ms), order: this.#order++, callback };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason as Error);
        return;
      }
      const abort = () => {
        cancel();
        reject(signal!.reason as Error);
      };
      const cancel = this.schedule(ms, () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      });
      signal?.addEventListener('abort', abort, { once: true });
    });
  }

  /** How many alarms are set. */
  get pending(): number {
    return this.#alarms.size;
  }

  /** Milliseconds until the next alarm; undefined when none is set. */
  get next(): number | undefined {
    const first = this.#first(Number.POSITIVE_INFINITY);
    return first && first.at - this.#elapsed;
  }

  /** Moves time on, alarm by alarm, and lets what they start run in between. */
  async advance(ms: number): Promise<void> {
    const until = this.#elapsed + ms;
    await settle();
    for (let alarm = this.#first(until); alarm; alarm = this.#first(until)) {
      this.#alarms.delete(alarm);
      this.#move(Math.max(alarm.at, this.#elapsed));
      alarm.callback();
      await settle();
    }
    this.#move(until);
    await settle();
  }

  /**
   * Moves time on until a promise is settled, and answers its value. Where no alarm is set, work that takes real time (files,
   * sockets) gets `patienceMs` of it; then the promise would hang, and that is told.
   */
  async runUntil<T>(promise: Promise<T>, patienceMs = 5000): Promise<T> {
    let done = false;
    const settled = promise.finally(() => {
      done = true;
    });
    settled.catch(() => undefined);
    await settle();
    let idleSince: number | undefined;
    while (!done) {
      const { next } = this;
      if (next !== undefined) {
        idleSince = undefined;
        await this.advance(next);
        continue;
      }
      idleSince ??= Date.now();
      if (Date.now() - idleSince > patienceMs)
        throw new Error('Nothing is planned that could end the wait: the promise would hang.');
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return settled;
  }

  #first(until: number): Alarm | undefined {
    let first: Alarm | undefined;
    for (const alarm of this.#alarms)
      if (alarm.at <= until && (!first || alarm.at < first.at || (alarm.at === first.at && alarm.order < first.order)))
        first = alarm;
    return first;
  }

  #move(elapsed: number): void {
    this.#now += elapsed - this.#elapsed;
    this.#elapsed = elapsed;
  }
}

/** Lets promises and what was put off to the next turn of the event loop run. */
export async function settle(turns = 3): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}
