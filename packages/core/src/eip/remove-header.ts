import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Removes a header. */
export const removeHeader = {
  name: 'removeHeader',
  description: 'Removes a header.',
  shape: 'step',
  options: {
    name: option.string({ description: 'Name of the header.', required: true }),
  },
  shorthand: 'name',
} as const satisfies EipDefinition;
