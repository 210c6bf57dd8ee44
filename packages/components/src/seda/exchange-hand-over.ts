import type { ConsumerRoute, Exchange } from '@dhow/core/component';

/** The message as it is now, apart from its sender's unit of work: what waits in the queue. */
export function detach(exchange: Exchange): Exchange {
  const copy = exchange.copy();
  copy.unitOfWork = undefined;
  copy.exception = undefined;
  return copy;
}

/** A new exchange of the reading route with the queued message in it. */
export function adopt(queued: Exchange, route: ConsumerRoute): Exchange {
  const exchange = route.createExchange(queued.body, queued.pattern);
  if (queued.hasHeaders) exchange.headers = queued.headers.copy();
  if (queued.hasProperties) for (const [name, value] of queued.properties) exchange.properties.set(name, value);
  if (queued.hasVariables) for (const [name, value] of queued.variables) exchange.variables.set(name, value);
  return exchange;
}

/** Gives the waiting sender what the reading route made of the message. */
export function copyResult(from: Exchange, to: Exchange): void {
  to.body = from.body;
  to.headers = from.headers;
  if (from.hasProperties) for (const [name, value] of from.properties) to.properties.set(name, value);
  to.exception = from.exception;
  to.routeStop = from.routeStop;
  to.rollbackOnly = from.rollbackOnly;
  to.rollbackOnlyLast = from.rollbackOnlyLast;
}
