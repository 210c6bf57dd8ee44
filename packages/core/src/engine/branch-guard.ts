import type { Processor } from '../eip/processor.ts';
import type { RouteErrorHandler } from '../error-handling/route-error-handler.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { PerformanceCounter } from '../management/performance-counter.ts';
import { keepingOf } from './channel.ts';
import type { Compiler } from './compiler.ts';
import { keepInput, type MessageSnapshot } from './message-snapshot.ts';
import { isNewFailure } from './pipeline.ts';

/** Steps whose failures stay in the exchange, with the route's error handler around the whole of them. */
export function guarded(
  contained: Processor,
  name: string,
  errorHandler: RouteErrorHandler | undefined,
  { host, routeId, streamCaching }: Pick<Compiler, 'host' | 'routeId' | 'streamCaching'>,
): Processor {
  if (!errorHandler)
    return (exchange, signal) => (exchange.exception === undefined ? contained(exchange, signal) : undefined);
  const { keepsBody: keeps, cachesBody: caches } = keepingOf(errorHandler, streamCaching);
  const channel = { id: name, process: contained, counter: new PerformanceCounter() };
  // A function of its own: one within the other would make each call pay for the variables that it captures.
  const later = async (
    waiting: Promise<void>,
    exchange: Exchange,
    signal: AbortSignal,
    input: MessageSnapshot | undefined,
  ): Promise<void> => {
    await waiting;
    if (isNewFailure(exchange)) await handle(exchange, signal, input);
  };
  const handle = async (exchange: Exchange, signal: AbortSignal, input: MessageSnapshot | undefined) => {
    const { exception } = exchange;
    await errorHandler.handle(channel, exchange, signal, input);
    const error = exchange.exception ?? exchange.property('CamelExceptionCaught') ?? exception;
    const handled = exchange.exception === undefined;
    host.events.tellFailure({ exchange, error, routeId, stepId: name, handled });
  };
  const handleAtOnce = (exchange: Exchange, signal: AbortSignal): void | Promise<void> => {
    if (exchange.inTryBlock || !isNewFailure(exchange)) return;
    const input = keeps ? keepInput(exchange, errorHandler.redelivers, caches) : undefined;
    return handle(exchange, signal, input);
  };
  return (exchange, signal) => {
    // It failed while it was prepared.
    if (exchange.exception !== undefined) return handleAtOnce(exchange, signal);
    // Within a doTry of a calling route nobody but that doTry handles failures.
    if (exchange.inTryBlock) return contained(exchange, signal);
    const input = keeps ? keepInput(exchange, errorHandler.redelivers, caches) : undefined;
    const waiting = contained(exchange, signal);
    if (waiting === undefined) return isNewFailure(exchange) ? handle(exchange, signal, input) : undefined;
    return later(waiting, exchange, signal, input);
  };
}
