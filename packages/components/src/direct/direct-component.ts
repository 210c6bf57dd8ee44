import type { Component, ComponentContext, EndpointUri } from '@dhow/core/component';
import { DirectConsumers } from './direct-consumers.ts';
import { DirectEndpoint, type DirectEndpointUri } from './direct-endpoint.ts';
import { directSpec } from './direct-spec.ts';

/**
 * `direct:`: routes that call each other in the same context. One component a context.
 *
 * @example
 * ```ts
 * import { createContext } from '@dhow/core';
 * import { directComponent } from '@dhow/components/direct';
 *
 * createContext({ components: [directComponent()] });
 * ```
 */
export function directComponent(): Component {
  const consumers = new DirectConsumers();
  return {
    spec: directSpec,
    createEndpoint: (uri: EndpointUri, context: ComponentContext) =>
      new DirectEndpoint(uri as DirectEndpointUri, consumers, context),
  };
}
