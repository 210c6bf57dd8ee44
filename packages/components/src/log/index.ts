import type { EndpointRef, OptionsOf } from '@dhow/core/component';
import type { logOptions } from './log-spec.ts';

export { logComponent } from './log-component.ts';
export { logSpec } from './log-spec.ts';

/** The endpoint `log:name`. */
export function log<Body = unknown>(name: string, options: OptionsOf<typeof logOptions> = {}): EndpointRef<Body> {
  return { uri: `log:${name}`, parameters: options };
}
