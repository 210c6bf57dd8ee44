import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Answers from a store what its steps answered before for the same key. */
export const cache = {
  name: 'cache',
  description: 'Answers from a store what its steps answered before for the same key.',
  shape: 'block',
  options: {
    expression: option.expression({ description: 'Key of the entry.', required: true }),
    ttl: option.duration({ description: 'How long an entry is good; for ever when absent.' }),
    keyValueRepository: option.ref<unknown>()({
      description: 'Where entries are kept; the state store of the context when absent.',
    }),
  },
  inlineExpression: 'expression',
} as const satisfies EipDefinition;
