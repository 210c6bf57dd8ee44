import type { ComponentContext, Endpoint, EndpointUri, Producer, ResolvedOptions } from '@dhow/core/component';
import { ComponentError } from '../component-error.ts';
import type { ContractOperation } from './contract-document.ts';
import type { restOpenApiOptions } from './rest-openapi-spec.ts';

export type RestOpenApiEndpointUri = EndpointUri<ResolvedOptions<typeof restOpenApiOptions>>;

/** `specification#operationId`, a place to send to. */
export class RestOpenApiEndpoint implements Endpoint {
  readonly uri: string;
  readonly #uri: RestOpenApiEndpointUri;
  readonly #context: ComponentContext;

  constructor(uri: RestOpenApiEndpointUri, context: ComponentContext) {
    this.uri = uri.uri;
    this.#uri = uri;
    this.#context = context;
  }

  /** @throws ComponentError OPENAPI_UNREADABLE, OPENAPI_NO_OPERATION, OPENAPI_NO_HOST, OPENAPI_UNKNOWN_PARAMETER */
  async createProducer(): Promise<Producer> {
    const { path } = this.#uri;
    const hash = path.lastIndexOf('#');
    const file = hash > 0 ? path.slice(0, hash) : 'openapi.json';
    // The parser of YAML and the validator are loaded with the first document.
    const [{ ContractDocument }, { RestOpenApiProducer }] = await Promise.all([
      import('./contract-document.ts'),
      import('./rest-openapi-producer.ts'),
    ]);
    const document = await ContractDocument.read(file, this.#context);
    const operation = operationOf(document.operations('call'), path.slice(hash + 1), file);
    return RestOpenApiProducer.create(this.#uri, document, operation, this.#context);
  }

  createConsumer(): never {
    throw new ComponentError('OPENAPI_NO_ENDPOINT', { endpoint: this.#uri.masked });
  }
}

function operationOf(operations: readonly ContractOperation[], found: string, file: string): ContractOperation {
  const operation = operations.find(({ operationId }) => operationId === found);
  if (operation) return operation;
  const known = operations.map(({ operationId }) => operationId).join(', ') || 'none';
  throw new ComponentError('OPENAPI_NO_OPERATION', { file, found: found || 'without a name', operations: known });
}
