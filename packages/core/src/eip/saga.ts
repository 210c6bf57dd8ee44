import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import type { Expression } from '../expression/expression.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { exceptionTypeOf, NamedException } from '../error-handling/exception-types.ts';
import { RouteError } from '../errors/route-error.ts';
import { contain } from '../engine/pipeline.ts';
import { sagaHeader, type Saga } from '../engine/saga-coordinator.ts';
import { Exchange as ExchangeClass } from '../exchange/exchange.ts';
import { asPart } from './part-runner.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Runs its steps as one saga: all done, or all compensated. */
export const saga = {
  name: 'saga',
  description: 'Runs its steps as one saga: all done, or all compensated.',
  shape: 'block',
  options: {
    sagaService: option.ref<unknown>()({ description: 'Kept for Camel routes; the context has one coordinator.' }),
    propagation: option.enum(['REQUIRED', 'REQUIRES_NEW', 'MANDATORY', 'SUPPORTS', 'NOT_SUPPORTED', 'NEVER'], {
      description: 'How it joins a saga under way.',
      default: 'REQUIRED',
    }),
    completionMode: option.enum(['AUTO', 'MANUAL'], {
      description: 'Whether it completes with the exchange.',
      default: 'AUTO',
    }),
    timeout: option.duration({ description: 'Compensated when not complete within.' }),
    compensation: option.endpoint({ description: 'Called to compensate.' }),
    completion: option.endpoint({ description: 'Called on completion.' }),
    option: option.list(
      option.object(
        {
          key: option.string({ description: 'Name of the header.', required: true }),
          expression: option.expression({ description: 'Value, taken when the saga is joined.', required: true }),
        },
        { description: 'One value.' },
      ),
      { description: 'Values handed to compensation and completion as headers.' },
    ),
  },
  compile: compileSaga,
} as const satisfies EipDefinition;

type Options = ResolvedOptions<typeof saga.options>;

async function compileSaga(step: StepModel, compiler: Compiler): Promise<Processor> {
  const options = step.options as Options;
  const { propagation, completionMode, timeout, compensation, completion } = options;
  const values = (options.option ?? []) as readonly { key: string; expression: ExpressionModel }[];
  const alone = propagation === 'NOT_SUPPORTED' || propagation === 'NEVER';
  if (alone && (compensation !== undefined || completion !== undefined || values.length > 0))
    throw compiler.refuse(step, `Saga configuration is not allowed when propagation is set to ${propagation}`);
  if ((alone || propagation === 'SUPPORTS') && completionMode === 'MANUAL')
    throw compiler.refuse(step, `CompletionMode cannot be specified when propagation is ${propagation}`);
  const inner = await compiler.steps(step.steps ?? []);
  const enrol = await enrolment(compensation, completion, values, compiler);
  const { sagas } = compiler.host;
  const isManual = completionMode === 'MANUAL';

  const within = async (own: Saga | undefined, joined: Saga | undefined, exchange: Exchange, signal: AbortSignal) => {
    const current = own ?? joined;
    const before = exchange.header(sagaHeader);
    if (current) {
      exchange.headers.set(sagaHeader, current.id);
      await enrol(current, exchange, signal);
      if (timeout !== undefined && timeout > 0) current.expire((end) => compiler.clock.schedule(timeout, end));
    } else exchange.headers.delete(sagaHeader);
    await inner(exchange, signal);
    if (own && isManual) return own.whenEnded(() => sagas.forget(own));
    try {
      if (own) await end(own, exchange);
    } finally {
      if (own) sagas.forget(own);
      if (before === undefined) exchange.headers.delete(sagaHeader);
      else exchange.headers.set(sagaHeader, before);
    }
  };

  return async (exchange, signal) => {
    const current = sagas.of(exchange);
    if (propagation === 'MANDATORY' && !current)
      throw new RouteError('ROUTE_EXCHANGE_FAILED', {
        reason: 'Exchange is not part of a saga',
        exchange: String(exchange),
        causedBy: '',
      });
    if (propagation === 'NEVER' && current)
      throw new RouteError('ROUTE_EXCHANGE_FAILED', {
        reason: 'Exchange cannot be part of a saga',
        exchange: String(exchange),
        causedBy: '',
      });
    if (alone || (propagation === 'SUPPORTS' && !current)) return within(undefined, undefined, exchange, signal);
    if (propagation === 'REQUIRES_NEW' || !current) return within(sagas.begin(exchange), undefined, exchange, signal);
    return within(undefined, current, exchange, signal);
  };
}

/** A saga that was compensated by its time-out, or whose participants do not all hear of its end, fails the message. */
async function end(saga: Saga, exchange: Exchange): Promise<void> {
  if (exchange.exception !== undefined) {
    if (!saga.isComplete) await saga.compensate();
    return;
  }
  if (await saga.complete()) return;
  const message = `Unable to complete all required steps of the saga ${saga.id}`;
  const cause = new NamedException('org.apache.camel.RuntimeCamelException', message);
  const told = `${cause.exceptionType}: ${message}`;
  throw new NamedException('java.util.concurrent.CompletionException', told, { cause });
}

async function enrolment(
  compensation: string | undefined,
  completion: string | undefined,
  values: readonly { key: string; expression: ExpressionModel }[],
  compiler: Compiler,
): Promise<(saga: Saga, exchange: Exchange, signal: AbortSignal) => Promise<void>> {
  const undo = compensation === undefined ? undefined : await caller(compensation, compiler);
  const confirm = completion === undefined ? undefined : await caller(completion, compiler);
  const compiled: { key: string; expression: Expression }[] = [];
  for (const { key, expression } of values) compiled.push({ key, expression: await compiler.expression(expression) });
  return async (saga, exchange, signal) => {
    const kept: Record<string, unknown> = {};
    for (const { key, expression } of compiled) kept[key] = await expression.evaluate(exchange, signal);
    saga.join({ compensation: undo, completion: confirm, values: kept });
  };
}

/** As in Camel. */
const attempts = 5;
const retryMs = 5000;

/** Sends an empty message with the saga's headers; one that fails is sent again for a while. */
async function caller(
  uri: string,
  compiler: Compiler,
): Promise<(headers: Readonly<Record<string, unknown>>) => Promise<boolean>> {
  const endpoint = compiler.endpoint(uri);
  const send = asPart(contain(await compiler.producer(endpoint)), compiler, undefined);
  const { signal } = compiler.context;
  return async (headers) => {
    for (let attempt = 1; ; attempt++) {
      const exchange = new ExchangeClass<unknown>(null);
      for (const name in headers) exchange.headers.set(name, headers[name]);
      exchange.toEndpoint = exchange.fromEndpointUri = endpoint.uri;
      await send(exchange, signal);
      const { exception: error } = exchange;
      if (error === undefined) return true;
      const told = `${endpoint.uri} of the saga ${String(headers[sagaHeader])} failed: ${exceptionTypeOf(error)}`;
      if (attempt === attempts || signal.aborted) {
        compiler.log.error(`${told}. Somebody must see to it: it is not tried again.`, { error });
        return false;
      }
      compiler.log.warn(`${told}. Attempt ${attempt} of ${attempts}.`, { error });
      await compiler.clock.sleep(retryMs, signal).catch(() => undefined);
    }
  };
}
