import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { RouteError } from '../errors/route-error.ts';
import { Places } from './places.ts';
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
    timeUnit: option.enum(['NANOSECONDS', 'MICROSECONDS', 'MILLISECONDS', 'SECONDS', 'MINUTES', 'HOURS', 'DAYS'], {
      description: 'Kept for Camel routes; has no effect here.',
    }),
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
      description: 'Bean whose poolSize is the number of messages at a time, when poolSize is absent.',
    }),
  },
  compile: compileThreads,
} as const satisfies EipDefinition;

function compileThreads(step: StepModel, compiler: Compiler): Processor {
  const options = step.options as ResolvedOptions<typeof threads.options>;
  const {
    poolSize,
    maxPoolSize,
    maxQueueSize = 1000,
    rejectedPolicy,
    callerRunsWhenRejected,
    executorService,
  } = options;
  // A pool of none still has one that works.
  const size = Math.max(1, poolSize ?? sizeOf(executorService, compiler) ?? 10);
  const least = poolSize ?? (executorService === undefined ? size : 0);
  if (maxPoolSize !== undefined && maxPoolSize < least)
    throw compiler.refuse(step, `maxPoolSize must be at least poolSize, was ${maxPoolSize} and ${least}.`);
  const places = new Places(size, maxPoolSize ?? Math.max(size, poolSize === undefined ? 20 : size), maxQueueSize);
  const policy = rejectedPolicy ?? (callerRunsWhenRejected ? 'CallerRuns' : 'Abort');
  return (exchange, signal) => {
    const place = places.take(policy === 'Block', signal);
    if (place === 'full') {
      if (policy === 'CallerRuns') return;
      throw new RouteError('ROUTE_QUEUE_REJECTED', { what: step.id ?? 'threads', limit: maxQueueSize });
    }
    return place === undefined ? keep(places, exchange) : place.then(() => keep(places, exchange));
  };
}

/** The place is free again when the message is done, not when this step is. Who gave up the wait never had one. */
function keep(places: Places, exchange: Exchange): void {
  const release = () => places.release();
  exchange.unitOfWork?.addCompletion({ onComplete: release, onFailure: release });
}

/** Routes of Camel also name pools that are no beans; those say nothing. */
function sizeOf(executor: unknown, { context }: Compiler): number | undefined {
  const pool = typeof executor === 'string' ? context.bean(executor.replace(/^#(?:bean:)?/, '')) : executor;
  return (pool as { readonly poolSize?: number } | undefined)?.poolSize;
}
