import type { Clock } from '../clock/clock.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { dropHolds } from '../stream-cache/keep-readable.ts';
import type { Compare } from './compare-values.ts';

export interface BatchConfig {
  readonly batchSize?: number;
  readonly batchTimeout?: number;
  readonly allowDuplicates?: boolean;
  readonly reverse?: boolean;
  readonly ignoreInvalidExchanges?: boolean;
}

interface Waiting {
  readonly exchange: Exchange;
  readonly value: unknown;
}

/** Full batches that may wait before those who bring new messages are held up. */
const mostWaiting = 2;

/** Sorts messages in batches: a batch goes on when it is full, or some time after its first message. */
export class BatchSequencer {
  readonly #config: BatchConfig;
  readonly #compare: Compare;
  readonly #deliver: (exchange: Exchange) => void | Promise<void>;
  readonly #clock: Clock;
  #batch: Waiting[] = [];
  #cancel: (() => void) | undefined = undefined;
  #sending: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(
    config: BatchConfig,
    compare: Compare,
    deliver: (exchange: Exchange) => void | Promise<void>,
    clock: Clock,
  ) {
    this.#config = config;
    this.#compare = config.reverse ? (a, b) => compare(b, a) : compare;
    this.#deliver = deliver;
    this.#clock = clock;
  }

  /** A promise when the sender should wait: batches are not sent on as fast as they come. */
  add(exchange: Exchange, value: unknown): void | Promise<void> {
    const { batchSize = 100, batchTimeout = 1000 } = this.#config;
    this.#batch.push({ exchange, value });
    // Without a size only time ends a batch.
    if (batchSize <= 0 || this.#batch.length < batchSize) {
      this.#cancel ??= this.#clock.schedule(batchTimeout, () => void this.#send(this.#take()));
      return;
    }
    // A full batch goes on beside the message that filled it.
    const before = this.#sending;
    void this.#send(this.#take(), new Promise<void>((resolve) => void setImmediate(resolve)));
    if (++this.#waiting > mostWaiting) return before;
  }

  async stop(): Promise<void> {
    await this.#send(this.#take());
  }

  #take(): Waiting[] {
    this.#cancel?.();
    this.#cancel = undefined;
    const batch = this.#batch;
    this.#batch = [];
    return batch;
  }

  #send(batch: readonly Waiting[], start?: Promise<void>): Promise<void> {
    const sorted = batch.toSorted((a, b) => this.#compare(a.value, b.value));
    const { allowDuplicates = false } = this.#config;
    const chosen: Waiting[] = [];
    for (const each of sorted) {
      const last = chosen.at(-1);
      if (allowDuplicates || last === undefined || this.#compare(last.value, each.value) !== 0) chosen.push(each);
      else dropHolds(each.exchange);
    }
    const isFull = start !== undefined;
    this.#sending = this.#sending.then(async () => {
      await start;
      for (const { exchange } of chosen) await this.#deliver(exchange);
      if (isFull) this.#waiting--;
    });
    return this.#sending;
  }
}
