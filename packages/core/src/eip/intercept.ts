import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Runs its steps before each step of the routes. */
export const intercept = {
  name: 'intercept',
  description: 'Runs its steps before each step of the routes.',
  shape: 'block',
  options: {
    onWhen: option.expression({ description: 'Further condition.' }),
  },
} as const satisfies EipDefinition;
