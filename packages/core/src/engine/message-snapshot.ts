import type { Exchange } from '../exchange/exchange.ts';
import { keepReadable } from '../stream-cache/keep-readable.ts';
import type { HeaderMap } from '../exchange/header-map.ts';

/** The message as it was at some point: body (not cloned) and a copy of the headers. */
export interface MessageSnapshot {
  readonly body: unknown;
  readonly headers: HeaderMap | undefined;
}

/** What a second attempt needs of the message, or only the body for who deals with the failure. */
export function keepInput(exchange: Exchange, redelivers: boolean, caches: boolean): MessageSnapshot | undefined {
  if (caches) keepReadable(exchange);
  return redelivers ? takeSnapshot(exchange) : undefined;
}

export function takeSnapshot(exchange: Exchange): MessageSnapshot {
  exchange.idShown = true;
  return { body: exchange.body, headers: exchange.hasHeaders ? exchange.headers.copy() : undefined };
}

export function restoreSnapshot(exchange: Exchange, snapshot: MessageSnapshot): void {
  exchange.body = snapshot.body;
  if (snapshot.headers) exchange.headers = snapshot.headers.copy();
  else if (exchange.hasHeaders) exchange.headers.clear();
}
