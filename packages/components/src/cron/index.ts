import type { EndpointRef, OptionsOf } from '@dhow/core/component';
import type { cronOptions } from './cron-spec.ts';

export { cronComponent } from './cron-component.ts';
export { cronSpec } from './cron-spec.ts';

/** The source `cron:name`: a message with the body null at the times of the schedule. */
export function cron(
  name: string,
  schedule: string,
  options: Omit<OptionsOf<typeof cronOptions>, 'schedule' | 'cron'> = {},
): EndpointRef<never, null> {
  return { uri: `cron:${name}`, parameters: { schedule, ...options } };
}
