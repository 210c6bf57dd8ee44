import type {
  ComponentContext,
  Consumer,
  ConsumerRoute,
  Endpoint,
  EndpointUri,
  Exchange,
  Producer,
  ResolvedOptions,
} from '@dhow/core/component';
import { SedaConsumer } from './seda-consumer.ts';
import { SedaProducer } from './seda-producer.ts';
import type { SedaQueue } from './seda-queue.ts';
import type { sedaOptions } from './seda-spec.ts';

export type SedaEndpointUri = EndpointUri<ResolvedOptions<typeof sedaOptions>>;

export class SedaEndpoint implements Endpoint {
  readonly uri: string;
  readonly #uri: SedaEndpointUri;
  readonly #shared: SedaQueue;
  readonly #context: ComponentContext;

  constructor(uri: SedaEndpointUri, shared: SedaQueue, context: ComponentContext) {
    this.uri = uri.uri;
    this.#uri = uri;
    this.#shared = shared;
    this.#context = context;
    if (uri.options.size !== undefined) shared.queue.capacity = uri.options.size;
  }

  createProducer(): Producer {
    return new SedaProducer(this.#uri, this.#shared, this.#context);
  }

  createConsumer(route: ConsumerRoute): Consumer {
    return new SedaConsumer(this.#uri, this.#shared, route);
  }

  async poll(timeoutMs: number, signal: AbortSignal): Promise<Exchange | undefined> {
    const task = await this.#shared.queue.takeWithin(timeoutMs, this.#context.clock, signal);
    if (!task) return undefined;
    task.done?.(task.exchange);
    task.exchange.completions = task.completions;
    return task.exchange;
  }
}
