import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Maps each item of a list or stream (of Dhow alone); streams are mapped as they are read, and row numbers are kept. */
export const mapEach = {
  name: 'mapEach',
  description:
    'Maps each item of a list or stream (of Dhow alone); streams are mapped as they are read, and row numbers are kept.',
  shape: 'step',
  options: {
    expression: option.expression({ description: 'Value for an item, which stands in the body.', required: true }),
    parallel: option.integer({
      description: 'Items mapped at a time when the expression waits; order is kept.',
      default: 1,
    }),
  },
  inlineExpression: 'expression',
} as const satisfies EipDefinition;
