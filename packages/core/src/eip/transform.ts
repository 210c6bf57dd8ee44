import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sets the body to what the expression answers. */
export const transform = {
  name: 'transform',
  description: 'Sets the body to what the expression answers.',
  shape: 'step',
  options: {
    expression: option.expression({ description: 'New body.' }),
    fromType: option.string({ description: 'Data type of the body now.' }),
    toType: option.string({ description: 'Data type wanted.' }),
  },
  inlineExpression: 'expression',
} as const satisfies EipDefinition;
