import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { RouteError } from '../errors/route-error.ts';
import {
  exceptionLineage,
  exceptionMessage,
  isExceptionOf,
  NamedException,
} from '../error-handling/exception-types.ts';
import { copyResults } from '../exchange/copy-results.ts';
import { Circuit } from './circuit.ts';
import { circuitSetting, type CircuitSetting } from './circuit-setting.ts';
import { clausesOf } from './clauses-of.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

const resilienceOptions = {
  failureRateThreshold: option.number({ description: 'Per cent of failed calls that opens the circuit.', default: 50 }),
  slidingWindowType: option.enum(['COUNT_BASED', 'TIME_BASED'], {
    description: 'What the window counts: calls or seconds.',
    default: 'COUNT_BASED',
  }),
  slidingWindowSize: option.integer({ description: 'Size of the window in calls or seconds.', default: 100 }),
  minimumNumberOfCalls: option.integer({ description: 'Calls needed before the rate is looked at.', default: 100 }),
  permittedNumberOfCallsInHalfOpenState: option.integer({ description: 'Calls let through to try.', default: 10 }),
  waitDurationInOpenState: option.number({ description: 'Seconds the circuit stays open.', default: 60 }),
  automaticTransitionFromOpenToHalfOpenEnabled: option.boolean({
    description: 'Goes to half-open by a timer.',
    default: false,
  }),
  maxWaitDurationInHalfOpenState: option.number({
    description: 'Seconds after which half-open turns open; 0 never.',
    default: 0,
  }),
  slowCallRateThreshold: option.number({ description: 'Per cent of slow calls that opens the circuit.', default: 100 }),
  slowCallDurationThreshold: option.number({ description: 'Seconds from which a call is slow.', default: 60 }),
  throwExceptionWhenHalfOpenOrOpenState: option.boolean({
    description: 'Fails the message when the call is not permitted.',
    default: false,
  }),
  writableStackTraceEnabled: option.boolean({
    description: 'Kept for Camel routes; has no effect here.',
    default: true,
  }),
  bulkheadEnabled: option.boolean({ description: 'Limits the calls under way.', default: false }),
  bulkheadMaxConcurrentCalls: option.integer({ description: 'Calls under way at most.', default: 25 }),
  bulkheadMaxWaitDuration: option.duration({ description: 'Milliseconds a call waits for a place.', default: 0 }),
  bulkheadFairCallHandlingEnabled: option.boolean({ description: 'First come, first served.', default: true }),
  timeoutEnabled: option.boolean({ description: 'Ends calls that take too long.', default: false }),
  timeoutDuration: option.duration({ description: 'Milliseconds a call may take.', default: 1000 }),
  timeoutCancelRunningFuture: option.boolean({ description: 'Aborts the call that timed out.', default: true }),
  timeoutExecutorService: option.ref<unknown>()({ description: 'Kept for Camel routes; has no effect here.' }),
  asynchronous: option.boolean({ description: 'Kept for Camel routes; has no effect here.', default: false }),
  recordException: option.list(option.string({ description: 'Class name.' }), {
    description: 'Only these count as failures.',
  }),
  ignoreException: option.list(option.string({ description: 'Class name.' }), {
    description: 'These count neither way.',
  }),
  micrometerEnabled: option.boolean({
    description: 'Kept for Camel routes; metrics are always there.',
    default: false,
  }),
  circuitBreaker: option.ref<unknown>()({ description: 'Kept for Camel routes; has no effect here.' }),
  config: option.ref<unknown>()({ description: 'Kept for Camel routes; has no effect here.' }),
};
const faultToleranceOptions = {
  delay: option.duration({ description: 'Milliseconds the circuit stays open.', default: 5000 }),
  successThreshold: option.integer({ description: 'Calls that must succeed to close again.', default: 1 }),
  requestVolumeThreshold: option.integer({ description: 'Calls looked at.', default: 20 }),
  failureRatio: option.number({ description: 'Per cent of failed calls that opens the circuit.', default: 50 }),
  timeoutEnabled: option.boolean({ description: 'Ends calls that take too long.', default: false }),
  timeoutDuration: option.duration({ description: 'Milliseconds a call may take.', default: 1000 }),
  timeoutPoolSize: option.integer({ description: 'Kept for Camel routes; has no effect here.', default: 10 }),
  bulkheadEnabled: option.boolean({ description: 'Limits the calls under way.', default: false }),
  bulkheadMaxConcurrentCalls: option.integer({ description: 'Calls under way at most.', default: 10 }),
  bulkheadWaitingTaskQueue: option.integer({ description: 'Calls that may wait for a place.', default: 10 }),
};

/** Stops calling what keeps failing, and tries again later. */
export const circuitBreaker = {
  name: 'circuitBreaker',
  description: 'Stops calling what keeps failing, and tries again later.',
  shape: 'block',
  options: {
    configuration: option.ref<unknown>()({ description: 'Bean with the configuration.' }),
    resilience4jConfiguration: option.object(resilienceOptions, {
      description: 'Settings under the names of Resilience4j.',
    }),
    faultToleranceConfiguration: option.object(faultToleranceOptions, {
      description: 'Settings under the names of MicroProfile Fault Tolerance.',
    }),
    onFallback: option.steps({ description: 'Runs instead when the call failed or was not permitted.' }),
    inheritErrorHandler: option.boolean({
      description: 'The steps inside use the error handler of the route.',
      default: false,
    }),
  },
  clauses: { onFallback: 'onFallback' },
  ownErrorHandling: true,
  compile: compileCircuitBreaker,
} as const satisfies EipDefinition;
/** Steps of a circuit breaker for a call that failed or was not permitted. */
export const onFallback = {
  name: 'onFallback',
  description: 'Steps of a circuit breaker for a call that failed or was not permitted.',
  shape: 'clause',
  options: {
    fallbackViaNetwork: option.boolean({ description: 'Kept for Camel routes; has no effect here.', default: false }),
  },
} as const satisfies EipDefinition;

async function compileCircuitBreaker(step: StepModel, compiler: Compiler): Promise<Processor> {
  const setting = circuitSetting(step, compiler);
  const inner = compiler.withoutErrorHandler();
  const body = await inner.steps(step.steps ?? []);
  const [clause] = clausesOf(step, 'onFallback');
  const fallback = clause && (await inner.steps(clause.steps ?? []));
  const circuit = new Circuit(setting, compiler.clock);
  compiler.onStop(() => circuit.stop());
  const name = step.id ?? 'circuitBreaker';
  return async (exchange, signal) => {
    const call = await protectedCall(circuit, setting, body, exchange, signal, name);
    tellOutcome(exchange, call, circuit, fallback !== undefined);
    if (call.kind === 'ok' || call.kind === 'ignored') return;
    if (call.kind === 'notPermitted' && setting.throwWhenOpen && !fallback) {
      exchange.exception = call.error;
      return;
    }
    if (!fallback) {
      if (call.kind === 'notPermitted') return;
      exchange.exception = wrapped(call.error);
      return;
    }
    exchange.properties.set('CamelExceptionHandled', true);
    exchange.properties.set('CamelFailureEndpoint', exchange.toEndpoint);
    if (call.kind === 'failed') exchange.properties.set('CamelExceptionCaught', call.error);
    exchange.exception = undefined;
    exchange.properties.set('TryRouteBlock', true);
    await fallback(exchange, signal);
    exchange.removeProperty('TryRouteBlock');
  };
}

type Outcome =
  | { readonly kind: 'ok' }
  | { readonly kind: 'ignored' | 'failed' | 'timedOut' | 'notPermitted' | 'rejected'; readonly error: unknown };

async function protectedCall(
  circuit: Circuit,
  setting: CircuitSetting,
  body: Processor,
  exchange: Exchange,
  signal: AbortSignal,
  name: string,
): Promise<Outcome> {
  if (!(await circuit.enterBulkhead(signal)))
    return { kind: 'rejected', error: new RouteError('ROUTE_BULKHEAD_FULL', { id: name }) };
  if (!circuit.permits()) {
    circuit.leaveBulkhead();
    const state = circuit.state;
    return { kind: 'notPermitted', error: new RouteError('ROUTE_CIRCUIT_OPEN', { id: name, state }) };
  }
  // A copy, so that a call that failed or is too late leaves nothing behind.
  const copy = exchange.copy();
  copy.properties.set('TryRouteBlock', true);
  const started = circuit.now();
  const running = run(body, copy, setting, signal, circuit);
  const error = await running;
  const took = circuit.now() - started;
  if (error === undefined) {
    circuit.succeeded(took);
    copy.removeProperty('TryRouteBlock');
    copyResults(exchange, copy);
    return { kind: 'ok' };
  }
  if (isIgnored(error, setting)) {
    circuit.ignored();
    return { kind: 'ignored', error };
  }
  circuit.failed(took);
  return {
    kind: error === timedOut ? 'timedOut' : 'failed',
    error: error === timedOut ? timeoutError(setting) : error,
  };
}

const timedOut = Symbol('timed out');

/** What failed; undefined when it went well. The place in the bulkhead is free when the call has really ended. */
async function run(
  body: Processor,
  copy: Exchange,
  setting: CircuitSetting,
  signal: AbortSignal,
  circuit: Circuit,
): Promise<unknown> {
  if (setting.timeoutMs === undefined) {
    await body(copy, signal);
    circuit.leaveBulkhead();
    return copy.exception;
  }
  const abort = new AbortController();
  const late = Promise.withResolvers<typeof timedOut>();
  const cancel = circuit.schedule(setting.timeoutMs, () => {
    late.resolve(timedOut);
    if (setting.cancelsOnTimeout) abort.abort(timeoutError(setting));
  });
  const call = Promise.resolve(body(copy, AbortSignal.any([signal, abort.signal]))).then(() => copy.exception);
  void call.finally(() => circuit.leaveBulkhead());
  try {
    return await Promise.race([call, late.promise]);
  } finally {
    cancel();
  }
}

function timeoutError({ timeoutMs }: CircuitSetting): RouteError {
  return new RouteError('ROUTE_TIMED_OUT', { what: 'The call', timeoutMs });
}

function isIgnored(error: unknown, { ignore, record }: CircuitSetting): boolean {
  const isOf = (types: readonly string[]) => types.some((type) => isExceptionOf(error, type));
  return isOf(ignore) || (record.length > 0 && !isOf(record));
}

function wrapped(error: unknown): unknown {
  const known = exceptionLineage(error);
  if (known.includes('java.lang.RuntimeException')) return error;
  const message = `${known[0]}: ${exceptionMessage(error)}`;
  return new NamedException('org.apache.camel.RuntimeCamelException', message, { cause: error });
}

function tellOutcome(exchange: Exchange, { kind }: Outcome, circuit: Circuit, hasFallback: boolean): void {
  const { properties } = exchange;
  const fromFallback = hasFallback && kind !== 'ok' && kind !== 'ignored';
  properties.set('CamelCircuitBreakerSuccessfulExecution', kind === 'ok');
  properties.set('CamelCircuitBreakerResponseFromFallback', fromFallback);
  properties.set('CamelCircuitBreakerState', circuit.state);
  if (kind === 'ok') return;
  properties.set('CamelCircuitBreakerResponseShortCircuited', kind !== 'ignored');
  if (kind === 'ignored') properties.set('CamelCircuitBreakerResponseIgnored', true);
  else if (!hasFallback) properties.set('CamelCircuitBreakerResponseRejected', true);
}
