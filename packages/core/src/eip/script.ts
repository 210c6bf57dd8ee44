import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Runs an expression for its effect; its value is dropped. */
export const script = {
  name: 'script',
  description: 'Runs an expression for its effect; its value is dropped.',
  shape: 'step',
  options: {
    expression: option.expression({ description: 'What is run.', required: true }),
  },
  inlineExpression: 'expression',
} as const satisfies EipDefinition;
