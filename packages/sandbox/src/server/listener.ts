import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import type { Answer } from '../http/answer.ts';
import { webMessage } from '../http/answer.ts';
import { htmlErrorPage } from '../http/html-error-page.ts';
import { WebError } from '../http/web-error.ts';

/** A request as it came in, its body read and decompressed. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly queryText: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  readonly remoteAddress: string;
}

/** What is to be sent, and how: a fault may cut it off. */
export interface Sent {
  readonly answer: Answer;
  readonly cookies: readonly string[];
  /** The connection is dropped after so many bytes of the body; -1 drops it before the head. */
  readonly dropAfter: number | undefined;
}

const always: Readonly<Record<string, string>> = {
  'content-security-policy': "frame-ancestors 'self';",
  'x-content-type-options': 'nosniff',
  'x-xss-protection': '0',
};

const largest = 512 * 1024 * 1024;

/** A plain HTTP server that reads whole requests, asks `handle` for the answer and sends it. */
export function createListener(handle: (received: Received) => Promise<Sent>): Server {
  return createServer((request, response) => {
    receive(request)
      .then(handle)
      .catch((error: unknown) => ({ answer: answerTo(error), cookies: [], dropAfter: undefined }))
      .then((sent) => send(request, response, sent))
      .catch(() => response.destroy());
  });
}

/** The answer to whatever was thrown. */
export function answerTo(error: unknown): Answer {
  if (error instanceof WebError) return error.answer;
  const message = error instanceof Error ? error.message : String(error);
  return webMessage(500, 'ERROR', { message });
}

async function receive(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largest) throw new WebError(htmlErrorPage(413, 'The request is too large.'), 'too large');
    chunks.push(chunk);
  }
  const [path = '/', ...rest] = (request.url ?? '/').split('?');
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(request.headers))
    headers[name] = Array.isArray(value) ? value.join(', ') : value;
  return {
    method: request.method ?? 'GET',
    path,
    queryText: rest.join('?'),
    headers,
    body: decompress(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks), headers['content-encoding']),
    remoteAddress: (request.socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
  };
}

function decompress(body: Buffer, encoding: string | undefined): Buffer {
  if (body.length > 2 && body[0] === 0x1f && body[1] === 0x8b) return gunzipSync(body);
  return encoding === 'deflate' ? inflateSync(body) : body;
}

function send(request: IncomingMessage, response: ServerResponse, { answer, cookies, dropAfter }: Sent): void {
  if (dropAfter === -1) {
    response.destroy();
    return;
  }
  response.statusCode = answer.status;
  for (const [name, value] of Object.entries(always)) response.setHeader(name, value);
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  if (cookies.length > 0) response.setHeader('set-cookie', [...cookies]);
  let body = answer.body === null ? Buffer.alloc(0) : Buffer.from(answer.body as string);
  const type = answer.headers['content-type'] ?? '';
  const compresses =
    /\bgzip\b/.test(request.headers['accept-encoding'] ?? '') &&
    body.length > 1024 &&
    /json|xml|csv|text/.test(type) &&
    !type.includes('+gzip');
  if (compresses) {
    body = gzipSync(body);
    response.setHeader('content-encoding', 'gzip');
    response.setHeader('vary', 'accept-encoding');
  }
  if (dropAfter !== undefined) {
    response.setHeader('content-length', body.length);
    response.write(body.subarray(0, dropAfter), () => response.destroy());
    return;
  }
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  if (answer.status !== 204 && answer.status !== 304) response.setHeader('content-length', body.length);
  response.end(body);
}
