import type { ClockReading } from '../clock/clock-reading.ts';
import { Places } from './places.ts';
import type { CircuitSetting } from './circuit-setting.ts';
import { circuitWindow, type CircuitWindow } from './circuit-window.ts';

export type CircuitState = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

/** The state of a circuit breaker and the window of calls that it looks at. */
export class Circuit {
  readonly #setting: CircuitSetting;
  readonly #time: ClockReading;
  readonly #bulkhead: Places | undefined;
  #state: CircuitState = 'CLOSED';
  readonly #window: CircuitWindow;
  /** The calls that the circuit made half-open. */
  readonly #tried = { calls: 0, failed: 0, slow: 0 };
  readonly #needed: number;
  /** Trial calls after which a half-open circuit decides. */
  readonly #neededTrials: number;
  #changedAt = 0;
  #trials = 0;
  #cancelTimer: (() => void) | undefined = undefined;

  constructor(setting: CircuitSetting, time: ClockReading) {
    this.#setting = setting;
    this.#time = time;
    const { concurrent, concurrentLine, windowType, windowSize, minimumCalls, halfOpenCalls } = setting;
    this.#window = circuitWindow(windowType, windowSize);
    this.#needed = windowType === 'COUNT_BASED' ? Math.min(minimumCalls, windowSize) : minimumCalls;
    this.#neededTrials = setting.failedTrialOpens ? halfOpenCalls : Math.min(minimumCalls, halfOpenCalls);
    if (concurrent !== undefined) this.#bulkhead = new Places(concurrent, concurrent, concurrentLine);
  }

  get state(): CircuitState {
    return this.#state;
  }

  /** The clock's `elapsed` as it was read last. */
  get readAt(): number {
    return this.#time.last;
  }

  /** The clock's `elapsed`. */
  now(): number {
    return this.#time.read();
  }

  schedule(ms: number, callback: () => void): () => void {
    return this.#time.clock.schedule(ms, callback);
  }

  /** Whether a call may be made now; counts trial calls. */
  permits(): boolean {
    if (this.#state === 'OPEN' && this.now() - this.#changedAt >= this.#setting.openMs) this.#change('HALF_OPEN');
    if (this.#state === 'CLOSED') return true;
    if (this.#state === 'OPEN' || this.#trials >= this.#setting.halfOpenCalls) return false;
    this.#trials++;
    return true;
  }

  /** A call that ended at `at`, by the clock's `elapsed`. */
  succeeded(tookMs: number, at: number): void {
    this.#record(false, tookMs >= this.#setting.slowMs, at);
  }

  failed(tookMs: number, at: number): void {
    this.#record(true, tookMs >= this.#setting.slowMs, at);
  }

  /** Neither good nor bad: a trial may be made again. */
  ignored(): void {
    if (this.#state === 'HALF_OPEN') this.#trials--;
  }

  /** False when there is no place in time; a promise when the call stands in line. */
  enterBulkhead(signal: AbortSignal): boolean | Promise<boolean> {
    if (!this.#bulkhead) return true;
    const place = this.#bulkhead.take(false, signal);
    if (place === 'full') return false;
    return place === undefined ? true : this.#enterInTime(place);
  }

  async #enterInTime(place: Promise<void>): Promise<boolean> {
    const { concurrentWaitMs } = this.#setting;
    if (concurrentWaitMs === undefined) return place.then(() => true);
    const late = Promise.withResolvers<false>();
    const cancel = this.schedule(concurrentWaitMs, () => late.resolve(false));
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

  /** Its route stops: should it start again, the circuit begins anew. */
  stop(): void {
    this.#change('CLOSED');
  }

  #record(failed: boolean, slow: boolean, at: number): void {
    if (this.#state === 'OPEN') return;
    if (this.#state === 'HALF_OPEN') {
      const tried = this.#tried;
      tried.calls++;
      if (failed) tried.failed++;
      if (slow) tried.slow++;
      if (failed && this.#setting.failedTrialOpens) this.#change('OPEN');
      else if (tried.calls >= this.#neededTrials) this.#change(this.#isBad(tried) ? 'OPEN' : 'CLOSED');
      return;
    }
    this.#window.add(at, failed, slow);
    if (this.#window.calls >= this.#needed && this.#isBad(this.#window)) this.#change('OPEN');
  }

  #isBad({ calls, failed, slow }: { readonly calls: number; readonly failed: number; readonly slow: number }): boolean {
    const { failureRate, slowRate } = this.#setting;
    return (failed * 100) / calls >= failureRate || (slow * 100) / calls >= slowRate;
  }

  #change(state: CircuitState): void {
    this.#state = state;
    this.#window.clear();
    this.#tried.calls = this.#tried.failed = this.#tried.slow = 0;
    this.#trials = 0;
    this.#changedAt = this.now();
    this.#cancelTimer?.();
    const { opensByTimer, openMs, halfOpenMs } = this.#setting;
    if (state === 'OPEN' && opensByTimer) this.#cancelTimer = this.schedule(openMs, () => this.#change('HALF_OPEN'));
    if (state === 'HALF_OPEN' && halfOpenMs > 0)
      this.#cancelTimer = this.schedule(halfOpenMs, () => this.#change('OPEN'));
  }
}
