import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Exchange } from '@dhow/core/component';
import { expect, onTestFinished, test } from 'vitest';
import { until } from '../../test/fake-clock.ts';
import { fakeContext, fakeEndpoint, withDefaults } from '../../test/fake-context.ts';
import { httpComponent, HttpOperationFailed, httpSpec } from './index.ts';

type Options = Readonly<Record<string, unknown>>;
type Received = { method: string; url: string; headers: IncomingMessage['headers']; body: string };

/** A server on the loopback that notes what it is asked. */
async function server(answer: (response: ServerResponse, request: IncomingMessage) => void = (r) => r.end('ok')) {
  const received: Received[] = [];
  const listening = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (piece: string) => (body += piece));
    request.on('end', () => {
      received.push({ method: request.method!, url: request.url!, headers: request.headers, body });
      answer(response, request);
    });
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void listening.close());
  onTestFinished(() => listening.closeAllConnections());
  const path = `127.0.0.1:${(listening.address() as AddressInfo).port}`;
  return { received, path };
}

async function send(path: string, exchange: Exchange, options: Options = {}, rest: Options = {}, signal?: AbortSignal) {
  const component = httpComponent();
  onTestFinished(() => component.stop!());
  const uri = `http://${path}`;
  const endpoint = component.createEndpoint(
    { uri, masked: uri, scheme: 'http', path, options: withDefaults(httpSpec.options, options), rest },
    fakeContext(),
  );
  const producer = await endpoint.createProducer!();
  await producer.process(exchange, signal ?? new AbortController().signal);
  return exchange;
}

function message(body: unknown, headers: Options = {}): Exchange {
  const exchange = new Exchange(body);
  for (const [name, value] of Object.entries(headers)) exchange.headers.set(name, value);
  return exchange;
}

test('posts a body and takes the answer with its headers', async () => {
  const { path, received } = await server((response) => {
    response.setHeader('content-type', 'application/json; charset=utf-8').setHeader('x-total', '3');
    response.statusCode = 201;
    response.end('{"é":1}');
  });
  const exchange = await send(`${path}/api/things`, message('body', { 'Content-Type': 'text/plain', keep: 'me' }));
  expect(received[0]).toMatchObject({ method: 'POST', url: '/api/things', body: 'body' });
  expect(received[0]!.headers['content-type']).toBe('text/plain');
  expect(exchange.body).toBe('{"é":1}');
  expect(exchange.headers.toObject()).toMatchObject({ CamelHttpResponseCode: 201, 'X-Total': '3', keep: 'me' });
});

test('the method follows header, option, query and body, in this order', async () => {
  const { path, received } = await server();
  await send(path, message(null));
  await send(path, message('x'), {}, { a: '1 2' });
  await send(path, message('x'), { httpMethod: 'PUT' });
  await send(path, message('x', { CamelHttpMethod: 'PATCH' }), { httpMethod: 'PUT' });
  expect(received.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /', 'GET /?a=1+2', 'PUT /', 'PATCH /']);
  expect(received[1]!.body).toBe('');
});

test('path and query may be set by the route, and not through a bridge', async () => {
  const { path, received } = await server();
  const headers = { CamelHttpPath: 'below', CamelHttpQuery: 'q=%20', CamelHttpUri: `http://${path}/other` };
  await send(`${path}/base/`, message(null, headers));
  await send(`${path}/base/`, message(null, headers), { bridgeEndpoint: true });
  expect(received.map(({ url }) => url)).toEqual(['/other/below?q=%20', '/base/?q=%20']);
});

test('only headers that HTTP knows go out, others when named, those of the engine never', async () => {
  const { path, received } = await server();
  const headers = {
    Accept: 'a/b',
    'X-Own': 'x',
    CamelFileName: 'f',
    DhowThing: 'd',
    Host: 'evil',
    'X-Bad': 'a\r\nb: c',
  };
  await send(path, message('x', headers));
  await send(path, message('x', headers), { sendHeaders: '*' });
  const sent = received.map(({ headers: own }) => [own.accept, own['x-own'], own['camelfilename'], own['b']]);
  expect(sent).toEqual([
    ['a/b', undefined, undefined, undefined],
    ['a/b', 'x', undefined, undefined],
  ]);
  expect(received[1]!.headers.host).toBe(path);
});

test('headers of an answer do not steer the route', async () => {
  const { path } = await server((response) => {
    response.setHeader('CamelHttpUri', 'http://evil').setHeader('Set-Cookie', 'a=b');
    response.end('ok');
  });
  const exchange = await send(path, message('x'));
  expect(exchange.header('CamelHttpUri')).toBeUndefined();
  expect(exchange.header('Set-Cookie')).toBeUndefined();
});

test('an answer outside the range is an error with the answer in it, and neither body nor query in its text', async () => {
  const { path } = await server((response) => {
    response.statusCode = 409;
    response.end('{"patient":"Ada"}');
  });
  const failure: unknown = await send(path, message(null, { CamelHttpQuery: 'token=secret' })).catch((e: unknown) => e);
  expect(failure).toBeInstanceOf(HttpOperationFailed);
  expect(failure).toMatchObject({
    message: `HTTP operation failed invoking http://${path}/ with statusCode: 409`,
    exceptionType: 'org.apache.camel.http.base.HttpOperationFailedException',
    statusCode: 409,
  });
  const { responseBody, uri } = failure as HttpOperationFailed;
  expect([responseBody, uri]).toEqual(['{"patient":"Ada"}', `http://${path}/?token=secret`]);
  expect(JSON.stringify(failure)).not.toMatch(/Ada|secret/);
  const tolerated = await send(path, message(null), { okStatusCodeRange: '200-299,409' });
  expect(tolerated.header('CamelHttpResponseCode')).toBe(409);
  const passed = await send(path, message(null), { throwExceptionOnFailure: false });
  expect(passed.body).toEqual(new TextEncoder().encode('{"patient":"Ada"}'));
});

test('sends streams and objects, and gives the answer as a stream when asked', async () => {
  const { path, received } = await server();
  async function* stream() {
    yield await Promise.resolve('a');
    yield Buffer.from('b');
  }
  await send(path, message(stream()));
  const exchange = await send(path, message([{ a: 1 }]), { streamResponse: true });
  expect(received.map(({ body }) => body)).toEqual(['ab', '[{"a":1}]']);
  expect(received[1]!.headers['content-type']).toBe('application/json');
  let text = '';
  for await (const piece of exchange.body as AsyncIterable<Uint8Array>) text += Buffer.from(piece).toString();
  expect(text).toBe('ok');
});

test('authenticates, and masks what is secret', async () => {
  const { path, received } = await server();
  await send(path, message(null), { authUsername: 'ada', authPassword: 'pass' });
  await send(path, message(null), { authMethod: 'Bearer', authBearerToken: 'tok' });
  expect(received.map(({ headers }) => headers.authorization)).toEqual(['Basic YWRhOnBhc3M=', 'Bearer tok']);
  await expect(send(path, message(null), { authMethod: 'Bearer' })).rejects.toThrow('authBearerToken');
  expect(httpSpec.options.authPassword.secret && httpSpec.options.authBearerToken.secret).toBe(true);
});

test('redirects are errors unless followed, and credentials stay with their host', async () => {
  const other = await server();
  const { path } = await server((response) => {
    response.writeHead(302, { location: `http://${other.path}/there?x=1` }).end();
  });
  await expect(send(path, message(null))).rejects.toThrow(
    `with statusCode: 302, redirectLocation: http://${other.path}/there`,
  );
  const options = { followRedirects: true, authUsername: 'ada', authPassword: 'pass' };
  const exchange = await send(path, message(null), options);
  expect(exchange.body).toEqual(new TextEncoder().encode('ok'));
  expect(other.received[0]!.headers.authorization).toBeUndefined();
});

test('nobody there, no such host, no answer in time: each is named', async () => {
  const free = await server();
  const dead = createServer();
  await new Promise<void>((resolve) => dead.listen(0, '127.0.0.1', resolve));
  const { port } = dead.address() as AddressInfo;
  await new Promise((resolve) => dead.close(resolve));
  await expect(send(`127.0.0.1:${port}`, message(null))).rejects.toMatchObject({
    code: 'HTTP_CONNECTION_REFUSED',
    retryable: true,
    exceptionType: 'java.net.ConnectException',
  });
  const silent = await server(() => undefined);
  await expect(send(silent.path, message(null), { responseTimeoutMs: 50 })).rejects.toMatchObject({
    code: 'HTTP_TIMEOUT',
    exceptionType: 'java.net.SocketTimeoutException',
  });
  const cut = await server((response) => response.destroy());
  await expect(send(cut.path, message(null))).rejects.toMatchObject({ code: 'HTTP_CONNECTION_LOST' });
  expect(free.received).toEqual([]);
});

test('a call really ends when its signal aborts', async () => {
  const controller = new AbortController();
  let closed = false;
  const { path } = await server((response) => {
    response.on('close', () => (closed = true));
    controller.abort(new Error('time is up'));
  });
  await expect(send(path, message('x'), {}, {}, controller.signal)).rejects.toThrow('time is up');
  await until(() => closed);
});

test('a wrong status range says what to write', () => {
  const endpoint = fakeEndpoint(httpComponent(), 'localhost', { okStatusCodeRange: '2xx' }, fakeContext());
  expect(() => endpoint.createProducer!()).toThrow('statuses and ranges with commas, such as 200-299,409');
});

test('a call of a traced message belongs to the span that it is made in, not to the one that the message came with', async () => {
  const { path, received } = await server();
  const exchange = message(null, { Traceparent: 'of-the-caller', baggage: 'of=caller' });
  exchange.trace = {
    outer: undefined,
    logFields: {},
    headers: () => ({ traceparent: 'of-the-call' }),
    joinedBy: () => exchange.trace!,
  };
  await send(path, exchange);
  expect(received[0]!.headers['traceparent']).toBe('of-the-call');
  expect(received[0]!.headers['baggage']).toBeUndefined();
  expect(exchange.header('traceparent')).toBe('of-the-caller');
});
