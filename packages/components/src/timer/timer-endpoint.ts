import type {
  ComponentContext,
  Consumer,
  ConsumerRoute,
  Endpoint,
  EndpointUri,
  ResolvedOptions,
} from '@dhow/core/component';
import { TimerConsumer } from './timer-consumer.ts';
import type { timerOptions } from './timer-spec.ts';

export type TimerEndpointUri = EndpointUri<ResolvedOptions<typeof timerOptions>>;

export class TimerEndpoint implements Endpoint {
  readonly uri: string;
  readonly #uri: TimerEndpointUri;
  readonly #context: ComponentContext;

  constructor(uri: TimerEndpointUri, context: ComponentContext) {
    this.uri = uri.uri;
    this.#uri = uri;
    this.#context = context;
  }

  createConsumer(route: ConsumerRoute): Consumer {
    return new TimerConsumer(this.#uri, route, this.#context);
  }
}
