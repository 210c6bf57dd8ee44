import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Limits how many messages are worked on at a time from here on. */
export const threads = {
  name: 'threads',
  description: 'Limits how many messages are worked on at a time from here on.',
  shape: 'step',
  options: {
    poolSize: option.integer({ description: 'Messages at a time.' }),
    maxPoolSize: option.integer({ description: 'Messages at a time when the queue is full.' }),
    keepAliveTime: option.duration({ description: 'Kept for Camel routes; has no effect here.' }),
    timeUnit: option.string({ description: 'Kept for Camel routes; has no effect here.' }),
    maxQueueSize: option.integer({ description: 'Messages that may wait.' }),
    allowCoreThreadTimeOut: option.boolean({
      description: 'Kept for Camel routes; has no effect here.',
      default: false,
    }),
    threadName: option.string({ description: 'Kept for Camel routes; has no effect here.', default: 'Threads' }),
    rejectedPolicy: option.enum(['Abort', 'CallerRuns', 'Block'], {
      description: 'What happens when the queue is full.',
    }),
    callerRunsWhenRejected: option.boolean({
      description: 'The caller runs on when the queue is full.',
      default: true,
    }),
    executorService: option.ref<unknown>()({
      description: 'Name of a thread pool in Camel; here it only switches parallel processing on.',
    }),
  },
} as const satisfies EipDefinition;
