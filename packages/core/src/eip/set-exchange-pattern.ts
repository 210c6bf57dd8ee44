import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sets the exchange pattern. */
export const setExchangePattern = {
  name: 'setExchangePattern',
  description: 'Sets the exchange pattern.',
  shape: 'step',
  options: {
    pattern: option.enum(['InOnly', 'InOut'], { description: 'Pattern.', required: true }),
  },
  shorthand: 'pattern',
} as const satisfies EipDefinition;
