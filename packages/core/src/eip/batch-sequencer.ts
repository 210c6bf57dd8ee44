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

/** Sorts messages in batches: a batch goes on when it is full, or some time after its first message. */
export class BatchSequencer {
  readonly #config: BatchConfig;
  readonly #compare: Compare;
  readonly #deliver: (exchange: Exchange) => void | Promise<void>;
  readonly #clock: Clock;
  #batch: { exchange: Exchange; value: unknown }[] = [];
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
    const { batchSize = 100, batchTimeout = 1000, allowDuplicates = false } = this.#config;
    const isDuplicate = !allowDuplicates && this.#batch.some((other) => this.#compare(other.value, value) === 0);
    if (!isDuplicate) this.#batch.push({ exchange, value });
    this.#cancel ??= this.#clock.schedule(batchTimeout, () => void this.#send());
    // A full batch goes on beside the message that filled it.
    if (this.#batch.length >= batchSize) setImmediate(() => void this.#send());
  }

  async stop(): Promise<void> {
    await this.#send();
  }

  #send(): Promise<void> {
    this.#cancel?.();
    this.#cancel = undefined;
    const batch = this.#batch.toSorted((a, b) => this.#compare(a.value, b.value));
    this.#batch = [];
    this.#sending = this.#sending.then(async () => {
      for (const { exchange } of batch) await this.#deliver(exchange);
    });
    return this.#sending;
  }
}
