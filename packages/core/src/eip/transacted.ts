import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Runs the rest in a transaction. */
export const transacted = {
  name: 'transacted',
  description: 'Runs the rest in a transaction.',
  shape: 'step',
  options: {
    ref: option.ref<unknown>()({ description: 'Transaction policy; the only one when absent.' }),
  },
  shorthand: 'ref',
} as const satisfies EipDefinition;
