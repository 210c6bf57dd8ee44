/** The calls that a closed circuit looks at, counted: nothing is gone through when one more comes. */
export interface CircuitWindow {
  readonly calls: number;
  readonly failed: number;
  readonly slow: number;
  /** `at` in milliseconds of the clock's `elapsed`. */
  add(at: number, failed: boolean, slow: boolean): void;
  clear(): void;
}

export function circuitWindow(type: 'COUNT_BASED' | 'TIME_BASED', size: number): CircuitWindow {
  return type === 'COUNT_BASED' ? new LastCalls(size) : new LastSeconds(size);
}

const failedBit = 1;
const slowBit = 2;

/** The last calls, one byte each. */
class LastCalls implements CircuitWindow {
  calls = 0;
  failed = 0;
  slow = 0;
  readonly #ring: Uint8Array;
  #next = 0;

  constructor(size: number) {
    this.#ring = new Uint8Array(Math.max(1, size));
  }

  add(_at: number, failed: boolean, slow: boolean): void {
    const ring = this.#ring;
    const at = this.#next;
    if (this.calls === ring.length) {
      const oldest = ring[at]!;
      this.failed -= oldest & failedBit;
      this.slow -= (oldest & slowBit) >> 1;
    } else this.calls++;
    if (failed) this.failed++;
    if (slow) this.slow++;
    ring[at] = (failed ? failedBit : 0) | (slow ? slowBit : 0);
    this.#next = at + 1 === ring.length ? 0 : at + 1;
  }

  clear(): void {
    this.calls = this.failed = this.slow = this.#next = 0;
  }
}

interface Second {
  readonly number: number;
  calls: number;
  failed: number;
  slow: number;
}

/** The calls of the last seconds, counted by second. */
class LastSeconds implements CircuitWindow {
  calls = 0;
  failed = 0;
  slow = 0;
  readonly #size: number;
  readonly #seconds: Second[] = [];

  constructor(size: number) {
    this.#size = size;
  }

  add(at: number, failed: boolean, slow: boolean): void {
    const number = Math.floor(at / 1000);
    this.#forget(number - this.#size);
    let second = this.#seconds.at(-1);
    if (second?.number !== number) this.#seconds.push((second = { number, calls: 0, failed: 0, slow: 0 }));
    this.calls++;
    second.calls++;
    if (failed) {
      this.failed++;
      second.failed++;
    }
    if (slow) {
      this.slow++;
      second.slow++;
    }
  }

  clear(): void {
    this.calls = this.failed = this.slow = this.#seconds.length = 0;
  }

  #forget(last: number): void {
    while (this.#seconds.length > 0 && this.#seconds[0]!.number <= last) {
      const { calls, failed, slow } = this.#seconds.shift()!;
      this.calls -= calls;
      this.failed -= failed;
      this.slow -= slow;
    }
  }
}
