/** The time after which a rate counts for a third. */
const windowMs = 60_000;

/** Messages a second from a counter that is looked at now and then: what was lately counts most, as in Camel. */
export class Throughput {
  #total = 0;
  #at: number;
  #rate = 0;

  /** `at` is the clock's `elapsed` when the counter began at 0. */
  constructor(at: number) {
    this.#at = at;
  }

  /** A counter that was reset begins anew. */
  sample(total: number, at: number): number {
    const since = at - this.#at;
    if (since <= 0) return this.#rate;
    const now = (Math.max(0, total - this.#total) * 1000) / since;
    if (total < this.#total) this.#rate = 0;
    else this.#rate += (1 - Math.exp(-since / windowMs)) * (now - this.#rate);
    this.#total = total;
    this.#at = at;
    return this.#rate;
  }
}
