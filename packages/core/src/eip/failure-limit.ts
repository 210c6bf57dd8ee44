/** What failed in a split, for `errorThreshold` and `maxFailedRecords`. */
export class FailureLimit {
  readonly #threshold: number | undefined;
  readonly #most: number | undefined;
  #total = 0;
  readonly #failures: { index: number; exception: unknown }[] = [];
  #aborted = false;

  constructor(errorThreshold: number | undefined, maxFailedRecords: number | undefined) {
    this.#threshold = errorThreshold;
    this.#most = maxFailedRecords;
  }

  /** Counts a part; true when the split is to be given up. */
  exceeded(exception: unknown, index: number): boolean {
    this.#total++;
    if (exception === undefined) return false;
    this.#failures.push({ index, exception });
    const { length } = this.#failures;
    this.#aborted =
      (this.#most !== undefined && length >= this.#most) ||
      (this.#threshold !== undefined && length / this.#total >= this.#threshold);
    return this.#aborted;
  }

  /** The property `CamelSplitResult`. */
  summary() {
    return {
      totalItems: this.#total,
      successCount: this.#total - this.#failures.length,
      failureCount: this.#failures.length,
      aborted: this.#aborted,
      failures: [...this.#failures],
    };
  }
}
