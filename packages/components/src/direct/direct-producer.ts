import type { ComponentContext, Exchange, Producer } from '@dhow/core/component';
import { ComponentError } from '../component-error.ts';
import type { DirectConsumers } from './direct-consumers.ts';
import type { DirectEndpointUri } from './direct-endpoint.ts';

/** Hands the exchange itself to the consumer's route; stays synchronous while that route does. */
export class DirectProducer implements Producer {
  readonly #uri: DirectEndpointUri;
  readonly #consumers: DirectConsumers;
  readonly #context: ComponentContext;

  constructor(uri: DirectEndpointUri, consumers: DirectConsumers, context: ComponentContext) {
    this.#uri = uri;
    this.#consumers = consumers;
    this.#context = context;
  }

  readonly process = (exchange: Exchange, signal: AbortSignal): void | Promise<void> => {
    const route = this.#consumers.get(this.#uri.path);
    if (route) return route.process(exchange, signal);
    if (this.#uri.options.block) return this.#wait(exchange, signal);
    this.#fail(exchange);
  };

  async #wait(exchange: Exchange, signal: AbortSignal): Promise<void> {
    const { timeoutMs } = this.#uri.options;
    const route = await this.#consumers.wait(this.#uri.path, timeoutMs, this.#context.clock, signal);
    if (route) await route.process(exchange, signal);
    else this.#fail(exchange);
  }

  #fail(exchange: Exchange): void {
    if (this.#uri.options.failIfNoConsumers)
      throw new ComponentError('DIRECT_NO_CONSUMER', { endpoint: this.#uri.masked, exchange: String(exchange) });
  }
}
