import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Stops consuming while a condition does not hold. */
export const pausable = {
  name: 'pausable',
  description: 'Stops consuming while a condition does not hold.',
  shape: 'step',
  options: {
    consumerListener: option.ref<unknown>()({ description: 'Listener that says when to go on.', required: true }),
    untilCheck: option.ref<unknown>()({ description: 'Predicate that must hold to go on.', required: true }),
  },
} as const satisfies EipDefinition;
