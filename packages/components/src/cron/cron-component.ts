import type { Component, ComponentContext, EndpointUri } from '@dhow/core/component';
import { CronEndpoint, type CronEndpointUri } from './cron-endpoint.ts';
import { cronSpec } from './cron-spec.ts';

/**
 * `cron:` and `quartz:`: messages by the calendar.
 *
 * @example
 * ```ts
 * import { createContext, route } from '@dhow/core';
 * import { cron, cronComponent } from '@dhow/components/cron';
 *
 * const context = createContext({ components: [cronComponent()] });
 * await context.addRoutes(route('nightly').from(cron('nightly', '0 30 2 * * ?', { timeZone: 'Africa/Kampala' })).log('now'));
 * ```
 */
export function cronComponent(): Component {
  return {
    spec: cronSpec,
    createEndpoint: (uri: EndpointUri, context: ComponentContext) => new CronEndpoint(uri as CronEndpointUri, context),
  };
}
