import type { Dhis2Client } from '../client.ts';

/**
 * The same client, seen with models that were generated from your own server (`dhow dhis2 types`): custom attributes,
 * option sets, programs.
 *
 * @example
 * ```ts
 * import { createClient, withModels } from '@dhow/dhis2';
 *
 * interface MyModels {
 *   readonly dataElements: { id: string; name: string; facilityCode?: string };
 * }
 * const dhis2 = withModels<MyModels>()(createClient({ baseUrl: 'http://localhost:8080' }));
 * const elements = await dhis2.dataElements.list({ fields: { id: true, facilityCode: true } });
 * ```
 */
export function withModels<Models>(): (client: object) => Dhis2Client<Models> {
  return (client) => client as Dhis2Client<Models>;
}
