import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Fails messages that its predicate does not take. */
export const validate = {
  name: 'validate',
  description: 'Fails messages that its predicate does not take.',
  shape: 'step',
  options: {
    expression: option.expression({ description: 'Predicate.', required: true }),
    predicateExceptionFactory: option.ref<unknown>()({ description: 'Makes the exception.' }),
  },
  inlineExpression: 'expression',
} as const satisfies EipDefinition;
