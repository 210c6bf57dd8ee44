import type { EndpointRef, OptionsOf } from '@dhow/core/component';
import type { timerOptions } from './timer-spec.ts';

export { timerComponent } from './timer-component.ts';
export { timerSpec } from './timer-spec.ts';

/** The source `timer:name`: a message with the body null at regular times. */
export function timer(name: string, options: OptionsOf<typeof timerOptions> = {}): EndpointRef<never, null> {
  return { uri: `timer:${name}`, parameters: options };
}
