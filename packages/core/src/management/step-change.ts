import { javaTypeOf } from '../convert/java-type.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { HeaderMap } from '../exchange/header-map.ts';
import type { StepChange } from '../state/message-history-store.ts';

/** The message as a step finds it. */
export interface MessageBefore {
  readonly body: unknown;
  readonly headers: HeaderMap | undefined;
}

export function messageBefore(exchange: Exchange): MessageBefore {
  return { body: exchange.body, headers: exchange.hasHeaders ? exchange.headers.copy() : undefined };
}

/** What a step made another of; undefined when nothing. Values are not told, only the type of the body and names of headers. */
export function changeSince(before: MessageBefore, exchange: Exchange): StepChange | undefined {
  if (before.body === exchange.body && sameHeaders(before.headers, exchange)) return undefined;
  const { body, headers } = before;
  const after = exchange.hasHeaders ? exchange.headers : undefined;
  const names = after?.names() ?? [];
  const added = names.filter((name) => !headers?.has(name));
  const changed = names.filter((name) => headers?.has(name) && headers.get(name) !== after!.get(name));
  const removed = headers?.names().filter((name) => !after?.has(name)) ?? [];
  const change: StepChange = {
    ...(body !== exchange.body && { bodyType: javaTypeOf(exchange.body) }),
    ...(added.length > 0 && { headersAdded: added }),
    ...(changed.length > 0 && { headersChanged: changed }),
    ...(removed.length > 0 && { headersRemoved: removed }),
  };
  return change;
}

/** Most steps leave the headers alone. */
function sameHeaders(before: HeaderMap | undefined, exchange: Exchange): boolean {
  if (!exchange.hasHeaders || before === undefined) return !exchange.hasHeaders && before === undefined;
  const { headers } = exchange;
  if (headers.size !== before.size) return false;
  for (const [name, value] of headers) if (!before.has(name) || before.get(name) !== value) return false;
  return true;
}
