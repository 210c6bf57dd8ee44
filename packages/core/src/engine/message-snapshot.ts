import type { Exchange } from '../exchange/exchange.ts';
import type { HeaderMap } from '../exchange/header-map.ts';

/** The message as it was at some point: body (not cloned) and a copy of the headers. */
export interface MessageSnapshot {
  readonly body: unknown;
  readonly headers: HeaderMap | undefined;
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
