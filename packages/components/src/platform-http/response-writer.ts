import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { textOf, type Exchange } from '@dhow/core/component';
import { formType } from './request-body.ts';
import { mediaType } from './media-types.ts';

type Headers = Record<string, string | string[]>;

/** An answer of the server itself, such as 404. */
export function answerPlainly(response: ServerResponse, status: number, text: string, headers: Headers = {}): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}

/** The status that the route set; without one 200, or 204 when there is nothing to send. */
export function statusOf(exchange: Exchange): number {
  const code = exchange.header('CamelHttpResponseCode');
  if (code !== undefined && code !== null) {
    const status = Number(code);
    if (Number.isInteger(status) && status >= 200 && status <= 599) return status;
  }
  return isEmpty(exchange.body) ? 204 : 200;
}

function isEmpty(body: unknown): boolean {
  return body === null || body === undefined || body === '';
}

/** Writes the message as the answer; a promise for a stream, which ends when the client has it. */
export function answerMessage(
  exchange: Exchange,
  request: IncomingMessage,
  response: ServerResponse,
  headers: Headers,
  produces: readonly string[],
): void | Promise<void> {
  const status = statusOf(exchange);
  const { body } = exchange;
  if (isEmpty(body) || status === 204 || status === 304) {
    if (status !== 204 && status !== 304) headers['content-length'] = '0';
    delete headers['content-type'];
    response.writeHead(status, headers);
    response.end();
    return;
  }
  headers['content-type'] ??= contentType(body, request, produces);
  if (isStream(body)) {
    response.writeHead(status, headers);
    return request.method === 'HEAD' ? void response.end() : writeStream(body, response);
  }
  const content = body instanceof Uint8Array ? body : contentText(body);
  headers['content-length'] = String(typeof content === 'string' ? Buffer.byteLength(content) : content.length);
  response.writeHead(status, headers);
  response.end(content);
}

function contentType(body: unknown, request: IncomingMessage, produces: readonly string[]): string {
  const first = produces.find((type) => !type.includes('*'));
  if (first !== undefined) return /^text\/|json|xml/.test(first) ? `${first}; charset=utf-8` : first;
  if (typeof body === 'object' && !(body instanceof Uint8Array) && !isStream(body))
    return 'application/json; charset=utf-8';
  // As in Camel, what came in as JSON goes out as JSON.
  const came = request.headers['content-type'];
  if (came !== undefined && mediaType(came) !== formType && !came.startsWith('multipart/')) return came;
  return typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/octet-stream';
}

function contentText(body: unknown): string {
  return typeof body === 'object' ? JSON.stringify(body, jsonValue) : textOf(body);
}

/** Maps and large whole numbers, which JSON does not have. */
function jsonValue(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Map) return Object.fromEntries(value);
  return value;
}

function isStream(body: unknown): body is AsyncIterable<unknown> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

/** Bytes and texts as they are; anything else as the items of a JSON list. Waits while the client does not read. */
async function writeStream(body: AsyncIterable<unknown>, response: ServerResponse): Promise<void> {
  let before = '';
  const write = async (piece: string | Uint8Array) => {
    if (response.destroyed) throw new Error('The client is gone');
    if (!response.write(piece)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  };
  try {
    for await (const item of body) {
      if (typeof item === 'string' || item instanceof Uint8Array) await write(item);
      else {
        await write(`${before === '' ? '[' : before}${JSON.stringify(item, jsonValue)}`);
        before = ',';
      }
    }
    response.end(before === ',' ? ']' : undefined);
  } catch (error) {
    // The status is out already: only a broken connection tells that the rest is missing.
    response.destroy();
    throw error;
  }
}
