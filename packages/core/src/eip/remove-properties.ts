import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Removes exchange properties by a pattern. */
export const removeProperties = {
  name: 'removeProperties',
  description: 'Removes exchange properties by a pattern.',
  shape: 'step',
  options: {
    pattern: option.string({ description: 'Name, wildcard or regular expression.', required: true }),
    excludePattern: option.string({ description: 'Properties to keep.' }),
  },
  shorthand: 'pattern',
} as const satisfies EipDefinition;
