import { formatExchangeId } from '../exchange/exchange.ts';

/**
 * Counts what passes a step, a route or the context: Camel's performance counters. Times are milliseconds of the clock's
 * `elapsed`; they become dates only when read, so that counting costs a few additions.
 */
export class PerformanceCounter {
  inflight = 0;
  completed = 0;
  failed = 0;
  failuresHandled = 0;
  redeliveries = 0;
  externalRedeliveries = 0;
  totalTime = 0;
  lastTime = -1;
  /** Of the one before the last. */
  #timeBefore = -1;
  #minTime = Number.POSITIVE_INFINITY;
  #maxTime = 0;
  firstCompletedAt = 0;
  lastCompletedAt = 0;
  firstFailureAt = 0;
  lastFailureAt = 0;
  lastCreatedAt = 0;
  #firstCompleted = 0;
  #lastCompleted = 0;
  #firstFailed = 0;
  #lastFailed = 0;

  get total(): number {
    return this.completed + this.failed;
  }

  get minTime(): number {
    return this.#minTime === Number.POSITIVE_INFINITY ? 0 : this.#minTime;
  }

  get maxTime(): number {
    return this.#maxTime;
  }

  get meanTime(): number {
    return this.total === 0 ? 0 : this.totalTime / this.total;
  }

  get firstCompletedId(): string | undefined {
    return idOf(this.#firstCompleted);
  }

  get lastCompletedId(): string | undefined {
    return idOf(this.#lastCompleted);
  }

  get firstFailureId(): string | undefined {
    return idOf(this.#firstFailed);
  }

  get lastFailureId(): string | undefined {
    return idOf(this.#lastFailed);
  }

  /** The last time less the one before. */
  get deltaTime(): number {
    return this.#timeBefore < 0 ? 0 : this.lastTime - this.#timeBefore;
  }

  /** `at` is the clock's `elapsed` at the end, `sequence` the exchange's. */
  complete(at: number, duration: number, sequence: number): void {
    this.inflight--;
    if (this.completed++ === 0) this.#noteFirst(at, sequence);
    this.lastCompletedAt = at;
    this.#lastCompleted = sequence;
    this.#timeBefore = this.lastTime;
    this.lastTime = duration;
    this.totalTime += duration;
    if (duration < this.#minTime) this.#minTime = duration;
    if (duration > this.#maxTime) this.#maxTime = duration;
  }

  #noteFirst(at: number, sequence: number): void {
    this.firstCompletedAt = at;
    this.#firstCompleted = sequence;
  }

  fail(at: number, sequence: number): void {
    this.inflight--;
    if (this.failed++ === 0) {
      this.firstFailureAt = at;
      this.#firstFailed = sequence;
    }
    this.lastFailureAt = at;
    this.#lastFailed = sequence;
  }

  /** Adds what another one counted, such as the routes of a context. */
  add(other: PerformanceCounter, nested?: PerformanceCounter): void {
    this.inflight += other.inflight - (nested?.inflight ?? 0);
    this.completed += other.completed - (nested?.completed ?? 0);
    this.failed += other.failed - (nested?.failed ?? 0);
    this.failuresHandled += other.failuresHandled - (nested?.failuresHandled ?? 0);
    this.redeliveries += other.redeliveries - (nested?.redeliveries ?? 0);
    this.externalRedeliveries += other.externalRedeliveries;
    this.totalTime += other.totalTime;
    this.#minTime = Math.min(this.#minTime, other.#minTime);
    this.#maxTime = Math.max(this.#maxTime, other.#maxTime);
    this.lastCreatedAt = Math.max(this.lastCreatedAt, other.lastCreatedAt);
    if (other.completed > 0) this.#addCompleted(other);
    if (other.failed > 0) this.#addFailed(other);
  }

  #addCompleted(other: PerformanceCounter): void {
    if (this.#firstCompleted === 0 || other.firstCompletedAt < this.firstCompletedAt) {
      this.firstCompletedAt = other.firstCompletedAt;
      this.#firstCompleted = other.#firstCompleted;
    }
    if (other.lastCompletedAt < this.lastCompletedAt) return;
    this.lastCompletedAt = other.lastCompletedAt;
    this.#lastCompleted = other.#lastCompleted;
    this.lastTime = other.lastTime;
    this.#timeBefore = other.#timeBefore;
  }

  #addFailed(other: PerformanceCounter): void {
    if (this.#firstFailed === 0 || other.firstFailureAt < this.firstFailureAt) {
      this.firstFailureAt = other.firstFailureAt;
      this.#firstFailed = other.#firstFailed;
    }
    if (other.lastFailureAt < this.lastFailureAt) return;
    this.lastFailureAt = other.lastFailureAt;
    this.#lastFailed = other.#lastFailed;
  }

  /** Back to nothing; what is in flight stays in flight. */
  reset(): void {
    const { inflight } = this;
    Object.assign(this, new PerformanceCounter());
    this.inflight = inflight;
    this.#minTime = Number.POSITIVE_INFINITY;
    this.#maxTime = this.totalTime = 0;
    this.#timeBefore = -1;
    this.#firstCompleted = this.#lastCompleted = this.#firstFailed = this.#lastFailed = 0;
  }
}

function idOf(sequence: number): string | undefined {
  return sequence === 0 ? undefined : formatExchangeId(sequence);
}
