import { RowLedger, type StateStore } from '@dhow/core/state';
import { ProgressBar } from '../terminal/progress-bar.ts';
import type { Terminal } from '../terminal/terminal.ts';

export interface RowProgressOptions {
  readonly total?: number;
  readonly messages?: () => number;
}

/** How many rows have come to an end since it was made, read from the row ledger. */
export class RowProgress {
  readonly #ledger: RowLedger;
  readonly #bar: ProgressBar;
  #before: number | undefined;
  #now = 0;
  #reading = false;
  readonly #timer: NodeJS.Timeout;

  /** `messages` is shown while no row is counted: most routes have none. */
  constructor(state: StateStore, terminal: Terminal, { total, messages }: RowProgressOptions = {}) {
    this.#ledger = new RowLedger(state);
    this.#bar = new ProgressBar(terminal, 'rows', () => {
      const done = this.#now - (this.#before ?? this.#now);
      return done === 0 && messages ? { done: messages(), unit: 'messages' } : { done, total };
    });
    this.#timer = setInterval(() => void this.#read(), 250);
    this.#timer.unref();
    void this.#read();
  }

  /** Takes the line away, for another line of output. */
  pause(): void {
    this.#bar.pause();
  }

  /** Reads a last time and leaves the line there. */
  async finish(): Promise<void> {
    clearInterval(this.#timer);
    await this.#read();
    this.#bar.finish();
  }

  async #read(): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    try {
      const sources = await this.#ledger.list();
      this.#now = sources.reduce((sum, { accepted, rejected }) => sum + accepted + rejected, 0);
      this.#before ??= this.#now;
    } catch {
      // The line only shows: whoever works with the store hears of its failure.
    } finally {
      this.#reading = false;
    }
  }
}
