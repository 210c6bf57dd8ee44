import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fetchTransport } from './fetch-transport.ts';
import { isTransportFailure, type Transport, type TransportFailureKind, type TransportRequest } from './transport.ts';
import { undiciTransport } from './undici-transport.ts';

let server: Server;
let base: string;

const routes: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => void>> = {
  '/plain': (_, response) => response.end('hello ä'),
  '/gzip': (_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('hello ä'.repeat(1000))),
  '/redirect': (_, response) => response.writeHead(302, { location: '/plain' }).end(),
  '/refused': (_, response) =>
    response.writeHead(409, { 'content-type': 'application/json' }).end('{"status":"ERROR"}'),
  '/cookies': (_, response) => response.writeHead(200, { 'set-cookie': ['a=1; Path=/', 'b=2'] }).end(),
  '/echo': (request, response) => request.pipe(response),
  '/headers': (request, response) => response.end(JSON.stringify(request.headers)),
  '/silent': () => undefined,
  '/broken': (request) => request.socket.destroy(),
  '/cut': (request, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('half', () => request.socket.destroy());
  },
  '/stream': (_, response) => {
    for (let i = 0; i < 100; i++) response.write('x'.repeat(10_000));
    response.end();
  },
};

beforeAll(async () => {
  server = createServer((request, response) => routes[request.url!]!(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const transports: Readonly<Record<string, () => Transport>> = {
  undici: () => undiciTransport({ connections: 2 }),
  fetch: () => fetchTransport(),
};

describe.each(Object.entries(transports))('%s', (_, make) => {
  const transport = make();
  afterAll(() => transport.close());

  const send = (path: string, more: Partial<TransportRequest> = {}) =>
    transport.send({ method: 'GET', url: base + path, headers: {}, timeoutMs: 5_000, ...more });
  const failure = async (run: Promise<unknown>): Promise<TransportFailureKind> => {
    const error = await run.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (!isTransportFailure(error)) throw new Error('no TransportFailure', { cause: error });
    return error.kind;
  };

  test('gives the text of an answer', async () => {
    const answer = await send('/plain');
    expect([answer.status, await answer.text()]).toEqual([200, 'hello ä']);
  });

  test('unpacks a compressed answer, read as text or as a stream', async () => {
    expect(await (await send('/gzip')).text()).toBe('hello ä'.repeat(1000));
    const pieces: Uint8Array[] = [];
    for await (const piece of (await send('/gzip')).stream()) pieces.push(piece);
    expect(Buffer.concat(pieces).toString()).toBe('hello ä'.repeat(1000));
  });

  test('does not follow a redirect', async () => {
    const answer = await send('/redirect');
    expect([answer.status, answer.header('location')]).toEqual([302, '/plain']);
    await answer.discard();
  });

  test('gives refusals as answers', async () => {
    const answer = await send('/refused');
    expect([answer.status, answer.header('content-type'), await answer.text()]).toEqual([
      409,
      'application/json',
      '{"status":"ERROR"}',
    ]);
  });

  test('keeps several cookies apart', async () => {
    const answer = await send('/cookies');
    expect(answer.cookies()).toEqual(['a=1; Path=/', 'b=2']);
    await answer.discard();
  });

  test('sends text, bytes and streams', async () => {
    const echo = async (body: TransportRequest['body']) => (await send('/echo', { method: 'POST', body })).text();
    expect(await echo('text ä')).toBe('text ä');
    expect(await echo(new TextEncoder().encode('bytes'))).toBe('bytes');
    const stream = async function* () {
      yield new TextEncoder().encode('one ');
      yield new TextEncoder().encode('two');
    };
    expect(await echo(stream())).toBe('one two');
  });

  test('compresses a body', async () => {
    const packed = await transport.gzip!('hello ä'.repeat(1000));
    expect(gunzipSync(packed).toString()).toBe('hello ä'.repeat(1000));
  });

  test('sends headers', async () => {
    const answer = await send('/headers', { headers: { 'x-requested-with': 'XMLHttpRequest' } });
    expect(JSON.parse(await answer.text())).toMatchObject({ 'x-requested-with': 'XMLHttpRequest' });
  });

  test('streams, and leaving the loop early is no error', async () => {
    let bytes = 0;
    for await (const piece of (await send('/stream')).stream()) {
      bytes += piece.length;
      if (bytes > 50_000) break;
    }
    expect(bytes).toBeGreaterThan(50_000);
    let all = 0;
    for await (const piece of (await send('/stream')).stream()) all += piece.length;
    expect(all).toBe(1_000_000);
  });

  test('tells a server that is not there, or has no name, as unreachable', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    expect(await failure(send('', { url: `http://127.0.0.1:${port}/` }))).toBe('unreachable');
  });

  test('tells a broken connection as lost, before and within the answer', async () => {
    expect(await failure(send('/broken'))).toBe('lost');
    const answer = await send('/cut').catch((error: unknown) => error);
    expect(
      isTransportFailure(answer) ? answer.kind : await failure((answer as { text(): Promise<string> }).text()),
    ).toBe('lost');
  });

  test('tells an answer that does not come as timeout', async () => {
    // undici's fast timers tick twice a second.
    expect(await failure(send('/silent', { timeoutMs: 50 }))).toBe('timeout');
  });

  test('stops at the caller’s signal', async () => {
    const controller = new AbortController();
    const run = failure(send('/silent', { signal: controller.signal }));
    setImmediate(() => controller.abort());
    expect(await run).toBe('aborted');
    expect(await failure(send('/plain', { signal: AbortSignal.abort() }))).toBe('aborted');
  });
});
