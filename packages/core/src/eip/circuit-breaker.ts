import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { exceptionLineage, exceptionMessage, NamedException } from '../error-handling/exception-types.ts';
import { keepReadable } from '../stream-cache/keep-readable.ts';
import { Circuit } from './circuit.ts';
import { ProtectedCalls } from './circuit-call.ts';
import { tellOutcome, type Outcome } from './circuit-outcome.ts';
import { circuitSetting } from './circuit-setting.ts';
import { clausesOf } from './clauses-of.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

const resilienceOptions = {
  failureRateThreshold: option.number({
    description: 'Per cent of failed calls that opens the circuit; above 0.',
    default: 50,
    min: Number.MIN_VALUE,
    max: 100,
  }),
  slidingWindowType: option.enum(['COUNT_BASED', 'TIME_BASED'], {
    description: 'What the window counts: calls or seconds.',
    default: 'COUNT_BASED',
  }),
  slidingWindowSize: option.integer({ description: 'Size of the window in calls or seconds.', default: 100, min: 1 }),
  minimumNumberOfCalls: option.integer({
    description: 'Calls needed before the rate is looked at.',
    default: 100,
    min: 1,
  }),
  permittedNumberOfCallsInHalfOpenState: option.integer({
    description: 'Calls let through to try.',
    default: 10,
    min: 1,
  }),
  waitDurationInOpenState: option.number({
    description: 'Seconds the circuit stays open; above 0.',
    default: 60,
    min: 0.001,
  }),
  automaticTransitionFromOpenToHalfOpenEnabled: option.boolean({
    description: 'Goes to half-open by a timer.',
    default: false,
  }),
  maxWaitDurationInHalfOpenState: option.number({
    description: 'Seconds after which half-open turns open; 0 never.',
    default: 0,
    min: 0,
  }),
  slowCallRateThreshold: option.number({
    description: 'Per cent of slow calls that opens the circuit; above 0.',
    default: 100,
    min: Number.MIN_VALUE,
    max: 100,
  }),
  slowCallDurationThreshold: option.number({
    description: 'Seconds from which a call is slow; above 0.',
    default: 60,
    min: Number.MIN_VALUE,
  }),
  throwExceptionWhenHalfOpenOrOpenState: option.boolean({
    description: 'Fails the message when the call is not permitted.',
    default: false,
  }),
  writableStackTraceEnabled: option.boolean({
    description: 'Kept for Camel routes; has no effect here.',
    default: true,
  }),
  bulkheadEnabled: option.boolean({ description: 'Limits the calls under way.', default: false }),
  bulkheadMaxConcurrentCalls: option.integer({ description: 'Calls under way at most.', default: 25, min: 0 }),
  bulkheadMaxWaitDuration: option.duration({
    description: 'Milliseconds a call waits for a place.',
    default: 0,
    min: 0,
  }),
  bulkheadFairCallHandlingEnabled: option.boolean({
    description: 'Kept for Camel routes; who comes first is served first.',
    default: true,
  }),
  timeoutEnabled: option.boolean({ description: 'Ends calls that take too long.', default: false }),
  timeoutDuration: option.duration({ description: 'Milliseconds a call may take.', default: 1000, min: 0 }),
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
  delay: option.duration({ description: 'Milliseconds the circuit stays open.', default: 5000, min: 0 }),
  successThreshold: option.integer({ description: 'Calls that must succeed to close again.', default: 1, min: 1 }),
  requestVolumeThreshold: option.integer({ description: 'Calls looked at.', default: 20, min: 1 }),
  failureRatio: option.number({
    description: 'Per cent of failed calls that opens the circuit.',
    default: 50,
    min: 0,
    max: 100,
  }),
  timeoutEnabled: option.boolean({ description: 'Ends calls that take too long.', default: false }),
  timeoutDuration: option.duration({ description: 'Milliseconds a call may take.', default: 1000, min: 0 }),
  timeoutPoolSize: option.integer({ description: 'Kept for Camel routes; has no effect here.', default: 10 }),
  bulkheadEnabled: option.boolean({ description: 'Limits the calls under way.', default: false }),
  bulkheadMaxConcurrentCalls: option.integer({ description: 'Calls under way at most.', default: 10, min: 0 }),
  bulkheadWaitingTaskQueue: option.integer({ description: 'Calls that may wait for a place.', default: 10, min: 0 }),
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
      description: 'Puts the error handler around the whole of it; there is none around the steps inside.',
      default: false,
    }),
  },
  clauses: { onFallback: 'onFallback' },
  ownErrorHandling: ({ options }) => options['inheritErrorHandler'] !== true,
  compile: compileCircuitBreaker,
} as const satisfies EipDefinition;
/** Steps of a circuit breaker for a call that failed or was not permitted. */
export const onFallback = {
  name: 'onFallback',
  description: 'Steps of a circuit breaker for a call that failed or was not permitted.',
  shape: 'clause',
  options: {
    fallbackViaNetwork: option.boolean({
      description: 'Refused when true: the steps run in this process, as with Resilience4j.',
      default: false,
    }),
  },
} as const satisfies EipDefinition;

async function compileCircuitBreaker(step: StepModel, compiler: Compiler): Promise<Processor> {
  const setting = circuitSetting(step, compiler);
  const inner = compiler.withoutErrorHandler();
  const body = await inner.routeSteps(step.steps ?? []);
  const [clause] = clausesOf(step, 'onFallback');
  const viaNetwork = clause?.options['fallbackViaNetwork'];
  if (clause && (viaNetwork === true || viaNetwork === 'true'))
    throw compiler.refuse(clause, 'fallbackViaNetwork is not supported: leave it out, the steps may send with to.');
  // As in Camel, a fallback without steps is none.
  const fallback = clause?.steps?.length ? await inner.steps(clause.steps) : undefined;
  const circuit = new Circuit(setting, compiler.host.time);
  compiler.onStop(() => circuit.stop());
  const call = new ProtectedCalls(circuit, setting, body, step.id ?? 'circuitBreaker');

  const settle = (outcome: Outcome, exchange: Exchange, signal: AbortSignal): void | Promise<void> => {
    tellOutcome(exchange, outcome, circuit, fallback !== undefined);
    if (outcome.kind === 'ok' || outcome.kind === 'ignored' || outcome.kind === 'unrecorded') return;
    if (fallback) return fallBack(fallback, outcome, exchange, signal);
    if (outcome.kind === 'failed') exchange.exception = wrapped(outcome.error);
    else if (outcome.kind !== 'notPermitted' || setting.throwWhenOpen) exchange.exception = outcome.error;
  };
  // The fallback, and who goes on after a failure that does not count, read the body that the call has read already.
  const rereads = fallback !== undefined || setting.ignore.length > 0 || setting.record.length > 0;
  const keeps = rereads && compiler.streamCaching !== 'never';
  return (exchange, signal) => {
    if (keeps) keepReadable(exchange);
    const outcome = call.run(exchange, signal);
    return outcome instanceof Promise
      ? outcome.then((settled) => settle(settled, exchange, signal))
      : settle(outcome, exchange, signal);
  };
}

async function fallBack(
  fallback: Processor,
  outcome: Exclude<Outcome, { readonly kind: 'ok' }>,
  exchange: Exchange,
  signal: AbortSignal,
): Promise<void> {
  exchange.properties.set('CamelExceptionHandled', true);
  if (exchange.property('CamelFailureEndpoint') === undefined)
    exchange.properties.set('CamelFailureEndpoint', exchange.toEndpoint);
  if (outcome.kind === 'failed') exchange.properties.set('CamelExceptionCaught', outcome.error);
  else exchange.removeProperty('CamelExceptionCaught');
  exchange.exception = undefined;
  exchange.tryBlock = true;
  await fallback(exchange, signal);
  exchange.removeProperty('TryRouteBlock');
}

function wrapped(error: unknown): unknown {
  const known = exceptionLineage(error);
  if (known.includes('java.lang.RuntimeException')) return error;
  const message = `${known[0]}: ${exceptionMessage(error)}`;
  return new NamedException('org.apache.camel.RuntimeCamelException', message, { cause: error });
}
