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

  /** The property `CamelSplitResult`, of all parts there are: those that are known beforehand count also when nobody came to them. */
  summary(known = this.#total): SplitResult {
    return new SplitResult(known, this.#aborted, [...this.#failures], this.#total - this.#failures.length);
  }
}

/** How a split with a limit went. */
export class SplitResult {
  readonly totalItems: number;
  readonly aborted: boolean;
  /** By index, in the order of the parts. */
  readonly failures: readonly { readonly index: number; readonly exception: unknown }[];

  readonly successCount: number;

  constructor(totalItems: number, aborted: boolean, failures: SplitResult['failures'], successCount: number) {
    this.totalItems = totalItems;
    this.aborted = aborted;
    this.failures = failures;
    this.successCount = successCount;
  }

  get failureCount(): number {
    return this.failures.length;
  }
}
