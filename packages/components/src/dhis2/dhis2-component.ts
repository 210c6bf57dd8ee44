import type { Component, ComponentContext, EndpointUri } from '@dhow/core/component';
import { Dhis2Connections } from './dhis2-connections.ts';
import { Dhis2Endpoint, type Dhis2EndpointUri } from './dhis2-endpoint.ts';
import { dhis2Spec } from './dhis2-spec.ts';

/**
 * `dhis2:`: DHIS2 as source and target. Connections are beans: `{ baseUrl, username, password }`.
 *
 * @example
 * ```ts
 * import { createContext } from '@dhow/core';
 * import { dhis2Component } from '@dhow/components/dhis2';
 *
 * createContext({
 *   components: [dhis2Component()],
 *   beans: { national: { baseUrl: 'https://dhis2.example.org', token: process.env['DHIS2_TOKEN'] } },
 * });
 * ```
 */
export function dhis2Component(): Component {
  const connections = new Dhis2Connections();
  return {
    spec: dhis2Spec,
    createEndpoint: (uri: EndpointUri, context: ComponentContext) =>
      new Dhis2Endpoint(uri as Dhis2EndpointUri, connections, context),
    stop: () => connections.close(),
  };
}
