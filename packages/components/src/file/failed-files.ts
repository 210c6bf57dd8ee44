import type { FoundFile } from './found-file.ts';

const longestDelayMs = 300_000;

interface Failure {
  readonly length: number;
  readonly lastModified: number;
  readonly until: number;
  readonly delayMs: number;
}

/** Files that failed and stay: each is left alone longer after each failure, until it changes. */
export class FailedFiles {
  readonly #retryDelayMs: number;
  readonly #failures = new Map<string, Failure>();

  constructor(retryDelayMs: number) {
    this.#retryDelayMs = retryDelayMs;
  }

  add(file: FoundFile, now: number): void {
    const before = this.#failures.get(file.path);
    const delayMs = before && isSame(before, file) ? Math.min(before.delayMs * 2, longestDelayMs) : this.#retryDelayMs;
    const { length, lastModified } = file;
    this.#failures.set(file.path, { length, lastModified, delayMs, until: now + delayMs });
  }

  forget(file: FoundFile): void {
    this.#failures.delete(file.path);
  }

  /** Whether the file failed as it is now. */
  has(file: FoundFile): boolean {
    const failure = this.#failures.get(file.path);
    return failure !== undefined && isSame(failure, file);
  }

  isResting(file: FoundFile, now: number): boolean {
    return this.has(file) && now < this.#failures.get(file.path)!.until;
  }
}

function isSame(failure: Failure, file: FoundFile): boolean {
  return failure.length === file.length && failure.lastModified === file.lastModified;
}
