import type {
  ComponentContext,
  Consumer,
  ConsumerRoute,
  Endpoint,
  EndpointUri,
  ResolvedOptions,
} from '@dhow/core/component';
import { CronConsumer } from './cron-consumer.ts';
import type { cronOptions } from './cron-spec.ts';
import { scheduleOf, type Schedule } from './schedule.ts';

export type CronEndpointUri = EndpointUri<ResolvedOptions<typeof cronOptions>>;

export class CronEndpoint implements Endpoint {
  readonly uri: string;
  readonly #uri: CronEndpointUri;
  readonly #schedule: Schedule;
  readonly #context: ComponentContext;

  constructor(uri: CronEndpointUri, context: ComponentContext) {
    this.uri = uri.uri;
    this.#uri = uri;
    this.#schedule = scheduleOf(uri);
    this.#context = context;
  }

  createConsumer(route: ConsumerRoute): Consumer {
    return new CronConsumer(this.#uri, this.#schedule, route, this.#context);
  }
}
