import type { ComponentContext, Endpoint, EndpointUri, Producer, ResolvedOptions } from '@dhow/core/component';
import type { HttpClient } from './http-client.ts';
import { HttpProducer } from './http-producer.ts';
import type { httpOptions } from './http-spec.ts';

export type HttpEndpointUri = EndpointUri<ResolvedOptions<typeof httpOptions>>;

export class HttpEndpoint implements Endpoint {
  readonly uri: string;
  readonly #uri: HttpEndpointUri;
  readonly #client: HttpClient;
  readonly #context: ComponentContext;

  constructor(uri: HttpEndpointUri, client: HttpClient, context: ComponentContext) {
    this.uri = uri.uri;
    this.#uri = uri;
    this.#client = client;
    this.#context = context;
  }

  createProducer(): Producer {
    return new HttpProducer(this.#uri, this.#client, this.#context);
  }
}
