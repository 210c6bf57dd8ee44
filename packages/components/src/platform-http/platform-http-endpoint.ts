import type {
  ComponentContext,
  Consumer,
  ConsumerRoute,
  Endpoint,
  EndpointUri,
  ResolvedOptions,
} from '@dhow/core/component';
import type { HttpServer } from './http-server.ts';
import { PlatformHttpConsumer } from './platform-http-consumer.ts';
import type { platformHttpOptions } from './platform-http-spec.ts';

export type PlatformHttpEndpointUri = EndpointUri<ResolvedOptions<typeof platformHttpOptions>>;

export class PlatformHttpEndpoint implements Endpoint {
  readonly uri: string;
  readonly #uri: PlatformHttpEndpointUri;
  readonly #server: HttpServer;
  readonly #context: ComponentContext;

  constructor(uri: PlatformHttpEndpointUri, server: HttpServer, context: ComponentContext) {
    this.uri = uri.uri;
    this.#uri = uri;
    this.#server = server;
    this.#context = context;
  }

  createConsumer(route: ConsumerRoute): Consumer {
    return new PlatformHttpConsumer(this.#uri, route, this.#server, this.#context);
  }
}
