import type {
  ComponentContext,
  Consumer,
  ConsumerRoute,
  Endpoint,
  EndpointUri,
  Producer,
  ResolvedOptions,
} from '@dhow/core/component';
import { DirectConsumer } from './direct-consumer.ts';
import type { DirectConsumers } from './direct-consumers.ts';
import { DirectProducer } from './direct-producer.ts';
import type { directOptions } from './direct-spec.ts';

export type DirectEndpointUri = EndpointUri<ResolvedOptions<typeof directOptions>>;

export class DirectEndpoint implements Endpoint {
  readonly uri: string;
  readonly #uri: DirectEndpointUri;
  readonly #consumers: DirectConsumers;
  readonly #context: ComponentContext;

  constructor(uri: DirectEndpointUri, consumers: DirectConsumers, context: ComponentContext) {
    this.uri = uri.uri;
    this.#uri = uri;
    this.#consumers = consumers;
    this.#context = context;
  }

  createProducer(): Producer {
    return new DirectProducer(this.#uri, this.#consumers, this.#context);
  }

  createConsumer(route: ConsumerRoute): Consumer {
    return new DirectConsumer(this.#uri.path, route, this.#consumers);
  }
}
