import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Marks the exchange for rollback and ends it. */
export const rollback = {
  name: 'rollback',
  description: 'Marks the exchange for rollback and ends it.',
  shape: 'step',
  options: {
    message: option.string({ description: 'Message of the exception.' }),
    markRollbackOnly: option.boolean({ description: 'Only marks; no exception.', default: false }),
    markRollbackOnlyLast: option.boolean({
      description: 'Only marks the innermost transaction; no exception.',
      default: false,
    }),
  },
  shorthand: 'message',
} as const satisfies EipDefinition;
