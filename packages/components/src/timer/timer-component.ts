import type { Component, ComponentContext, EndpointUri } from '@dhow/core/component';
import { TimerEndpoint, type TimerEndpointUri } from './timer-endpoint.ts';
import { timerSpec } from './timer-spec.ts';

/**
 * `timer:`: messages at regular times.
 *
 * @example
 * ```ts
 * import { createContext } from '@dhow/core';
 * import { timerComponent } from '@dhow/components/timer';
 *
 * createContext({ components: [timerComponent()] });
 * ```
 */
export function timerComponent(): Component {
  return {
    spec: timerSpec,
    createEndpoint: (uri: EndpointUri, context: ComponentContext) =>
      new TimerEndpoint(uri as TimerEndpointUri, context),
  };
}
