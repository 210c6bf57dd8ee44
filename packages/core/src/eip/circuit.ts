import type { Clock } from '../clock/clock.ts';
import { Places } from './places.ts';
import type { CircuitSetting } from './circuit-setting.ts';

export type CircuitState = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

interface Call {
  readonly at: number;
  readonly failed: boolean;
  readonly slow: boolean;
}

/** The state of a circuit breaker and the window of calls that it looks at. */
export class Circuit {
  readonly #setting: CircuitSetting;
  readonly #clock: Clock;
  readonly #bulkhead: Places | undefined;
  #state: CircuitState = 'CLOSED';
  #calls: Call[] = [];
  #changedAt = 0;
  #trials = 0;
  #cancelTimer: (() => void) | undefined = undefined;

  constructor(setting: CircuitSetting, clock: Clock) {
    this.#setting = setting;
    this.#clock = clock;
    const { concurrent, concurrentWaitMs } = setting;
    if (concurrent !== undefined)
      this.#bulkhead = new Places(concurrent, concurrent, concurrentWaitMs > 0 ? Number.MAX_SAFE_INTEGER : 0);
  }

  get state(): CircuitState {
    return this.#state;
  }

  now(): number {
    return this.#clock.elapsed();
  }

  schedule(ms: number, callback: () => void): () => void {
    return this.#clock.schedule(ms, callback);
  }

  /** Whether a call may be made now; counts trial calls. */
  permits(): boolean {
    if (this.#state === 'OPEN' && this.now() - this.#changedAt >= this.#setting.openMs) this.#change('HALF_OPEN');
    if (this.#state === 'CLOSED') return true;
    if (this.#state === 'OPEN' || this.#trials >= this.#setting.halfOpenCalls) return false;
    this.#trials++;
    return true;
  }

  succeeded(tookMs: number): void {
    this.#record(false, tookMs);
  }

  failed(tookMs: number): void {
    this.#record(true, tookMs);
  }

  /** Neither good nor bad: a trial may be made again. */
  ignored(): void {
    if (this.#state === 'HALF_OPEN') this.#trials--;
  }

  /** False when there is no place in time. */
  async enterBulkhead(signal: AbortSignal): Promise<boolean> {
    if (!this.#bulkhead) return true;
    const place = this.#bulkhead.take(false, signal);
    if (place === 'full') return false;
    if (place === undefined) return true;
    const late = Promise.withResolvers<false>();
    const cancel = this.schedule(this.#setting.concurrentWaitMs, () => late.resolve(false));
    let gaveUp = false;
    const entered = place.then(() => {
      if (gaveUp) this.#bulkhead!.release();
      return true;
    });
    const inTime = await Promise.race([entered, late.promise]);
    gaveUp = !inTime;
    cancel();
    return inTime;
  }

  leaveBulkhead(): void {
    this.#bulkhead?.release();
  }

  stop(): void {
    this.#cancelTimer?.();
  }

  #record(failed: boolean, tookMs: number): void {
    const { slowMs, windowSize, windowType, halfOpenCalls, minimumCalls } = this.#setting;
    const now = this.now();
    this.#calls.push({ at: now, failed, slow: tookMs >= slowMs });
    if (this.#state === 'HALF_OPEN') {
      if (this.#calls.length >= halfOpenCalls) this.#change(this.#isBad() ? 'OPEN' : 'CLOSED');
      return;
    }
    if (this.#state === 'OPEN') return;
    if (windowType === 'COUNT_BASED') {
      if (this.#calls.length > windowSize) this.#calls.shift();
    } else {
      while (this.#calls[0]!.at < now - windowSize * 1000) this.#calls.shift();
    }
    const needed = windowType === 'COUNT_BASED' ? Math.min(minimumCalls, windowSize) : minimumCalls;
    if (this.#calls.length >= needed && this.#isBad()) this.#change('OPEN');
  }

  #isBad(): boolean {
    const { failureRate, slowRate } = this.#setting;
    const share = (test: (call: Call) => boolean) => (this.#calls.filter(test).length * 100) / this.#calls.length;
    return share(({ failed }) => failed) >= failureRate || share(({ slow }) => slow) >= slowRate;
  }

  #change(state: CircuitState): void {
    this.#state = state;
    this.#calls = [];
    this.#trials = 0;
    this.#changedAt = this.now();
    this.#cancelTimer?.();
    const { opensByTimer, openMs, halfOpenMs } = this.#setting;
    if (state === 'OPEN' && opensByTimer) this.#cancelTimer = this.schedule(openMs, () => this.#change('HALF_OPEN'));
    if (state === 'HALF_OPEN' && halfOpenMs > 0)
      this.#cancelTimer = this.schedule(halfOpenMs, () => this.#change('OPEN'));
  }
}
