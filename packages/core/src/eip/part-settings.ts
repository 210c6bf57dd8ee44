import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import { strategyOf, type AggregationStrategy } from './aggregation-strategy.ts';
import type { Processor } from './processor.ts';

/** The options that split, multicast and recipientList have in common, resolved. */
export interface PartSettings {
  readonly strategy: AggregationStrategy | undefined;
  readonly parallel: number;
  readonly streaming: boolean;
  readonly stopOnException: boolean;
  readonly timeoutMs: number;
  readonly onPrepare: Processor | undefined;
  readonly shareUnitOfWork: boolean;
}

/** As many as Camel's default thread pool has. */
const defaultParallel = 10;

export function partSettings(step: StepModel, compiler: Compiler): PartSettings {
  const options = step.options as {
    readonly parallelProcessing?: boolean;
    readonly executorService?: unknown;
    readonly streaming?: boolean;
    readonly stopOnException?: boolean;
    readonly timeout?: number;
    readonly onPrepare?: unknown;
    readonly shareUnitOfWork?: boolean;
  };
  const what = `${step.kind} in route ${compiler.routeId}`;
  const { parallelProcessing, executorService, onPrepare, timeout = 0 } = options;
  const parallel = parallelProcessing === true || executorService !== undefined ? poolSize(executorService) : 1;
  if (timeout > 0 && parallelProcessing !== true && executorService === undefined)
    throw compiler.refuse(step, 'Timeout is used but ParallelProcessing has not been enabled.');
  return {
    strategy: strategyOf(step.options, compiler, what),
    parallel,
    streaming: options.streaming === true,
    stopOnException: options.stopOnException === true,
    timeoutMs: timeout,
    onPrepare: onPrepare === undefined ? undefined : compiler.processor(onPrepare, `onPrepare of ${what}`),
    shareUnitOfWork: options.shareUnitOfWork === true,
  };
}

/** A number, or an object with `poolSize`, says how many at a time. */
function poolSize(executor: unknown): number {
  if (typeof executor === 'number' && executor > 0) return executor;
  const size = (executor as { poolSize?: unknown } | undefined)?.poolSize;
  return typeof size === 'number' && size > 0 ? size : defaultParallel;
}

/** Failures of parts are those of the whole, whatever the strategy makes of them. */
export function sharing(strategy: AggregationStrategy): AggregationStrategy {
  return {
    onCompletion: (result, input) => strategy.onCompletion?.(result, input),
    timeout: (old, index, total, timeoutMs) => strategy.timeout?.(old, index, total, timeoutMs),
    async aggregate(old, next, input) {
      const answer = await strategy.aggregate(old, next, input);
      if (!answer) return answer;
      const ended =
        next.exception !== undefined || next.rollbackOnly || next.rollbackOnlyLast || next.errorHandlerHandled === true;
      if (!ended || answer === next) return answer;
      if (next.exception !== undefined) answer.exception = next.exception;
      for (const name of ['CamelExceptionCaught', 'CamelFailureEndpoint', 'CamelFailureRouteId']) {
        const value = next.property(name);
        if (value !== undefined) answer.properties.set(name, value);
      }
      answer.errorHandlerHandled = next.errorHandlerHandled;
      answer.failureHandled = next.failureHandled;
      return answer;
    },
  };
}
