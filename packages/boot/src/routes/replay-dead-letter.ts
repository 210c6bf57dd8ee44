import type { DeliveryReport } from '@dhow/components/dhis2';
import { RouteError, nearestHint, type DhowContext, type Exchange } from '@dhow/core';
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
    throwFailure(await context.send(letter.replayTo, body, { headers, properties }));
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
  throwFailure(exchange);
}

/** A delivery that ended well may still say that the row was refused. */
function throwFailure({ exception, body }: Exchange): void {
  if (exception !== undefined) throw exception;
  const { rejected, codes } = (typeof body === 'object' && body !== null ? body : {}) as Partial<DeliveryReport>;
  const [first] = codes ?? [];
  if (typeof rejected === 'number' && rejected > 0 && first) {
    throw Object.assign(new Error(first.reason), { code: first.code });
  }
}
