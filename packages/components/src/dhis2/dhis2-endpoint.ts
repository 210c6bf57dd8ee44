import type { Dhis2Client } from '@dhow/dhis2';
import type {
  ComponentContext,
  Consumer,
  ConsumerRoute,
  Endpoint,
  EndpointUri,
  HealthResult,
  Producer,
} from '@dhow/core/component';
import { ComponentError } from '../component-error.ts';
import { traced } from './call-trace.ts';
import { dataValueSets } from './data-value-sets.ts';
import type { Dhis2Connections } from './dhis2-connections.ts';
import { Dhis2Consumer } from './dhis2-consumer.ts';
import type { Dhis2Operation, Dhis2Options, OperationParts } from './dhis2-operation.ts';
import { getCollection, getResource } from './get-resource.ts';
import { resourceTablesAnalytics } from './resource-tables.ts';
import { writeResource } from './write-resource.ts';

export type Dhis2EndpointUri = EndpointUri<Dhis2Options>;

const operations: Readonly<Record<string, (parts: OperationParts) => Dhis2Operation>> = {
  'get/resource': getResource,
  'get/collection': getCollection,
  'post/resource': (parts) => writeResource('POST', parts),
  'put/resource': (parts) => writeResource('PUT', parts),
  'delete/resource': (parts) => writeResource('DELETE', parts),
  'resourceTables/analytics': resourceTablesAnalytics,
  dataValueSets,
};

export class Dhis2Endpoint implements Endpoint {
  readonly uri: string;
  readonly #uri: Dhis2EndpointUri;
  readonly #connections: Dhis2Connections;
  readonly #context: ComponentContext;

  constructor(uri: Dhis2EndpointUri, connections: Dhis2Connections, context: ComponentContext) {
    this.uri = uri.uri;
    this.#uri = uri;
    this.#connections = connections;
    this.#context = context;
    if (operations[uri.path] === undefined) {
      const known = Object.keys(operations).join(', ');
      throw new ComponentError('DHIS2_UNKNOWN_OPERATION', { endpoint: uri.masked, found: uri.path, known });
    }
  }

  createProducer(): Producer {
    return { process: this.#operation() };
  }

  createConsumer(route: ConsumerRoute): Consumer {
    const { path, masked, options } = this.#uri;
    if (!path.startsWith('get/')) {
      throw new ComponentError('DHIS2_UNKNOWN_OPERATION', {
        endpoint: masked,
        found: path,
        known: 'get/resource, get/collection (as a source)',
      });
    }
    return new Dhis2Consumer(options, this.#operation(), route, this.#context);
  }

  async checkHealth(signal: AbortSignal): Promise<HealthResult> {
    try {
      const { version } = await this.#client().system.info({ signal });
      return { status: 'UP', details: { version } };
    } catch (error) {
      return { status: 'DOWN', details: { code: (error as { code?: unknown }).code } };
    }
  }

  #operation(): Dhis2Operation {
    const { path, masked: endpoint, options } = this.#uri;
    // A wrong connection shows when the route starts, not with the first message.
    const { name: connection } = this.#connections.resolve(options, endpoint, this.#context);
    const parts: OperationParts = {
      client: () => this.#client(),
      connection,
      endpoint,
      options,
      context: this.#context,
    };
    return traced(operations[path]!(parts));
  }

  #client(): Dhis2Client {
    return this.#connections.resolve(this.#uri.options, this.#uri.masked, this.#context).client;
  }
}
