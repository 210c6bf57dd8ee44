import type { EndpointRef, OptionsOf } from '@dhow/core/component';
import type { sedaOptions } from './seda-spec.ts';

export { sedaComponent } from './seda-component.ts';
export { sedaSpec } from './seda-spec.ts';

/** The endpoint `seda:name`: a bounded queue in memory. */
export function seda<Body = unknown>(
  name: string,
  options: OptionsOf<typeof sedaOptions> = {},
): EndpointRef<Body, Body> {
  return { uri: `seda:${name}`, parameters: options };
}
