import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Takes the first branch whose predicate is true. */
export const choice = {
  name: 'choice',
  description: 'Takes the first branch whose predicate is true.',
  shape: 'step',
  options: {
    when: option.steps({ description: 'Branches, tried in order.', required: true }),
    otherwise: option.steps({ description: 'Taken when no branch is.' }),
    precondition: option.boolean({
      description: 'Decides once when the route starts, from placeholders.',
      default: false,
    }),
  },
  clauses: { when: 'when', otherwise: 'otherwise' },
} as const satisfies EipDefinition;
/** A branch of choice. */
export const when = {
  name: 'when',
  description: 'A branch of choice.',
  shape: 'clause',
  options: {
    expression: option.expression({ description: 'Predicate of the branch.', required: true }),
  },
  inlineExpression: 'expression',
} as const satisfies EipDefinition;
/** The branch of choice for all the rest. */
export const otherwise = {
  name: 'otherwise',
  description: 'The branch of choice for all the rest.',
  shape: 'clause',
  options: {},
} as const satisfies EipDefinition;
