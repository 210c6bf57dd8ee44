import type { Clock } from '@dhow/core/component';

interface Alarm {
  readonly at: number;
  readonly callback: () => void;
}

/** Time that moves only by `advance`. */
export class FakeClock implements Clock {
  #now = 1_700_000_000_000;
  #elapsed = 0;
  readonly #alarms = new Set<Alarm>();

  now(): number {
    return this.#now;
  }

  elapsed(): number {
    return this.#elapsed;
  }

  schedule(ms: number, callback: () => void): () => void {
    const alarm = { at: this.#elapsed + ms, callback };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = this.schedule(ms, resolve);
      signal?.addEventListener('abort', () => {
        cancel();
        reject(signal.reason as Error);
      });
    });
  }

  /** Moves time forward, alarm by alarm, letting what they start run in between. */
  async advance(ms: number): Promise<void> {
    const until = this.#elapsed + ms;
    for (;;) {
      const next = [...this.#alarms].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#alarms.delete(next);
      this.#move(Math.max(next.at, this.#elapsed));
      next.callback();
      await settle();
    }
    this.#move(until);
    await settle();
  }

  /** Whether anything is planned within a time: a source that works on something has planned nothing soon. */
  hasAlarm(withinMs = Number.POSITIVE_INFINITY): boolean {
    return [...this.#alarms].some(({ at }) => at <= this.#elapsed + withinMs);
  }

  #move(elapsed: number): void {
    this.#now += elapsed - this.#elapsed;
    this.#elapsed = elapsed;
  }
}

/** Lets everything that is ready run: promises and the turn of the event loop after them. */
export async function settle(turns = 3): Promise<void> {
  for (let n = 0; n < turns; n++) await new Promise((resolve) => setImmediate(resolve));
}

/** Waits, a turn of the event loop at a time, for what disk or network brings. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error('the condition did not come true within 60 s');
    await settle(1);
  }
}
