import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Limits how many messages pass. */
export const throttle = {
  name: 'throttle',
  description: 'Limits how many messages pass.',
  shape: 'step',
  options: {
    expression: option.expression({ description: 'How many.', required: true }),
    mode: option.string({ description: 'TotalRequests in a period, or ConcurrentRequests.', default: 'TotalRequests' }),
    timePeriodMillis: option.duration({ description: 'Period of TotalRequests.', default: 1000 }),
    correlationExpression: option.expression({ description: 'Key that is limited by itself.' }),
    rejectExecution: option.boolean({ description: 'Fails instead of waiting.', default: false }),
    asyncDelayed: option.boolean({
      description: 'Kept for Camel routes; a wait never blocks a thread here.',
      default: false,
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
