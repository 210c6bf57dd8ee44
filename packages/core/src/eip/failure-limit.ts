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
  summary(): SplitResult {
    return new SplitResult(this.#total, this.#aborted, [...this.#failures]);
  }
}

/** How a split with a limit went. */
export class SplitResult {
  readonly totalItems: number;
  readonly aborted: boolean;
  /** By index, in the order of the parts. */
  readonly failures: readonly { readonly index: number; readonly exception: unknown }[];

  constructor(totalItems: number, aborted: boolean, failures: SplitResult['failures']) {
    this.totalItems = totalItems;
    this.aborted = aborted;
    this.failures = failures;
  }

  get failureCount(): number {
    return this.failures.length;
  }

  get successCount(): number {
    return this.totalItems - this.failures.length;
  }
}
