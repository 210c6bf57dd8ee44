import { option } from '../component/option-spec.ts';
import { strategyOptions } from './strategy-options.ts';

/** Options of the patterns that work on parts or copies of a message: `split`, `multicast`, `recipientList`. */
export const partOptions = {
  ...strategyOptions,
  parallelProcessing: option.boolean({ description: 'Works on several parts at a time.', default: false }),
  synchronous: option.boolean({ description: 'Kept for Camel routes; has no effect here.', default: false }),
  parallelAggregate: option.boolean({
    description: 'Kept for Camel routes; the strategy is never called concurrently.',
    default: false,
  }),
  stopOnException: option.boolean({ description: 'Stops at the first part that fails.', default: false }),
  timeout: option.duration({
    description: 'Time for all parts in parallel processing; 0 waits for ever.',
    default: 0,
  }),
  onPrepare: option.ref<unknown>()({ description: 'Processor that prepares each copy before it is sent.' }),
  shareUnitOfWork: option.boolean({
    description: 'Parts share the unit of work: one that fails for good fails the whole at the end.',
    default: false,
  }),
  executorService: option.ref<unknown>()({
    description: 'Name of a thread pool in Camel; here it only switches parallel processing on.',
  }),
} as const;
