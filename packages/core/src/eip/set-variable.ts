import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sets one variable. */
export const setVariable = {
  name: 'setVariable',
  description: 'Sets one variable.',
  shape: 'step',
  options: {
    name: option.string({ description: 'Name of the variable; may be Simple.', required: true }),
    expression: option.expression({ description: 'Value.', required: true }),
  },
  inlineExpression: 'expression',
} as const satisfies EipDefinition;
