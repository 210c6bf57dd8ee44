import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Runs its steps only for messages that its predicate takes. */
export const filter = {
  name: 'filter',
  description: 'Runs its steps only for messages that its predicate takes.',
  shape: 'block',
  options: {
    expression: option.expression({ description: 'Predicate.', required: true }),
    statusPropertyName: option.string({ description: 'Exchange property that keeps whether the message passed.' }),
  },
  inlineExpression: 'expression',
} as const satisfies EipDefinition;
