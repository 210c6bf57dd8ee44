interface Waiting {
  readonly take: () => void;
}

/** Lets one in at a time, in the order of arrival. */
export class Turns {
  #taken = false;
  readonly #line: Waiting[] = [];

  /**
   * Resolves when it is one's turn, to what ends it. Rejects with what `late` makes after `timeoutMs`, and when the signal
   * aborts.
   */
  async enter(signal: AbortSignal, timeoutMs: number, late: () => Error): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#taken) await this.#wait(signal, timeoutMs, late);
    this.#taken = true;
    return () => {
      const next = this.#line.shift();
      if (next === undefined) this.#taken = false;
      else next.take();
    };
  }

  #wait(signal: AbortSignal, timeoutMs: number, late: () => Error): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
      };
      const waiting: Waiting = {
        take: () => {
          settle();
          resolve();
        },
      };
      const giveUp = (error: Error) => {
        settle();
        this.#line.splice(this.#line.indexOf(waiting), 1);
        reject(error);
      };
      const abort = () => giveUp(signal.reason as Error);
      const timer = setTimeout(() => giveUp(late()), timeoutMs);
      signal.addEventListener('abort', abort, { once: true });
      this.#line.push(waiting);
    });
  }
}
