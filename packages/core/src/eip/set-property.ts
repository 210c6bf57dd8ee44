import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sets one exchange property. */
export const setProperty = {
  name: 'setProperty',
  description: 'Sets one exchange property.',
  shape: 'step',
  options: {
    name: option.string({ description: 'Name of the exchange property; may be Simple.', required: true }),
    expression: option.expression({ description: 'Value.', required: true }),
  },
  inlineExpression: 'expression',
} as const satisfies EipDefinition;
