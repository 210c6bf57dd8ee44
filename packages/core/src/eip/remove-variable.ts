import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Removes a variable. */
export const removeVariable = {
  name: 'removeVariable',
  description: 'Removes a variable.',
  shape: 'step',
  options: {
    name: option.string({ description: 'Name of the variable.', required: true }),
  },
  shorthand: 'name',
} as const satisfies EipDefinition;
