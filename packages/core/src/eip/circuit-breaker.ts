import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { exceptionLineage, exceptionMessage, NamedException } from '../error-handling/exception-types.ts';
import { keepReadable } from '../stream-cache/keep-readable.ts';
import { Circuit } from './circuit.ts';
import { ProtectedCalls } from './circuit-call.ts';
import { tellOutcome, type Outcome } from './circuit-outcome.ts';
import { faultToleranceOptions, resilienceOptions } from './circuit-options.ts';
import { circuitSetting } from './circuit-setting.ts';
import { clausesOf } from './clauses-of.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

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
