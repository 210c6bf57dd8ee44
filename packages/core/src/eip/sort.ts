import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sorts the body. */
export const sort = {
  name: 'sort',
  description: 'Sorts the body.',
  shape: 'step',
  options: {
    expression: option.expression({ description: 'What is sorted; the body when absent.' }),
    comparator: option.ref<unknown>()({ description: 'Comparator.' }),
  },
  inlineExpression: 'expression',
} as const satisfies EipDefinition;
