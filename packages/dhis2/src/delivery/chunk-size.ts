/**
 * How many values the next chunk may hold. Starts at the best known size, halves when a request was slow or the server
 * failed, and grows back by a quarter when it was quick.
 */
export class ChunkSize {
  readonly #max: number;
  readonly #min: number;
  readonly #slowMs: number;
  #size: number;

  constructor(max: number, slowMs: number) {
    this.#max = max;
    this.#min = Math.min(max, 100);
    this.#slowMs = slowMs;
    this.#size = max;
  }

  get current(): number {
    return this.#size;
  }

  /** Told after each request of a whole chunk. */
  record(ms: number, answered: boolean): void {
    if (!answered || ms > this.#slowMs) this.#size = Math.max(this.#min, Math.floor(this.#size / 2));
    else if (ms < this.#slowMs / 4) this.#size = Math.min(this.#max, Math.ceil(this.#size * 1.25));
  }
}
