import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Removes an exchange property. */
export const removeProperty = {
  name: 'removeProperty',
  description: 'Removes an exchange property.',
  shape: 'step',
  options: {
    name: option.string({ description: 'Name of the property.', required: true }),
  },
  shorthand: 'name',
} as const satisfies EipDefinition;
