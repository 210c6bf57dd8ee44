/** A number of places with a line of limited length before them. */
export class Places {
  readonly #size: number;
  readonly #most: number;
  readonly #lineLength: number;
  readonly #line: { enter: () => void }[] = [];
  #taken = 0;

  /** `most` places are given when the line is full. */
  constructor(size: number, most: number, lineLength: number) {
    this.#size = size;
    this.#most = Math.max(size, most);
    this.#lineLength = lineLength;
  }

  get taken(): number {
    return this.#taken;
  }

  get waiting(): number {
    return this.#line.length;
  }

  /** Nothing when there is a place at once, a promise of one, or `full`. `always` stands in line however long it is. */
  take(always: boolean, signal: AbortSignal): undefined | Promise<void> | 'full' {
    if (this.#taken < this.#size) {
      this.#taken++;
      return undefined;
    }
    if (!always && this.#line.length >= this.#lineLength) {
      if (this.#taken >= this.#most) return 'full';
      this.#taken++;
      return undefined;
    }
    return this.#standInLine(signal);
  }

  release(): void {
    const next = this.#line.shift();
    if (next) next.enter();
    else this.#taken--;
  }

  #standInLine(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        const at = this.#line.indexOf(waiter);
        if (at >= 0) this.#line.splice(at, 1);
        reject(signal.reason as Error);
      };
      const waiter = {
        enter: () => {
          signal.removeEventListener('abort', leave);
          resolve();
        },
      };
      if (signal.aborted) {
        reject(signal.reason as Error);
        return;
      }
      signal.addEventListener('abort', leave, { once: true });
      this.#line.push(waiter);
    });
  }
}
