import type { Processor } from '../eip/processor.ts';
import { contain } from '../engine/pipeline.ts';
import type { Exchange } from '../exchange/exchange.ts';

/**
 * Stands around the steps of an `onException` and around a dead letter endpoint: a new exception in them goes to the caller
 * as it is, and a route that comes to its own failure block again breaks the circle.
 */
export function fatalFallback(processor: Processor, deadLetter: boolean): Processor {
  const contained = contain(processor);
  return async (exchange, signal) => {
    const route = exchange.unitOfWork?.routes.at(-1) ?? '';
    const before = exchange.failureRoutes;
    if (before?.includes(route)) {
      exchange.errorHandlerHandled = false;
      exchange.properties.set('CamelErrorHandlerCircuitDetected', true);
      return;
    }
    exchange.failureRoutes = before ? [...before, route] : [route];
    await contained(exchange, signal);
    exchange.failureRoutes = before;
    if (exchange.exception !== undefined) noteNewException(exchange, deadLetter);
  };
}

function noteNewException(exchange: Exchange, deadLetter: boolean): void {
  exchange.properties.set('CamelExceptionCaught', exchange.exception);
  // A dead letter channel decides itself what becomes of a new exception; else the caller is to see it.
  exchange.errorHandlerHandled = deadLetter ? undefined : false;
}
