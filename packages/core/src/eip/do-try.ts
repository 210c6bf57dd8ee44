import { keepReadable } from '../stream-cache/keep-readable.ts';
import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import type { Expression } from '../expression/expression.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { EngineEvents } from '../management/engine-events.ts';
import { causeChain, isExceptionOf } from '../error-handling/exception-types.ts';
import { clausesOf } from './clauses-of.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Runs its steps and hands what fails to its doCatch. */
export const doTry = {
  name: 'doTry',
  description: 'Runs its steps and hands what fails to its doCatch.',
  shape: 'block',
  options: {
    doCatch: option.steps({ description: 'Clauses, tried in order.' }),
    doFinally: option.steps({ description: 'Runs in any case.' }),
  },
  clauses: { doCatch: 'doCatch', doFinally: 'doFinally' },
  ownErrorHandling: () => true,
  compile: compileDoTry,
} as const satisfies EipDefinition;
/** Handles exceptions of doTry. */
export const doCatch = {
  name: 'doCatch',
  description: 'Handles exceptions of doTry.',
  shape: 'clause',
  options: {
    exception: option.list(option.string({ description: 'Class name.' }), {
      description: 'Classes that it handles.',
      required: true,
    }),
    onWhen: option.expression({ description: 'Further condition.' }),
  },
} as const satisfies EipDefinition;
/** Runs at the end of doTry in any case. */
export const doFinally = {
  name: 'doFinally',
  description: 'Runs at the end of doTry in any case.',
  shape: 'clause',
  options: {},
} as const satisfies EipDefinition;

async function compileDoTry(step: StepModel, compiler: Compiler): Promise<Processor> {
  const inner = compiler.withoutErrorHandler();
  const body = await inner.steps(step.steps ?? []);
  const catches: CatchBlock[] = [];
  for (const clause of clausesOf(step, 'doCatch')) catches.push(await compileCatch(clause, inner));
  const [last] = clausesOf(step, 'doFinally');
  const finallyBlock = last && (await inner.steps(last.steps ?? []));
  const { events } = compiler.host;
  const run = (exchange: Exchange, signal: AbortSignal, lastHandled: unknown): void | Promise<void> => {
    const waiting = body(exchange, signal);
    if (waiting !== undefined)
      return waiting
        .then(() => afterTry(exchange, catches, finallyBlock, signal, events))
        .then(() => leave(exchange, lastHandled));
    if (exchange.exception === undefined && !finallyBlock) {
      if (!exchange.routeStop) forgetWhere(exchange);
      return leave(exchange, lastHandled);
    }
    return afterTry(exchange, catches, finallyBlock, signal, events).then(() => leave(exchange, lastHandled));
  };
  return (exchange, signal) => {
    const lastHandled = exchange.property('CamelExceptionHandled');
    exchange.removeProperty('CamelExceptionHandled');
    if (compiler.streamCaching !== 'never') keepReadable(exchange);
    exchange.properties.set('TryRouteBlock', true);
    return run(exchange, signal, lastHandled);
  };
}

interface CatchBlock {
  readonly exceptions: readonly string[];
  readonly onWhen: Expression | undefined;
  readonly run: Processor;
}

async function compileCatch(clause: StepModel, compiler: Compiler): Promise<CatchBlock> {
  const exceptions = clause.options['exception'] as readonly string[] | string | undefined;
  const list = typeof exceptions === 'string' ? [exceptions] : (exceptions ?? []);
  if (list.length === 0) throw compiler.refuse(clause, 'At least one Exception must be configured to catch');
  const onWhen = clause.options['onWhen'] as ExpressionModel | undefined;
  return {
    exceptions: list.map((name) => compiler.resolve(name)),
    onWhen: onWhen && (await compiler.predicate(onWhen)),
    run: await compiler.steps(clause.steps ?? []),
  };
}

function leave(exchange: Exchange, lastHandled: unknown): void {
  exchange.removeProperty('TryRouteBlock');
  if (lastHandled === undefined) exchange.removeProperty('CamelExceptionHandled');
  else exchange.properties.set('CamelExceptionHandled', lastHandled);
}

async function afterTry(
  exchange: Exchange,
  catches: readonly CatchBlock[],
  finallyBlock: Processor | undefined,
  signal: AbortSignal,
  events: EngineEvents,
): Promise<void> {
  if (exchange.routeStop) return;
  const failed = exchange.exception !== undefined;
  // A doTry inside took the mark away.
  exchange.properties.set('TryRouteBlock', true);
  if (failed) await runCatch(exchange, catches, signal, events);
  if (!exchange.routeStop) await runFinally(exchange, finallyBlock, signal);
}

async function runCatch(
  exchange: Exchange,
  catches: readonly CatchBlock[],
  signal: AbortSignal,
  events: EngineEvents,
): Promise<void> {
  const { exception } = exchange;
  for (const block of catches) {
    if (!(await catchesIt(block, exchange, signal))) continue;
    tellWhere(exchange);
    exchange.properties.set('CamelExceptionHandled', true);
    exchange.properties.set('CamelExceptionCaught', exception);
    exchange.exception = undefined;
    exchange.redeliveryExhausted = false;
    const { rollbackOnly, rollbackOnlyLast } = exchange;
    exchange.rollbackOnly = exchange.rollbackOnlyLast = false;
    if (events.active) events.emit({ type: 'ExchangeFailureHandling', exchange, deadLetterUri: undefined });
    await block.run(exchange, signal);
    if (events.active) events.emit({ type: 'ExchangeFailureHandled', exchange, deadLetterUri: undefined });
    exchange.redeliveryExhausted = false;
    if (rollbackOnly || rollbackOnlyLast) restoreRollback(exchange, exception, rollbackOnly, rollbackOnlyLast);
    return;
  }
}

/** The block runs as if nothing had been marked, but a rollback is not undone by catching its exception. */
function restoreRollback(exchange: Exchange, exception: unknown, only: boolean, onlyLast: boolean): void {
  exchange.routeStop = false;
  exchange.rollbackOnly = only;
  exchange.rollbackOnlyLast = onlyLast;
  if (isExceptionOf(exception, 'org.apache.camel.RollbackExchangeException')) exchange.exception = exception;
}

/** In file order, each clause against the whole chain of causes. */
async function catchesIt(block: CatchBlock, exchange: Exchange, signal: AbortSignal): Promise<boolean> {
  const chain = causeChain(exchange.exception);
  if (!chain.some((error) => block.exceptions.some((type) => isExceptionOf(error, type)))) return false;
  if (!block.onWhen) return true;
  try {
    return await block.onWhen.test(exchange, signal);
  } catch {
    return false;
  }
}

/**
 * The exception stands aside while the block runs, and comes back unless the block failed. Each doTry has a block: one
 * that was not written is empty, but what nothing caught can be read all the same.
 */
async function runFinally(exchange: Exchange, block: Processor | undefined, signal: AbortSignal): Promise<void> {
  const { exception } = exchange;
  exchange.exception = undefined;
  if (exception !== undefined) {
    exchange.properties.set('CamelExceptionCaught', exception);
    tellWhere(exchange);
  }
  await block?.(exchange, signal);
  if (exception !== undefined) exchange.exception = exception;
  else forgetWhere(exchange);
}

/** Where it failed: a failure that came through a route called keeps the endpoint that was told first. */
function tellWhere(exchange: Exchange): void {
  if (exchange.property('CamelFailureEndpoint') === undefined && exchange.toEndpoint !== undefined)
    exchange.properties.set('CamelFailureEndpoint', exchange.toEndpoint);
  const route = exchange.unitOfWork?.routes.at(-1);
  if (route !== undefined) exchange.properties.set('CamelFailureRouteId', route);
}

function forgetWhere(exchange: Exchange): void {
  exchange.removeProperty('CamelFailureEndpoint');
  exchange.removeProperty('CamelFailureRouteId');
}
