import type { Processor } from '../eip/processor.ts';
import { thenRun } from '../eip/then-run.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { RouteHost } from './route-host.ts';

/**
 * A send with the events that it begins and has ended, and a tracer around it. `isComputed`: an expression of the route gave
 * the URI.
 */
export function tellSend(
  send: Processor,
  uri: string,
  exchange: Exchange,
  signal: AbortSignal,
  host: Pick<RouteHost, 'events' | 'context'>,
  isComputed = false,
): void | Promise<void> {
  const { events, context } = host;
  const startedAt = context.clock.elapsed();
  events.emit({ type: 'ExchangeSending', exchange, uri });
  const sent = () =>
    events.emit({ type: 'ExchangeSent', exchange, uri, durationMs: context.clock.elapsed() - startedAt });
  let waiting: void | Promise<void>;
  try {
    const { tracer } = events;
    waiting = tracer
      ? tracer.send({ exchange, uri, isComputed }, () => send(exchange, signal))
      : send(exchange, signal);
  } catch (error) {
    sent();
    throw error;
  }
  return thenRun(waiting, sent);
}
