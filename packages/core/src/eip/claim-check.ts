import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Puts the message aside and takes it back later. */
export const claimCheck = {
  name: 'claimCheck',
  description: 'Puts the message aside and takes it back later.',
  shape: 'step',
  options: {
    operation: option.enum(['Get', 'GetAndRemove', 'Set', 'Push', 'Pop'], {
      description: 'What is done.',
      required: true,
    }),
    key: option.string({ description: 'Name that the message is put aside under.' }),
    filter: option.string({ description: 'What is merged back: body, header:NAME, headers, with + and - in front.' }),
    aggregationStrategy: option.ref<unknown>()({ description: 'Strategy that merges instead of the filter.' }),
    aggregationStrategyMethodName: option.string({ description: 'Method of a plain bean to call as the strategy.' }),
  },
} as const satisfies EipDefinition;
