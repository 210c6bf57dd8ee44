import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Removes headers by a pattern. */
export const removeHeaders = {
  name: 'removeHeaders',
  description: 'Removes headers by a pattern.',
  shape: 'step',
  options: {
    pattern: option.string({ description: 'Name, wildcard or regular expression.', required: true }),
    excludePattern: option.string({ description: 'Headers to keep.' }),
  },
  shorthand: 'pattern',
} as const satisfies EipDefinition;
