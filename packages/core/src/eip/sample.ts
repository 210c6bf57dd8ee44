import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Lets one message through in a period or out of a number. */
export const sample = {
  name: 'sample',
  description: 'Lets one message through in a period or out of a number.',
  shape: 'step',
  options: {
    samplePeriod: option.duration({ description: 'One message within this time.', default: 1000 }),
    messageFrequency: option.integer({ description: 'One message out of this many.' }),
  },
  shorthand: 'samplePeriod',
} as const satisfies EipDefinition;
