import type { Compiler } from '../engine/compiler.ts';
import { convertOption } from '../component/option-check.ts';
import type { StepModel } from '../model/route-model.ts';
import { resilienceOptions } from './circuit-options.ts';

/** The settings of a circuit breaker, whichever names they were written by. Times in milliseconds. */
export interface CircuitSetting {
  readonly failureRate: number;
  readonly slowRate: number;
  readonly slowMs: number;
  readonly windowType: 'COUNT_BASED' | 'TIME_BASED';
  readonly windowSize: number;
  readonly minimumCalls: number;
  readonly halfOpenCalls: number;
  /** One failed trial opens the circuit again at once; else their rate decides. */
  readonly failedTrialOpens: boolean;
  readonly openMs: number;
  readonly halfOpenMs: number;
  readonly opensByTimer: boolean;
  readonly throwWhenOpen: boolean;
  readonly concurrent: number | undefined;
  /** How long a call waits for a place; undefined as long as it takes. */
  readonly concurrentWaitMs: number | undefined;
  /** How many may wait. */
  readonly concurrentLine: number;
  readonly timeoutMs: number | undefined;
  readonly cancelsOnTimeout: boolean;
  readonly record: readonly string[];
  readonly ignore: readonly string[];
}

interface Resilience {
  readonly failureRateThreshold?: number;
  readonly slidingWindowType?: 'COUNT_BASED' | 'TIME_BASED';
  readonly slidingWindowSize?: number;
  readonly minimumNumberOfCalls?: number;
  readonly permittedNumberOfCallsInHalfOpenState?: number;
  readonly waitDurationInOpenState?: number;
  readonly automaticTransitionFromOpenToHalfOpenEnabled?: boolean;
  readonly maxWaitDurationInHalfOpenState?: number;
  readonly slowCallRateThreshold?: number;
  readonly slowCallDurationThreshold?: number;
  readonly throwExceptionWhenHalfOpenOrOpenState?: boolean;
  readonly bulkheadEnabled?: boolean;
  readonly bulkheadMaxConcurrentCalls?: number;
  readonly bulkheadMaxWaitDuration?: number;
  readonly timeoutEnabled?: boolean;
  readonly timeoutDuration?: number;
  readonly timeoutCancelRunningFuture?: boolean;
  readonly recordException?: readonly string[];
  readonly ignoreException?: readonly string[];
}

interface FaultTolerance {
  readonly delay?: number;
  readonly successThreshold?: number;
  readonly requestVolumeThreshold?: number;
  readonly failureRatio?: number;
  readonly timeoutEnabled?: boolean;
  readonly timeoutDuration?: number;
  readonly bulkheadEnabled?: boolean;
  readonly bulkheadMaxConcurrentCalls?: number;
  readonly bulkheadWaitingTaskQueue?: number;
}

export function circuitSetting(step: StepModel, compiler: Compiler): CircuitSetting {
  const { options } = step;
  const tolerance = options['faultToleranceConfiguration'] as FaultTolerance | undefined;
  if (tolerance) return fromFaultTolerance(tolerance);
  const { configuration } = options;
  const shared = configuration === undefined ? {} : sharedSetting(configuration, compiler);
  return fromResilience({ ...shared, ...(options['resilience4jConfiguration'] as Resilience | undefined) });
}

/** What a bean says is checked as what the step says; whatever else it has is its own business. */
function sharedSetting(configuration: unknown, compiler: Compiler): Resilience {
  const what = 'configuration of circuitBreaker';
  const bean = compiler.bean<Readonly<Record<string, unknown>>>(configuration, what);
  const place = { name: `${what} in route ${compiler.routeId}` };
  const found: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries(resilienceOptions)) {
    const value = bean[name];
    if (value !== undefined && value !== null) found[name] = convertOption(spec, value, name, place);
  }
  return found;
}

/** Resilience4j's defaults; its durations of states are seconds. */
function fromResilience(written: Resilience): CircuitSetting {
  return {
    failureRate: written.failureRateThreshold ?? 50,
    slowRate: written.slowCallRateThreshold ?? 100,
    slowMs: (written.slowCallDurationThreshold ?? 60) * 1000,
    windowType: written.slidingWindowType ?? 'COUNT_BASED',
    windowSize: written.slidingWindowSize ?? 100,
    minimumCalls: written.minimumNumberOfCalls ?? 100,
    halfOpenCalls: written.permittedNumberOfCallsInHalfOpenState ?? 10,
    failedTrialOpens: false,
    openMs: (written.waitDurationInOpenState ?? 60) * 1000,
    halfOpenMs: (written.maxWaitDurationInHalfOpenState ?? 0) * 1000,
    opensByTimer: written.automaticTransitionFromOpenToHalfOpenEnabled ?? false,
    throwWhenOpen: written.throwExceptionWhenHalfOpenOrOpenState ?? false,
    concurrent: written.bulkheadEnabled ? (written.bulkheadMaxConcurrentCalls ?? 25) : undefined,
    concurrentWaitMs: written.bulkheadMaxWaitDuration ?? 0,
    concurrentLine: (written.bulkheadMaxWaitDuration ?? 0) > 0 ? Number.MAX_SAFE_INTEGER : 0,
    timeoutMs: written.timeoutEnabled ? (written.timeoutDuration ?? 1000) : undefined,
    cancelsOnTimeout: written.timeoutCancelRunningFuture ?? true,
    record: written.recordException ?? [],
    ignore: written.ignoreException ?? [],
  };
}

function fromFaultTolerance(written: FaultTolerance): CircuitSetting {
  const volume = written.requestVolumeThreshold ?? 20;
  return {
    ...fromResilience({}),
    failureRate: written.failureRatio ?? 50,
    windowSize: volume,
    minimumCalls: volume,
    halfOpenCalls: written.successThreshold ?? 1,
    failedTrialOpens: true,
    openMs: written.delay ?? 5000,
    concurrent: written.bulkheadEnabled ? (written.bulkheadMaxConcurrentCalls ?? 10) : undefined,
    concurrentWaitMs: undefined,
    concurrentLine: written.bulkheadWaitingTaskQueue ?? 10,
    timeoutMs: written.timeoutEnabled ? (written.timeoutDuration ?? 1000) : undefined,
  };
}
