import { textOf, type Exchange } from '@dhow/core/component';

/** Headers that a call may carry without being named: what HTTP itself defines, and what ties calls together. */
const allowed = new Set([
  'accept',
  'accept-language',
  'authorization',
  'content-encoding',
  'content-language',
  'content-type',
  'idempotency-key',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-unmodified-since',
  'prefer',
  'soapaction',
  'traceparent',
  'tracestate',
  'x-correlation-id',
  'x-request-id',
]);

/** Headers of one connection, which never go on to another. */
const ofConnection = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** The message headers that go out with a call. Never those of the engine. */
export function outgoingHeaders(exchange: Exchange, sendHeaders: string | undefined): Record<string, string> {
  const all = sendHeaders?.trim() === '*';
  const named = new Set(sendHeaders?.split(',').map((name) => name.trim().toLowerCase()));
  const headers: Record<string, string> = {};
  if (!exchange.hasHeaders) return headers;
  for (const [name, value] of exchange.headers) {
    const key = name.toLowerCase();
    if (isEngines(key) || ofConnection.has(key) || !(all || named.has(key) || allowed.has(key))) continue;
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || value === null || typeof value === 'object') continue;
    const text = textOf(value);
    // A line break would begin another header.
    if (!/[\r\n\0]/.test(text)) headers[name] = text;
  }
  return headers;
}

/** The call belongs to the span that it is made in, not to the one that the message came with. */
export function continueTrace(headers: Record<string, string>, own: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(headers)) if (/^(?:traceparent|tracestate|baggage)$/i.test(name)) delete headers[name];
  Object.assign(headers, own);
}

/** The answer's headers that become message headers. Names of the engine are dropped: a server must not steer a route. */
export function incomingHeaders(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): [name: string, value: string | readonly string[]][] {
  const kept: [string, string | readonly string[]][] = [];
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase();
    if (value === undefined || isEngines(key) || ofConnection.has(key) || key === 'set-cookie') continue;
    kept.push([key.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()), value]);
  }
  return kept;
}

function isEngines(key: string): boolean {
  return /^(?:camel|dhow|org\.apache\.camel|otel_baggage_)/.test(key);
}
