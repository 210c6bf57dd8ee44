import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Splits a message into parts and runs its steps for each. */
export const split = {
  name: 'split',
  description: 'Splits a message into parts and runs its steps for each.',
  shape: 'block',
  options: {
    expression: option.expression({ description: 'Parts: a list, an iterable, a stream, text.', required: true }),
    delimiter: option.string({ description: 'Between parts of a text; false or single takes it whole.', default: ',' }),
    aggregationStrategy: option.ref<unknown>()({
      description: 'Strategy that joins the replies: a bean name or a function (old, new) => exchange.',
    }),
    aggregationStrategyMethodName: option.string({ description: 'Method of a plain bean to call as the strategy.' }),
    aggregationStrategyMethodAllowNull: option.boolean({
      description: 'Whether the method is called with null for the first exchange.',
      default: false,
    }),
    parallelProcessing: option.boolean({ description: 'Works on several parts at a time.', default: false }),
    synchronous: option.boolean({ description: 'Kept for Camel routes; has no effect here.', default: false }),
    parallelAggregate: option.boolean({
      description: 'Kept for Camel routes; the strategy is never called concurrently.',
      default: false,
    }),
    streaming: option.boolean({ description: 'Takes part by part, and holds only a few at a time.', default: false }),
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
    group: option.integer({ description: 'Parts put together into one list.' }),
    errorThreshold: option.number({ description: 'Share of failed parts, 0 to 1, at which the split is given up.' }),
    maxFailedRecords: option.integer({ description: 'Failed parts at which the split is given up.' }),
    resumeStrategy: option.ref<unknown>()({ description: 'Where the watermark is kept.' }),
    watermarkKey: option.string({ description: 'Key of the watermark.' }),
    watermarkExpression: option.string({ description: 'Watermark of a part in Simple; its index when absent.' }),
  },
  inlineExpression: 'expression',
} as const satisfies EipDefinition;
