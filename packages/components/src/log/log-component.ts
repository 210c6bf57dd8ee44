import type { Component, ComponentContext, EndpointUri } from '@dhow/core/component';
import { LogEndpoint, type LogEndpointUri } from './log-endpoint.ts';
import { logSpec } from './log-spec.ts';

/**
 * `log:`: shows messages in the log.
 *
 * @example
 * ```ts
 * import { createContext } from '@dhow/core';
 * import { logComponent } from '@dhow/components/log';
 *
 * createContext({ components: [logComponent()] });
 * ```
 */
export function logComponent(): Component {
  return {
    spec: logSpec,
    createEndpoint: (uri: EndpointUri, context: ComponentContext) => new LogEndpoint(uri as LogEndpointUri, context),
  };
}
