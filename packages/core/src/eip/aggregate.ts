import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import { Aggregator } from './aggregator.ts';
import { MemoryGroups, type AggregateGroups } from './aggregate-groups.ts';
import { storedGroups, type RetryPolicy } from './aggregate-stored-groups.ts';
import { strategyOf } from './aggregation-strategy.ts';
import { ClosedKeys } from './closed-keys.ts';
import { CompletionRules } from './completion-rules.ts';
import { GroupOutlet } from './group-outlet.ts';
import { asPart } from './part-runner.ts';
import { option } from '../component/option-spec.ts';
import { AggregationRepository, type AggregationRepositoryOptions } from '../state/aggregation-repository.ts';
import { strategyOptions } from './strategy-options.ts';
import { placeInState } from './state-ref.ts';
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
    ...strategyOptions,
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
      description: 'When a group is tried again whose time was over, but which could not be completed.',
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
      description:
        'Where unfinished groups are kept: `#state` or `#state:name` in the state store, or a bean; memory when absent.',
    }),
    maximumRedeliveries: option.integer({
      description: 'Further attempts to deliver a group in the state store before it goes to `deadLetterUri`.',
      own: true,
      min: 0,
    }),
    deadLetterUri: option.endpoint({
      description: 'Endpoint for groups in the state store that could not be delivered; with `maximumRedeliveries`.',
      own: true,
    }),
    recoveryInterval: option.duration({
      description:
        'Time between two looks for groups in the state store that were not delivered; 5 seconds when absent.',
      own: true,
      min: 1,
    }),
    optimisticLocking: option.boolean({
      description: 'Kept for Camel routes; groups in a repository are always added to with compare-and-set.',
      default: false,
    }),
    optimisticLockingSyncRetry: option.boolean({
      description: 'Kept for Camel routes; who adds a message waits for its turn in any case.',
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
  compile: compileAggregate,
} as const satisfies EipDefinition;

type Options = ResolvedOptions<typeof aggregate.options>;

async function compileAggregate(step: StepModel, compiler: Compiler): Promise<Processor> {
  const options = step.options as Options;
  const strategy = strategyOf(options, compiler, `aggregate in route ${compiler.routeId}`);
  if (!strategy) throw compiler.refuse(step, 'AggregationStrategy must be set on the aggregate.');
  const byStrategy = strategy.preComplete !== undefined && (strategy.canPreComplete?.() ?? true);
  checkCompletion(options, byStrategy, step, compiler);
  const expression = async (name: keyof Options) =>
    options[name] === undefined ? undefined : await compiler.expression(options[name] as ExpressionModel);
  const rules = new CompletionRules({
    predicate:
      options.completionPredicate === undefined
        ? undefined
        : await compiler.predicate(options.completionPredicate as ExpressionModel),
    sizeExpression: await expression('completionSizeExpression'),
    size: options.completionSize,
    fromBatchConsumer: options.completionFromBatchConsumer,
  });
  const inner = asPart(await compiler.steps(step.steps ?? []), compiler, undefined);
  const aggregator = new Aggregator({
    key: await compiler.expression(options.correlationExpression as ExpressionModel),
    strategy,
    rules,
    eager: options.eagerCheckCompletion,
    timeoutMs: options.completionTimeout ?? 0,
    timeoutExpression: await expression('completionTimeoutExpression'),
    ignoreInvalidKeys: options.ignoreInvalidCorrelationKeys,
    closedKeys: closedKeysOf(options.closeCorrelationKeyOnCompletion),
    discardOnTimeout: options.discardOnCompletionTimeout,
    discardOnFailure: options.discardOnAggregationFailure,
    onNewGroup: options.completionOnNewCorrelationGroup,
    groups: groupsOf(options, step, compiler),
    outlet: new GroupOutlet(
      inner,
      options.parallelProcessing || options.executorService !== undefined ? 10 : 1,
      compiler,
    ),
    clock: compiler.clock,
    log: compiler.log,
    routeId: compiler.routeId,
    retryMs: options.completionTimeoutCheckerInterval,
    keepsStreams: compiler.streamCaching !== 'never',
  });
  offerController(options.aggregateController, aggregator, compiler);
  const { completionInterval, forceCompletionOnStop, completeAllOnStop } = options;
  compiler.onStart(() => aggregator.start(completionInterval));
  compiler.onStop(() => aggregator.stop(forceCompletionOnStop || completeAllOnStop));
  return (exchange, signal) => aggregator.add(exchange, signal);
}

/** A strategy may complete groups by itself. */
function checkCompletion(options: Options, byStrategy: boolean, step: StepModel, compiler: Compiler): void {
  const { completionSize, completionSizeExpression, completionTimeout, completionTimeoutExpression } = options;
  const { completionInterval, completionPredicate, completionFromBatchConsumer, discardOnAggregationFailure } = options;
  const isPositive = (value: number | undefined) => value !== undefined && value > 0;
  const ruled =
    isPositive(completionSize) ||
    isPositive(completionTimeout) ||
    isPositive(completionInterval) ||
    completionFromBatchConsumer ||
    byStrategy ||
    [completionSizeExpression, completionTimeoutExpression, completionPredicate].some((each) => each !== undefined);
  if (!ruled)
    throw compiler.refuse(
      step,
      'At least one of the completions options [completionTimeout, completionInterval, completionSize, completionPredicate, completionFromBatchConsumer] must be set',
    );
  if (isPositive(completionInterval) && (isPositive(completionTimeout) || completionTimeoutExpression !== undefined))
    throw compiler.refuse(step, 'Only one of completionInterval or completionTimeout can be used, not both.');
  if (completionFromBatchConsumer && discardOnAggregationFailure)
    throw compiler.refuse(step, 'discardOnAggregationFailure cannot stand beside completionFromBatchConsumer.');
}

function closedKeysOf(limit: number | undefined): ClosedKeys | undefined {
  return limit === undefined ? undefined : new ClosedKeys(limit);
}

function groupsOf(options: Options, step: StepModel, compiler: Compiler): AggregateGroups {
  const { aggregationRepository, optimisticLockRetryPolicy } = options;
  const inMemory = /^#class:(?:[\w.]*\.)?MemoryAggregationRepository$/;
  const own = `${compiler.routeId}-${step.id ?? 'aggregate'}`;
  const name = placeInState(aggregationRepository, own, compiler);
  if (name === undefined) refuseRecovery(options, step, compiler);
  if (aggregationRepository === undefined) return new MemoryGroups();
  if (typeof aggregationRepository === 'string' && inMemory.test(compiler.resolve(aggregationRepository)))
    return new MemoryGroups();
  const bean =
    name === undefined
      ? compiler.bean(aggregationRepository, 'aggregationRepository')
      : new AggregationRepository(compiler.context.state, name, recoveryOf(options, step, compiler));
  return storedGroups(bean, name ?? own, optimisticLockRetryPolicy as RetryPolicy | undefined, compiler);
}

/** Groups in memory are not recovered, a repository of the program's says for itself how. */
function refuseRecovery(options: Options, step: StepModel, compiler: Compiler): void {
  for (const name of ['maximumRedeliveries', 'deadLetterUri', 'recoveryInterval'] as const)
    if (options[name] !== undefined)
      throw compiler.refuse(
        step,
        `${name} is for groups in the state store: write aggregationRepository: "#state", or give the repository its own ${name}.`,
      );
}

function recoveryOf(options: Options, step: StepModel, compiler: Compiler): AggregationRepositoryOptions {
  const { maximumRedeliveries, deadLetterUri, recoveryInterval } = options;
  if ((maximumRedeliveries === undefined) !== (deadLetterUri === undefined)) {
    const lacking = deadLetterUri === undefined ? 'deadLetterUri' : 'maximumRedeliveries';
    throw compiler.refuse(step, `maximumRedeliveries and deadLetterUri go together: add ${lacking}.`);
  }
  // One that is not there is told of now, and not when a group is to go to it.
  if (deadLetterUri !== undefined) compiler.endpoint(deadLetterUri);
  return {
    ...(maximumRedeliveries === undefined ? {} : { maximumRedeliveries }),
    ...(deadLetterUri === undefined ? {} : { deadLetterUri }),
    ...(recoveryInterval === undefined ? {} : { recoveryIntervalMs: recoveryInterval }),
  };
}

/** A controller is an object that gets the aggregator's functions, for code that completes groups by hand. */
function offerController(ref: unknown, aggregator: Aggregator, compiler: Compiler): void {
  if (ref === undefined) return;
  const controller = compiler.bean<object>(ref, 'aggregateController');
  Object.assign(controller, {
    forceCompletionOfGroup: (key: string) => aggregator.force(key),
    forceCompletionOfAllGroups: () => aggregator.forceAll('force'),
    forceDiscardingOfGroup: (key: string) => aggregator.discard(key),
    forceDiscardingOfAllGroups: () => aggregator.discardAll(),
  });
}
