import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Runs its steps within a policy. */
export const policy = {
  name: 'policy',
  description: 'Runs its steps within a policy.',
  shape: 'block',
  options: {
    ref: option.ref<unknown>()({ description: 'The policy.', required: true }),
  },
  shorthand: 'ref',
} as const satisfies EipDefinition;
