import type { Clock } from '../clock/clock.ts';
import type { Exchange } from '../exchange/exchange.ts';
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

/** Sorts messages in batches: a batch goes on when it is full, or some time after its first message. */
export class BatchSequencer {
  readonly #config: BatchConfig;
  readonly #compare: Compare;
  readonly #deliver: (exchange: Exchange) => void | Promise<void>;
  readonly #clock: Clock;
  #batch: Waiting[] = [];
  #cancel: (() => void) | undefined = undefined;
  #sending: Promise<void> = Promise.resolve();

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

  add(exchange: Exchange, value: unknown): void {
    const { batchSize = 100, batchTimeout = 1000 } = this.#config;
    this.#batch.push({ exchange, value });
    // Without a size only time ends a batch.
    if (batchSize <= 0 || this.#batch.length < batchSize) {
      this.#cancel ??= this.#clock.schedule(batchTimeout, () => void this.#send(this.#take()));
      return;
    }
    // A full batch goes on beside the message that filled it.
    void this.#send(this.#take(), new Promise<void>((resolve) => void setImmediate(resolve)));
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
    const isNew = ({ value }: Waiting, index: number) =>
      index === 0 || this.#compare(sorted[index - 1]!.value, value) !== 0;
    const chosen = allowDuplicates ? sorted : sorted.filter(isNew);
    this.#sending = this.#sending.then(async () => {
      await start;
      for (const { exchange } of chosen) await this.#deliver(exchange);
    });
    return this.#sending;
  }
}
