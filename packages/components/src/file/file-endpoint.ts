import { access, constants } from 'node:fs/promises';
import type {
  ComponentContext,
  Consumer,
  ConsumerRoute,
  Endpoint,
  EndpointUri,
  HealthResult,
  Producer,
  ResolvedOptions,
} from '@dhow/core/component';
import { FileConsumer } from './file-consumer.ts';
import { FileProducer } from './file-producer.ts';
import type { fileOptions } from './file-spec.ts';

export type FileOptions = ResolvedOptions<typeof fileOptions>;
export type FileEndpointUri = EndpointUri<FileOptions>;

export class FileEndpoint implements Endpoint {
  readonly uri: string;
  readonly #uri: FileEndpointUri;
  readonly #folder: string;
  readonly #context: ComponentContext;

  constructor(uri: FileEndpointUri, context: ComponentContext) {
    this.uri = uri.uri;
    this.#uri = uri;
    this.#folder = context.resolvePath(uri.path);
    this.#context = context;
  }

  createProducer(): Producer {
    return new FileProducer(this.#uri, this.#folder, this.#context);
  }

  createConsumer(route: ConsumerRoute): Consumer {
    return new FileConsumer(this.#uri, this.#folder, route, this.#context);
  }

  async checkHealth(): Promise<HealthResult> {
    const folder = this.#folder;
    return access(folder, constants.R_OK | constants.X_OK).then(
      () => ({ status: 'UP', details: { folder } }),
      (error: NodeJS.ErrnoException) => ({ status: 'DOWN', details: { folder, reason: error.code } }),
    );
  }
}
