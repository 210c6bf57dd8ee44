import type { IncomingMessage } from 'node:http';
import { textOf, type Exchange } from '@dhow/core/component';
import { isEngines } from './request-message.ts';

/** Headers that answers have. What a request has alone (Authorization, Cookie) never goes back by itself. */
const allowed = new Set([
  'access-control-allow-credentials',
  'access-control-allow-headers',
  'access-control-allow-methods',
  'access-control-allow-origin',
  'access-control-expose-headers',
  'access-control-max-age',
  'allow',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-location',
  'content-type',
  'deprecation',
  'etag',
  'expires',
  'last-modified',
  'link',
  'location',
  'retry-after',
  'set-cookie',
  'vary',
  'warning',
  'www-authenticate',
]);

/** Headers that belong to the connection. */
const ofConnection = new Set([
  'connection',
  'content-length',
  'date',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Which headers of a message go out with the answer, by the option `sendHeaders`. */
export class AnswerHeaders {
  readonly #all: boolean;
  readonly #named: ReadonlySet<string>;

  constructor(sendHeaders: string | undefined) {
    this.#all = sendHeaders?.trim() === '*';
    this.#named = new Set(sendHeaders?.split(',').map((name) => name.trim().toLowerCase()));
  }

  /** A header that stands as it came with the request is not one of the answer. */
  of(exchange: Exchange, request: IncomingMessage): Record<string, string | string[]> {
    const headers: Record<string, string | string[]> = {};
    if (!exchange.hasHeaders) return headers;
    for (const [name, value] of exchange.headers) {
      const key = name.toLowerCase();
      if (!(this.#all || allowed.has(key) || this.#named.has(key))) continue;
      if (isEngines(key) || ofConnection.has(key) || value === null || value === undefined) continue;
      if (value === request.headers[key] && !this.#named.has(key)) continue;
      if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) continue;
      const texts = (Array.isArray(value) ? value : [value]).map((each) => textOf(each)).filter(isOneLine);
      if (texts.length > 0) headers[key] = texts.length === 1 ? texts[0]! : texts;
    }
    return headers;
  }

  /** Of a message that failed only those that browsers need to read the answer. */
  ofFailure(exchange: Exchange): Record<string, string> {
    const headers: Record<string, string> = {};
    if (!exchange.hasHeaders) return headers;
    for (const [name, value] of exchange.headers) {
      const key = name.toLowerCase();
      if (key.startsWith('access-control-allow-') && typeof value === 'string' && isOneLine(value))
        headers[key] = value;
    }
    return headers;
  }
}

/** A line break would begin another header; other characters HTTP does not have. */
function isOneLine(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- these are the ones
  return !/[^\t\u0020-\u007e\u0080-\u00ff]/.test(text);
}
