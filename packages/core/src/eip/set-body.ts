import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sets the body. */
export const setBody = {
  name: 'setBody',
  description: 'Sets the body.',
  shape: 'step',
  options: {
    expression: option.expression({ description: 'New body.', required: true }),
  },
  inlineExpression: 'expression',
} as const satisfies EipDefinition;
