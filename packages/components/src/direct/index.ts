import type { EndpointRef, OptionsOf } from '@dhow/core/component';
import type { directOptions } from './direct-spec.ts';

export { directComponent } from './direct-component.ts';
export { directSpec } from './direct-spec.ts';

/** The endpoint `direct:name`. `Body` is what the route behind it takes, `Reply` what it leaves. */
export function direct<Body = unknown, Reply = Body>(
  name: string,
  options: OptionsOf<typeof directOptions> = {},
): EndpointRef<Body, Reply> {
  return { uri: `direct:${name}`, parameters: options };
}
