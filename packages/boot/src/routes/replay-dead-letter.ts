import { RouteError, nearestHint, type DhowContext } from '@dhow/core';
import { replayProperty } from '../process/failed-messages.ts';
import { decodeBody, type DeadLetter, type DeadLetterStore } from '@dhow/core/state';

/**
 * Sends a letter again through its route, or to where it says, and settles it. Throws what failed; the letter then waits on.
 */
export async function replayDeadLetter(
  context: DhowContext,
  letters: DeadLetterStore,
  id: string,
): Promise<DeadLetter> {
  return letters.replay(id, (letter) => sendAgain(context, letter));
}

async function sendAgain(context: DhowContext, letter: DeadLetter): Promise<void> {
  const body = decodeBody(letter.body!);
  const headers = { ...letter.headers };
  if (letter.replayTo !== undefined) {
    const properties = { [replayProperty]: letter.id };
    const { exception } = await context.send(letter.replayTo, body, { headers, properties });
    if (exception !== undefined) throw exception;
    return;
  }
  const route = context.routes.get(letter.routeId);
  if (!route) {
    const nearest = nearestHint(letter.routeId, context.routes.ids);
    throw new RouteError('ROUTE_NO_SUCH_ROUTE', { found: letter.routeId, nearest });
  }
  const exchange = route.createExchange(body);
  for (const [name, value] of Object.entries(headers)) exchange.headers.set(name, value);
  exchange.properties.set(replayProperty, letter.id);
  await route.process(exchange);
  if (exchange.exception !== undefined) throw exchange.exception;
}
