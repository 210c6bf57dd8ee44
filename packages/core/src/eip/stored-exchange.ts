import { Exchange } from '../exchange/exchange.ts';
import type { JsonValue } from '../state/state-store.ts';
import { decodeBody, type StoredBody } from '../state/stored-body.ts';

/** A group as it stands in the state store. */
export interface StoredExchange {
  readonly body: StoredBody;
  readonly pattern: Exchange['pattern'];
  readonly headers: Readonly<Record<string, StoredBody>>;
  readonly properties: Readonly<Record<string, StoredBody>>;
  readonly variables: Readonly<Record<string, StoredBody>>;
  readonly fromRouteId: string | null;
  /** Milliseconds since 1970 at which its time is over, for whichever process is there then. */
  readonly dueAt?: number | null;
}

export function readExchange(value: JsonValue): Exchange {
  const stored = value as unknown as StoredExchange;
  const exchange = new Exchange<unknown>(decodeBody(stored.body), stored.pattern);
  for (const [name, header] of Object.entries(stored.headers)) exchange.headers.set(name, decodeBody(header));
  for (const [name, property] of Object.entries(stored.properties)) exchange.properties.set(name, decodeBody(property));
  for (const [name, variable] of Object.entries(stored.variables)) exchange.variables.set(name, decodeBody(variable));
  exchange.fromRouteId = stored.fromRouteId ?? undefined;
  return exchange;
}

export function dueAtOf(value: JsonValue): number | undefined {
  return (value as unknown as StoredExchange).dueAt ?? undefined;
}
