import type { OptionsOf } from '../component/option-spec.ts';
import type { aggregate } from '../eip/aggregate.ts';
import type { cache } from '../eip/cache.ts';
import type { circuitBreaker } from '../eip/circuit-breaker.ts';
import type { idempotentConsumer } from '../eip/idempotent-consumer.ts';
import type { loadBalance } from '../eip/load-balance.ts';
import type { loop } from '../eip/loop.ts';
import type { multicast } from '../eip/multicast.ts';
import type { resequence } from '../eip/resequence.ts';
import type { split } from '../eip/split.ts';
import type { threads } from '../eip/threads.ts';
import type { throttle } from '../eip/throttle.ts';
import { ChoiceBranches } from './choice-branches.ts';
import { EndpointSteps } from './endpoint-steps.ts';
import { expressionModel, type Value } from './expression-input.ts';
import type { HeaderTypes } from './message.ts';
import type { ItemOf } from './refs.ts';
import type { RouteSteps } from './route-steps.ts';
import type { Block } from './steps-base.ts';
import { TryBranches } from './try-branches.ts';

export type SplitOptions = Omit<OptionsOf<typeof split.options>, 'expression'>;
/** What completes a group, computed from its messages. */
interface ComputedCompletion {
  readonly completionPredicate?: Value<boolean, unknown, HeaderTypes>;
  readonly completionSizeExpression?: Value<number, unknown, HeaderTypes>;
  /** Milliseconds. */
  readonly completionTimeoutExpression?: Value<number, unknown, HeaderTypes>;
}
export type AggregateOptions = Omit<
  OptionsOf<typeof aggregate.options>,
  'correlationExpression' | 'completionPredicate' | 'completionSizeExpression' | 'completionTimeoutExpression'
> &
  ComputedCompletion;

export type CircuitBreakerOptions = Omit<OptionsOf<typeof circuitBreaker.options>, 'onFallback'>;

export type LoopOptions = Omit<OptionsOf<typeof loop.options>, 'expression' | 'doWhile'>;

export type LoadBalanceOptions<Body, Headers extends HeaderTypes> = Omit<
  OptionsOf<typeof loadBalance.options>,
  'stickyLoadBalancer'
> & {
  /** Messages of the same value stay with one block. */
  readonly stickyBy?: Value<unknown, Body, Headers>;
};

/** Steps that decide which other steps run, how often and for which messages. */
export abstract class FlowSteps<Body, Headers extends HeaderTypes> extends EndpointSteps<Body, Headers> {
  /** Takes the first branch whose predicate is true. The body afterwards is that of the branch taken. */
  choice<Out>(
    branches: (choice: ChoiceBranches<Body, Headers, never>) => ChoiceBranches<Body, Headers, Out>,
  ): RouteSteps<Out, Headers> {
    const start = new ChoiceBranches<Body, Headers, never>((block) => this.block(block), [], undefined);
    const { whens, other } = branches(start);
    return this.add<Out>('choice', { when: whens, otherwise: other });
  }

  /** Runs the steps only for messages that the predicate takes. */
  filter<Out>(
    predicate: Value<boolean, Body, Headers>,
    block: Block<Body, Headers, Out>,
  ): RouteSteps<Body | Out, Headers> {
    return this.add<Body | Out>('filter', { expression: expressionModel(predicate) }, this.block(block));
  }

  /** Runs the steps for each item of the body, or of what an expression answers; the message afterwards is the one before. */
  split<Item>(
    parts: Value<Iterable<Item> | AsyncIterable<Item>, Body, Headers>,
    block: Block<Item, Headers>,
    options?: SplitOptions,
  ): RouteSteps<Body, Headers>;
  split(block: Block<ItemOf<Body>, Headers>, options?: SplitOptions): RouteSteps<Body, Headers>;
  split(first: unknown, second?: unknown, third?: SplitOptions): RouteSteps<Body, Headers> {
    const explicit = typeof second === 'function';
    const expression = explicit ? expressionModel(first) : wholeBody;
    const block = (explicit ? second : first) as Block<unknown, Headers>;
    const options = (explicit ? third : (second as SplitOptions | undefined)) ?? {};
    return this.add('split', { expression, ...options }, this.block(block));
  }

  /** Collects messages by key; complete groups go through the steps. Their body is what the strategy makes: `Group` says it. */
  aggregate<Group = unknown>(
    key: Value<unknown, Body, Headers> | string,
    options: AggregateOptions,
    block: Block<Group, Headers>,
  ): RouteSteps<Body, Headers> {
    const { completionPredicate, completionSizeExpression, completionTimeoutExpression, ...rest } = options;
    const computed = { completionPredicate, completionSizeExpression, completionTimeoutExpression };
    const settings: Record<string, unknown> = { correlationExpression: expressionModel(key), ...rest };
    for (const [name, value] of Object.entries(computed))
      if (value !== undefined) settings[name] = expressionModel(value);
    return this.add('aggregate', settings, this.block(block));
  }

  /** Sends a copy through each block. */
  multicast<Out = unknown>(
    blocks: readonly Block<Body, Headers>[],
    options: OptionsOf<typeof multicast.options> = {},
  ): RouteSteps<Out, Headers> {
    const steps = blocks.map((block) => ({ kind: 'pipeline', options: {}, steps: this.block(block) }));
    return this.add<Out>('multicast', options, steps);
  }

  /** Sends each message through one of the blocks: in turn, or as the option says. */
  loadBalance<Out = unknown>(
    blocks: readonly Block<Body, Headers>[],
    options: LoadBalanceOptions<Body, Headers> = { roundRobinLoadBalancer: {} },
  ): RouteSteps<Out, Headers> {
    const steps = blocks.map((block) => ({ kind: 'pipeline', options: {}, steps: this.block(block) }));
    const { stickyBy, ...rest } = options;
    const sticky =
      stickyBy === undefined ? {} : { stickyLoadBalancer: { correlationExpression: expressionModel(stickyBy) } };
    return this.add<Out>('loadBalance', { ...rest, ...sticky }, steps);
  }

  /** Puts messages into the order of a value: in batches, or as a running sequence. */
  resequence(
    by: Value<unknown, Body, Headers>,
    options: Omit<OptionsOf<typeof resequence.options>, 'expression'>,
    block: Block<Body, Headers>,
  ): RouteSteps<Body, Headers> {
    return this.add('resequence', { expression: expressionModel(by), ...options }, this.block(block));
  }

  /** Answers from a store what the steps answered before for the same key. */
  cache<Out>(
    key: Value<unknown, Body, Headers>,
    block: Block<Body, Headers, Out>,
    options: Omit<OptionsOf<typeof cache.options>, 'expression'> = {},
  ): RouteSteps<Out, Headers> {
    return this.add<Out>('cache', { expression: expressionModel(key), ...options }, this.block(block));
  }

  /** Repeats the steps a number of times; with `copy` each round starts from the message as it was. */
  loop(
    times: Value<number, Body, Headers> | number,
    block: Block<Body, Headers>,
    options: LoopOptions = {},
  ): RouteSteps<Body, Headers> {
    return this.add('loop', { expression: expressionModel(times), ...options }, this.block(block));
  }

  /** Repeats the steps while the predicate is true. */
  loopWhile(
    predicate: Value<boolean, Body, Headers>,
    block: Block<Body, Headers>,
    options: LoopOptions = {},
  ): RouteSteps<Body, Headers> {
    return this.add('loop', { expression: expressionModel(predicate), ...options, doWhile: true }, this.block(block));
  }

  /** Runs the steps and handles what fails: `.doTry((steps) => …, (branches) => branches.doCatch([…], …))`. */
  doTry<Out, Caught>(
    block: Block<Body, Headers, Out>,
    branches: (branches: TryBranches<Body, Headers, never>) => TryBranches<Body, Headers, Caught>,
  ): RouteSteps<Out | Caught, Headers> {
    const start = new TryBranches<Body, Headers, never>((inner) => this.block(inner), [], undefined);
    const { catches, last } = branches(start);
    return this.add<Out | Caught>('doTry', { doCatch: catches, doFinally: last }, this.block(block));
  }

  pipeline<Out>(block: Block<Body, Headers, Out>): RouteSteps<Out, Headers> {
    return this.add<Out>('pipeline', {}, this.block(block));
  }

  /** Lets each message through only once, by its id. */
  idempotentConsumer(
    id: Value<unknown, Body, Headers>,
    repository: unknown,
    block: Block<Body, Headers>,
    options: Omit<OptionsOf<typeof idempotentConsumer.options>, 'expression' | 'idempotentRepository'> = {},
  ): RouteSteps<Body, Headers> {
    const settings = { expression: expressionModel(id), idempotentRepository: repository, ...options };
    return this.add('idempotentConsumer', settings, this.block(block));
  }

  /** Stops calling what keeps failing; `fallback` runs instead then. */
  circuitBreaker<Out, Other = Out>(
    block: Block<Body, Headers, Out>,
    options: CircuitBreakerOptions & { readonly fallback?: Block<Body, Headers, Other> } = {},
  ): RouteSteps<Out | Other, Headers> {
    const { fallback, ...rest } = options;
    const onFallback = fallback && { kind: 'onFallback', options: {}, steps: this.block(fallback) };
    return this.add<Out | Other>('circuitBreaker', { ...rest, onFallback }, this.block(block));
  }

  /** Limits how many messages pass: in a period, or at a time. Those of one `key` are counted by themselves. */
  throttle(
    most: Value<number, Body, Headers> | number,
    options: Omit<OptionsOf<typeof throttle.options>, 'expression' | 'correlationExpression'> & {
      readonly key?: Value<unknown, Body, Headers>;
    } = {},
  ): RouteSteps<Body, Headers> {
    const { key, ...rest } = options;
    const perKey = key === undefined ? {} : { correlationExpression: expressionModel(key) };
    return this.add('throttle', { expression: expressionModel(most), ...rest, ...perKey });
  }

  /** Milliseconds to wait. */
  delay(ms: Value<number, Body, Headers> | number): RouteSteps<Body, Headers> {
    return this.add('delay', { expression: expressionModel(ms) });
  }

  threads(options: OptionsOf<typeof threads.options>): RouteSteps<Body, Headers> {
    return this.add('threads', options);
  }

  /** Lets one message in a period through, or one of a number. */
  sample(options: { readonly samplePeriod?: number; readonly messageFrequency?: number }): RouteSteps<Body, Headers> {
    return this.add('sample', options);
  }

  /** Names a group of steps for metrics and traces. */
  step<Out>(id: string, block: Block<Body, Headers, Out>): RouteSteps<Out, Headers> {
    const { steps, route } = this.state;
    const model = { kind: 'step', id, options: {}, steps: this.block(block) };
    return this.with<Out, Headers>({ steps: [...steps, model], route });
  }

  /** Any other pattern by Camel's name, with its options as the pattern's specification has them. */
  eip<Out = unknown>(
    kind: string,
    options: Readonly<Record<string, unknown>> = {},
    block?: Block<Body, Headers>,
  ): RouteSteps<Out, Headers> {
    return this.add<Out>(kind, options, block && this.block(block));
  }

  stop(): RouteSteps<never, Headers> {
    return this.add<never>('stop', {});
  }

  /** Fails the message with the error that the function makes, or with a class and a message in Simple. */
  throwException(exceptionType: string, message?: string): RouteSteps<never, Headers> {
    return this.add<never>('throwException', { exceptionType, message });
  }
}

const wholeBody = expressionModel(function body({ body }: { readonly body: unknown }) {
  return body;
});
