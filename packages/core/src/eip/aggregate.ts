import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Collects messages by key into groups and sends each complete group on as one message. */
export const aggregate = {
  name: 'aggregate',
  description: 'Collects messages by key into groups and sends each complete group on as one message.',
  shape: 'block',
  options: {
    correlationExpression: option.expression({
      description: 'Key of the group; a constant puts all in one.',
      required: true,
    }),
    aggregationStrategy: option.ref<unknown>()({
      description: 'Strategy that joins the replies: a bean name or a function (old, new) => exchange.',
    }),
    aggregationStrategyMethodName: option.string({ description: 'Method of a plain bean to call as the strategy.' }),
    aggregationStrategyMethodAllowNull: option.boolean({
      description: 'Whether the method is called with null for the first exchange.',
      default: false,
    }),
    completionSize: option.integer({ description: 'Messages after which a group is complete.' }),
    completionSizeExpression: option.expression({ description: 'Size computed from the message.' }),
    completionTimeout: option.duration({ description: 'Inactivity after which a group is complete.' }),
    completionTimeoutExpression: option.expression({
      description: 'Inactivity computed from the message, in milliseconds.',
    }),
    completionInterval: option.duration({
      description: 'Completes all groups at this interval; not together with completionTimeout.',
    }),
    completionPredicate: option.expression({ description: 'Completes the group when true of the aggregated message.' }),
    completionFromBatchConsumer: option.boolean({
      description: 'Completes when the batch of the consumer ends.',
      default: false,
    }),
    completionOnNewCorrelationGroup: option.boolean({
      description: 'A new key completes the previous group.',
      default: false,
    }),
    completionTimeoutCheckerInterval: option.duration({
      description: 'How often time-outs are looked for.',
      default: 1000,
    }),
    eagerCheckCompletion: option.boolean({
      description: 'The predicate sees the incoming message, not the aggregated one.',
      default: false,
    }),
    ignoreInvalidCorrelationKeys: option.boolean({
      description: 'Drops messages without a key instead of failing them.',
      default: false,
    }),
    closeCorrelationKeyOnCompletion: option.integer({
      description: 'Complete keys remembered so that late arrivals are refused; 0 remembers all.',
    }),
    discardOnCompletionTimeout: option.boolean({
      description: 'Drops groups that complete by time-out.',
      default: false,
    }),
    discardOnAggregationFailure: option.boolean({
      description: 'Drops a message whose aggregation fails.',
      default: false,
    }),
    forceCompletionOnStop: option.boolean({
      description: 'Completes all groups when the route stops.',
      default: false,
    }),
    completeAllOnStop: option.boolean({
      description: 'Waits at the stop until all groups are complete.',
      default: false,
    }),
    parallelProcessing: option.boolean({ description: 'Sends several complete groups on at a time.', default: false }),
    executorService: option.ref<unknown>()({
      description: 'Name of a thread pool in Camel; here it only switches parallel processing on.',
    }),
    timeoutCheckerExecutorService: option.ref<unknown>()({ description: 'Kept for Camel routes; has no effect here.' }),
    aggregationRepository: option.ref<unknown>()({
      description: 'Where unfinished groups are kept; memory when absent.',
    }),
    optimisticLocking: option.boolean({
      description: 'Adds with compare-and-set, for several processes on one repository.',
      default: false,
    }),
    optimisticLockRetryPolicy: option.object(
      {
        maximumRetries: option.integer({ description: 'Attempts; 0 tries for ever.', default: 0 }),
        retryDelay: option.duration({ description: 'First wait.', default: 50 }),
        maximumRetryDelay: option.duration({ description: 'Longest wait.', default: 1000 }),
        exponentialBackOff: option.boolean({ description: 'Doubles the wait.', default: true }),
        randomBackOff: option.boolean({ description: 'Waits a random part.', default: false }),
      },
      { description: 'Waits between attempts of optimistic locking.' },
    ),
    aggregateController: option.ref<unknown>()({ description: 'Object that code completes groups with.' }),
  },
} as const satisfies EipDefinition;
