import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Waits before the next step. */
export const delay = {
  name: 'delay',
  description: 'Waits before the next step.',
  shape: 'step',
  options: {
    expression: option.expression({ description: 'Milliseconds to wait.', required: true }),
    asyncDelayed: option.boolean({
      description: 'Kept for Camel routes; a wait never blocks a thread here.',
      default: true,
    }),
    callerRunsWhenRejected: option.boolean({
      description: 'Kept for Camel routes; has no effect here.',
      default: true,
    }),
    executorService: option.ref<unknown>()({
      description: 'Name of a thread pool in Camel; here it only switches parallel processing on.',
    }),
  },
  inlineExpression: 'expression',
} as const satisfies EipDefinition;
