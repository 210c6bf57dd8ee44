import type { Completion, ConsumerRoute, Exchange } from '@dhow/core/component';

/** The message as it is now, apart from its sender's unit of work: what waits in the queue. */
export function detach(exchange: Exchange): Exchange {
  const copy = exchange.copy();
  copy.belongsTo(exchange);
  copy.unitOfWork = undefined;
  copy.exception = undefined;
  return copy;
}

/** What the source still has to do for the message, taken from the sender: it is done when the reading route is. */
export function takeCompletions(exchange: Exchange): readonly Completion[] {
  return exchange.unitOfWork?.takeCompletions() ?? [];
}

/** A new exchange of the reading route with the queued message in it. */
export function adopt(queued: Exchange, completions: readonly Completion[], route: ConsumerRoute): Exchange {
  const exchange = route.createExchange(queued.body, queued.pattern);
  if (queued.hasHeaders) exchange.headers = queued.headers.copy();
  exchange.addProperties(queued);
  exchange.toEndpoint = queued.toEndpoint;
  exchange.belongsWith(queued);
  exchange.claims = queued.claims;
  exchange.trace = queued.trace;
  if (queued.hasVariables) for (const [name, value] of queued.variables) exchange.variables.set(name, value);
  if (completions.length > 0) exchange.completions = completions;
  return exchange;
}
