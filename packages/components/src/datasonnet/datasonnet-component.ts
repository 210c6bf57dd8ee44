import type {
  Component,
  ComponentContext,
  Endpoint,
  EndpointUri,
  Exchange,
  Producer,
  ResolvedOptions,
} from '@dhow/core/component';
import { compileMapping, mappingSource } from './datasonnet-mapping.ts';
import { datasonnetSpec, type datasonnetOptions } from './datasonnet-spec.ts';
import { DatasonnetTransformer } from './datasonnet-transformer.ts';

type DatasonnetUri = EndpointUri<ResolvedOptions<typeof datasonnetOptions>>;

/**
 * `datasonnet:`: mappings as endpoints, `to: datasonnet:to-values.ds`.
 *
 * @example
 * ```ts
 * import { createContext } from '@dhow/core';
 * import { datasonnetComponent } from '@dhow/components/datasonnet';
 *
 * createContext({ components: [datasonnetComponent()] });
 * ```
 */
export function datasonnetComponent(): Component {
  return {
    spec: datasonnetSpec,
    createEndpoint: (uri: EndpointUri, context: ComponentContext) =>
      new DatasonnetEndpoint(uri as DatasonnetUri, context),
  };
}

class DatasonnetEndpoint implements Endpoint {
  readonly uri: string;
  readonly #uri: DatasonnetUri;
  readonly #context: ComponentContext;

  constructor(uri: DatasonnetUri, context: ComponentContext) {
    this.uri = uri.uri;
    this.#uri = uri;
    this.#context = context;
  }

  async createProducer(): Promise<Producer> {
    const { path, options } = this.#uri;
    const location = path.startsWith('resource:')
      ? path
      : `resource:${path.startsWith('file:') ? path : `file:${path}`}`;
    const source = await mappingSource(location, this.#context);
    const mapping = await compileMapping(source, options.inputs, this.#context);
    const transformer = new DatasonnetTransformer(mapping, options, this.#context);
    return {
      process(exchange: Exchange): void | Promise<void> {
        const result = transformer.transform(exchange.body, exchange);
        if (result instanceof Promise) return result.then((value) => void (exchange.body = value));
        exchange.body = result;
      },
    };
  }
}
