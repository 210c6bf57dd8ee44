import { exceptionMessage, exceptionTypeOf, type DhowContext, type Exchange } from '@dhow/core';
import type { DeadLetterStore, JsonValue, PayloadPolicy } from '@dhow/core/state';

/** The property that a replay's exchange carries: its letter is there already. */
export const replayProperty = 'DhowReplayOf';

/**
 * Keeps each message that failed in the end, and that no error handler took care of, as a dead letter: with the body that its
 * source gave, so that it can go through its route again. A body that is no value (a file, a stream) is named only: its
 * source still has it. Messages that a program sent are left to the program, which hears of the failure itself.
 *
 * The function returned ends that, and resolves when all letters are kept.
 */
export function keepFailedMessages(
  context: DhowContext,
  letters: DeadLetterStore,
  payloadPolicy: PayloadPolicy,
): () => Promise<void> {
  const arrived = new WeakMap<Exchange, unknown>();
  const adding = new Set<Promise<unknown>>();
  const log = context.core.logger('dhow.dead-letters');

  const keep = async (exchange: Exchange, body: unknown): Promise<void> => {
    const { fromRouteId, exception } = exchange;
    const { code } = exception as { code?: unknown };
    const fileName = exchange.header('CamelFileName');
    try {
      await letters.add({
        routeId: fromRouteId!,
        endpoint: exchange.fromEndpointUri,
        exchangeId: exchange.id,
        code: typeof code === 'string' ? code : exceptionTypeOf(exception),
        reason: exceptionMessage(exception) ?? exceptionTypeOf(exception),
        source: typeof fileName === 'string' ? { name: fileName } : undefined,
        payloadPolicy,
        body,
        headers: plainHeaders(exchange),
      });
    } catch (error) {
      log.error(`A failed message of route ${fromRouteId} could not be kept as a dead letter`, { error });
    }
  };

  const stopListening = context.events.listen((event) => {
    if (event.type === 'ExchangeCreated') {
      if (event.exchange.fromRouteId !== undefined) arrived.set(event.exchange, event.exchange.body);
    } else if (event.type === 'ExchangeFailed') {
      const { exchange } = event;
      if (!arrived.has(exchange) || exchange.property(replayProperty) !== undefined) return;
      const work = keep(exchange, arrived.get(exchange)).finally(() => adding.delete(work));
      adding.add(work);
    }
  });
  return async () => {
    stopListening();
    await Promise.all(adding);
  };
}

/** Headers that JSON keeps; the engine's own steer nothing when they come back. */
function plainHeaders(exchange: Exchange): Record<string, JsonValue> {
  const headers: Record<string, JsonValue> = {};
  if (!exchange.hasHeaders) return headers;
  for (const [name, value] of exchange.headers) {
    if (typeof value === 'string' || typeof value === 'boolean') headers[name] = value;
    else if (typeof value === 'number' && Number.isFinite(value)) headers[name] = value;
  }
  return headers;
}
