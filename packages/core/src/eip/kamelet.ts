import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Calls a packaged route template. */
export const kamelet = {
  name: 'kamelet',
  description: 'Calls a packaged route template.',
  shape: 'block',
  options: {
    name: option.string({ description: 'Name of the kamelet, with an optional id after a slash.', required: true }),
    parameters: option.map({ description: 'Parameters of the kamelet.' }),
  },
  shorthand: 'name',
} as const satisfies EipDefinition;
