import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sets one header. */
export const setHeader = {
  name: 'setHeader',
  description: 'Sets one header.',
  shape: 'step',
  options: {
    name: option.string({ description: 'Name of the header; may be Simple.', required: true }),
    expression: option.expression({ description: 'Value.', required: true }),
  },
  inlineExpression: 'expression',
} as const satisfies EipDefinition;
