import type { Component, ComponentContext, EndpointUri } from '@dhow/core/component';
import { SedaEndpoint, type SedaEndpointUri } from './seda-endpoint.ts';
import { createSedaQueue, type SedaQueue } from './seda-queue.ts';
import { sedaSpec } from './seda-spec.ts';

/**
 * `seda:`: queues in memory between routes of one context.
 *
 * @example
 * ```ts
 * import { createContext } from '@dhow/core';
 * import { sedaComponent } from '@dhow/components/seda';
 *
 * createContext({ components: [sedaComponent()] });
 * ```
 */
export function sedaComponent(): Component {
  const queues = new Map<string, SedaQueue>();
  return {
    spec: sedaSpec,
    createEndpoint(uri: EndpointUri, context: ComponentContext) {
      let queue = queues.get(uri.path);
      if (!queue) queues.set(uri.path, (queue = createSedaQueue()));
      return new SedaEndpoint(uri as SedaEndpointUri, queue, context);
    },
  };
}
