import {
  copyResults,
  type Completion,
  type ComponentContext,
  type Exchange,
  type Producer,
} from '@dhow/core/component';
import { ComponentError } from '../component-error.ts';
import { detach, takeCompletions } from './exchange-hand-over.ts';
import type { SedaEndpointUri } from './seda-endpoint.ts';
import type { SedaQueue, SedaTask } from './seda-queue.ts';

/** Queues a copy of the message. Synchronous while there is room and no reply is waited for. */
export class SedaProducer implements Producer {
  readonly #uri: SedaEndpointUri;
  readonly #shared: SedaQueue;
  readonly #context: ComponentContext;

  constructor(uri: SedaEndpointUri, shared: SedaQueue, context: ComponentContext) {
    this.#uri = uri;
    this.#shared = shared;
    this.#context = context;
  }

  readonly process = (exchange: Exchange, signal: AbortSignal): void | Promise<void> => {
    const { options } = this.#uri;
    if (this.#shared.readers.size === 0) {
      if (options.failIfNoConsumers)
        throw new ComponentError('SEDA_NO_CONSUMER', { endpoint: this.#uri.masked, exchange: 'Exchange[]' });
      if (options.discardIfNoConsumers) return;
    }
    const waits =
      options.waitForTaskToComplete === 'Always' ||
      (options.waitForTaskToComplete === 'IfReplyExpected' && exchange.pattern === 'InOut');
    return waits ? this.#request(exchange, signal) : this.#send(exchange, signal);
  };

  #send(exchange: Exchange, signal: AbortSignal): void | Promise<void> {
    const completions = takeCompletions(exchange);
    try {
      const waiting = this.#queue({ exchange: detach(exchange), completions }, signal);
      return waiting === undefined ? undefined : sendLater(waiting, exchange, completions);
    } catch (error) {
      giveBack(exchange, completions);
      throw error;
    }
  }

  #queue(task: SedaTask, signal: AbortSignal): void | Promise<void> {
    const { queue, readers } = this.#shared;
    const { blockWhenFull, discardWhenFull, offerTimeoutMs } = this.#uri.options;
    if (queue.offer(task) || discardWhenFull) return;
    // Without a reader nothing ever makes room: waiting would hang the sender for good.
    if (!blockWhenFull || (readers.size === 0 && offerTimeoutMs === undefined))
      throw new ComponentError('SEDA_QUEUE_FULL');
    return this.#queueLater(task, signal);
  }

  async #queueLater(task: SedaTask, signal: AbortSignal): Promise<void> {
    const { offerTimeoutMs: timeoutMs } = this.#uri.options;
    if (await this.#shared.queue.offerWithin(task, timeoutMs, this.#context.clock, signal)) return;
    throw new ComponentError('SEDA_OFFER_TIMEOUT', { timeoutMs });
  }

  async #request(exchange: Exchange, signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<Exchange>();
    const task: SedaTask = { exchange: detach(exchange), completions: [], done: resolve };
    await this.#queue(task, signal);
    const { timeoutMs } = this.#uri.options;
    const give = (error: unknown) => {
      this.#shared.queue.remove(task);
      reject(error as Error);
    };
    const abort = () => give(signal.reason);
    const cancel =
      timeoutMs > 0
        ? this.#context.clock.schedule(timeoutMs, () =>
            give(new ComponentError('SEDA_REPLY_TIMEOUT', { timeoutMs, exchange: `Exchange[${exchange.id}]` })),
          )
        : undefined;
    signal.addEventListener('abort', abort, { once: true });
    try {
      copyResults(exchange, await promise);
    } finally {
      cancel?.();
      signal.removeEventListener('abort', abort);
    }
  }
}

async function sendLater(
  waiting: Promise<void>,
  exchange: Exchange,
  completions: readonly Completion[],
): Promise<void> {
  try {
    await waiting;
  } catch (error) {
    giveBack(exchange, completions);
    throw error;
  }
}

/** It was not queued: the sender's route ends the message. */
function giveBack({ unitOfWork }: Exchange, completions: readonly Completion[]): void {
  for (const completion of completions) unitOfWork?.addCompletion(completion);
}
