import { connect } from 'node:net';
import { createContext, route, type DhowContext, type RouteBuilder, type RoutesModel } from '@dhow/core';
import { VirtualClock } from '@dhow/core/testing';
import { request } from 'undici';
import { afterEach, expect, test } from 'vitest';
import { directComponent } from '../direct/index.ts';
import { isComponentError } from '../component-error.ts';
import { platformHttp, platformHttpComponent, type PlatformHttpSettings } from './index.ts';

const running: DhowContext[] = [];

afterEach(async () => {
  for (const context of running.splice(0)) await context.stop(0);
});

type Source = RoutesModel | RouteBuilder;

async function serve(sources: Source | readonly Source[], settings: PlatformHttpSettings = {}, options: object = {}) {
  const http = platformHttpComponent({ port: 0, ...settings });
  const context = createContext({ components: [http, directComponent()], ...options });
  running.push(context);
  await context.addRoutes(...(Array.isArray(sources) ? (sources as Source[]) : [sources as Source]));
  await context.start();
  const base = http.address!.url;
  const call = async (path: string, more: Parameters<typeof request>[1] = {}) => {
    const answer = await request(`${base}${path}`, more);
    const text = await answer.body.text();
    return { status: answer.statusCode, headers: answer.headers, text };
  };
  return { context, call, http, base };
}

const hello = route('hello').from(platformHttp('/hello')).setBody('Hello');

test('answers a request with the body that the route leaves', async () => {
  const { call } = await serve(hello);
  const { status, text, headers } = await call('/hello');
  expect([status, text]).toEqual([200, 'Hello']);
  expect(headers['content-type']).toBe('text/plain; charset=utf-8');
});

test('tells method, path, query and parameters as headers', async () => {
  const seen: Record<string, unknown>[] = [];
  const all = route('all')
    .from(platformHttp('/units/{unit}/reports/{id}'))
    .process(({ exchange }) => void seen.push(exchange.headers.toObject()));
  const { call } = await serve(all);
  await call('/units/A%2FB/reports/7?month=202601&x=1&x=2', { headers: { 'X-Own': 'yes' } });
  expect(seen[0]).toMatchObject({
    CamelHttpMethod: 'GET',
    CamelHttpPath: '/units/A%2FB/reports/7',
    CamelHttpQuery: 'month=202601&x=1&x=2',
    month: '202601',
    x: ['1', '2'],
    unit: 'A/B',
    id: '7',
    'X-Own': 'yes',
  });
});

test('a client cannot set headers of the engine, nor those of the request by a parameter', async () => {
  const seen: Record<string, unknown>[] = [];
  const all = route('all')
    .from(platformHttp('/all'))
    .process(({ exchange }) => void seen.push(exchange.headers.toObject()));
  const { call } = await serve(all);
  await call('/all?CamelFileName=/etc/x&Authorization=Basic%20x&dhowOther=1', {
    headers: { CamelHttpUri: 'http://elsewhere', DhowAny: '1', 'org.apache.camel.X': '1' },
  });
  const names = Object.keys(seen[0]!).filter((name) => /camel|dhow|authorization/i.test(name));
  expect(names.toSorted()).toEqual(['CamelHttpMethod', 'CamelHttpPath', 'CamelHttpQuery']);
});

test('takes text as text, forms as fields, other bodies as bytes', async () => {
  const seen: unknown[] = [];
  const all = route('all')
    .from(platformHttp('/all'))
    .process(({ body, header }) => void seen.push(body, header('a')));
  const { call } = await serve(all);
  const send = (type: string, body: string | Buffer) =>
    call('/all', { method: 'POST', headers: { 'content-type': type }, body });
  await send('application/json', '{"a":1}');
  await send('text/plain; charset=iso-8859-1', Buffer.from([0xe9]));
  await send('application/x-www-form-urlencoded', 'a=1&b=x+y');
  await send('application/octet-stream', Buffer.from([1, 2]));
  expect(seen[0]).toBe('{"a":1}');
  expect(seen[2]).toBe('é');
  expect(seen.slice(4, 6)).toEqual([{ a: '1', b: 'x y' }, '1']);
  expect(new Uint8Array(seen[6] as Uint8Array)).toEqual(new Uint8Array([1, 2]));
});

test('sends status and allowed headers that the route sets, and nothing of the request', async () => {
  const made = route('made')
    .from(platformHttp('/made', { sendHeaders: 'X-Total' }))
    .process((message) => {
      message.setHeader('CamelHttpResponseCode', 201);
      message.setHeader('Location', '/made/1');
      message.setHeader('X-Total', 3);
      message.setHeader('X-Inner', 'secret');
      message.setHeader('ETag', 'a\r\nSet-Cookie: x=1');
      message.body = { id: 1, big: 9n };
    });
  const { call } = await serve(made);
  const { status, headers, text } = await call('/made', {
    headers: { authorization: 'Bearer t', 'cache-control': 'no-store' },
  });
  expect([status, text]).toEqual([201, '{"id":1,"big":9}']);
  expect(headers).toMatchObject({
    location: '/made/1',
    'x-total': '3',
    'content-type': 'application/json; charset=utf-8',
  });
  for (const name of ['x-inner', 'authorization', 'cache-control', 'etag', 'set-cookie'])
    expect(headers[name]).toBeUndefined();
});

test('an empty body is 204; bytes and streams go out as they are, items as a JSON list', async () => {
  const streams = route('streams')
    .from(platformHttp('/{kind}'))
    .process((message) => {
      const bodies: Record<string, unknown> = {
        none: null,
        bytes: new Uint8Array([7]),
        texts: (async function* () {
          yield 'a';
          yield 'b';
        })(),
        items: (async function* () {
          yield { a: 1 };
          yield { a: 2 };
        })(),
      };
      message.body = bodies[String(message.header('kind'))] as never;
    });
  const { call } = await serve(streams);
  expect((await call('/none')).status).toBe(204);
  expect((await call('/bytes')).headers['content-type']).toBe('application/octet-stream');
  expect((await call('/texts')).text).toBe('ab');
  expect((await call('/items')).text).toBe('[{"a":1},{"a":2}]');
});

test('404, 405 with Allow, OPTIONS and HEAD', async () => {
  const { call } = await serve([
    route('get')
      .from(platformHttp('/a/{id}', { httpMethodRestrict: 'GET' }))
      .setBody('one'),
    route('me')
      .from(platformHttp('/a/me', { httpMethodRestrict: 'POST,PUT' }))
      .setBody('me'),
  ]);
  expect((await call('/b')).status).toBe(404);
  expect((await call('/%zz')).status).toBe(404);
  const refused = await call('/a/1', { method: 'DELETE' });
  expect([refused.status, refused.headers['allow']]).toEqual([405, 'GET, HEAD, OPTIONS']);
  const options = await call('/a/1', { method: 'OPTIONS' });
  expect([options.status, options.headers['allow']]).toEqual([204, 'GET, HEAD, OPTIONS']);
  const head = await call('/a/1', { method: 'HEAD' });
  expect([head.status, head.text, head.headers['content-length']]).toEqual([200, '', '3']);
  expect((await call('/a/me')).text).toBe('one');
  expect((await call('/a/me', { method: 'POST' })).text).toBe('me');
  expect((await call('/a/me', { method: 'DELETE' })).headers['allow']).toBe('GET, HEAD, POST, PUT, OPTIONS');
});

test('415 for a body of another type, 406 for a client that takes none of the answers', async () => {
  const typed = route('typed')
    .from(platformHttp('/typed', { consumes: 'application/json,text/*', produces: 'application/json' }))
    .setBody('{}');
  const { call } = await serve(typed);
  const send = (type: string) => call('/typed', { method: 'POST', headers: { 'content-type': type }, body: '1' });
  expect((await send('application/xml')).status).toBe(415);
  expect((await send('application/json; charset=utf-8')).status).toBe(200);
  expect((await send('text/csv')).status).toBe(200);
  const ask = async (accept: string) => (await call('/typed', { headers: { accept } })).status;
  expect(await ask('text/html')).toBe(406);
  expect(await ask('text/html, */*;q=0.1')).toBe(200);
  expect(await ask('application/*')).toBe(200);
  expect(await ask('*/*, application/json;q=0')).toBe(406);
  expect((await call('/typed')).headers['content-type']).toBe('application/json; charset=utf-8');
});

test('a prefix serves all that is below it, and tells what', async () => {
  const below = route('below')
    .from(platformHttp('/files', { matchOnUriPrefix: true }))
    .transform(({ header }) => `[${String(header('CamelHttpPath'))}]`);
  const { call } = await serve([below, route('near').from(platformHttp('/files/near')).setBody('near')]);
  expect((await call('/files')).text).toBe('[]');
  expect((await call('/files/a/b.csv?x=1')).text).toBe('[/a/b.csv]');
  expect((await call('/files/near')).text).toBe('near');
  expect((await call('/filesystem')).status).toBe(404);
});

test('a failure tells nothing unless muteException is false', async () => {
  const fail = (id: string, muteException: boolean) =>
    route(id)
      .from(platformHttp(`/${id}`, { muteException }))
      .process(() => {
        throw new TypeError('the reason');
      });
  const { call } = await serve([fail('muted', true), fail('open', false)]);
  expect(await call('/muted')).toMatchObject({ status: 500, text: '' });
  expect(await call('/open')).toMatchObject({ status: 500, text: 'TypeError: the reason' });
});

test('413 for a body that is too long, told or found', async () => {
  const small = route('small')
    .from(platformHttp('/small', { maxBodySize: 4 }))
    .setBody('ok');
  const streamed = route('streamed')
    .from(platformHttp('/streamed', { maxBodySize: 4, useStreaming: true }))
    .process(async (message) => {
      let length = 0;
      for await (const piece of message.body as AsyncIterable<Uint8Array>) length += piece.length;
      message.body = String(length) as never;
    });
  const { call } = await serve([small, streamed]);
  const post = (path: string, body: string | AsyncIterable<Buffer>) =>
    call(path, { method: 'POST', body: body as never });
  async function* pieces() {
    yield Buffer.from('abc');
    yield Buffer.from('def');
  }
  expect((await post('/small', 'abcd')).status).toBe(200);
  expect((await post('/small', 'abcde')).status).toBe(413);
  expect((await post('/small', pieces())).status).toBe(413);
  expect((await post('/streamed', 'abcd')).text).toBe('4');
  expect((await post('/streamed', pieces())).status).toBe(413);
});

test('an answer that takes too long is 503, and the message is aborted', async () => {
  const clock = new VirtualClock();
  let reason: unknown;
  let began: () => void = () => undefined;
  const beginning = new Promise<void>((resolve) => (began = resolve));
  const slow = route('slow')
    .from(platformHttp('/slow', { requestTimeoutMs: 500 }))
    .process(
      ({ signal }) =>
        new Promise<void>((_resolve, reject) => {
          signal.addEventListener('abort', () => reject((reason = signal.reason) as Error));
          began();
        }),
    );
  const { call } = await serve(slow, {}, { clock });
  const answering = call('/slow');
  await beginning;
  await clock.advance(500);
  expect((await answering).status).toBe(503);
  expect(isComponentError(reason, 'PLATFORM_HTTP_TIMEOUT')).toBe(true);
});

test('a client that goes aborts its message', async () => {
  const aborted = Promise.withResolvers<unknown>();
  const began = Promise.withResolvers<void>();
  const slow = route('slow')
    .from(platformHttp('/slow'))
    .process(({ signal }) => {
      signal.addEventListener('abort', () => aborted.resolve(signal.reason));
      began.resolve();
      return aborted.promise.then(() => undefined);
    });
  const { http } = await serve(slow);
  const socket = connect(http.address!.port, '127.0.0.1', () => socket.write('GET /slow HTTP/1.1\r\nHost: x\r\n\r\n'));
  await began.promise;
  socket.destroy();
  expect(isComponentError(await aborted.promise, 'PLATFORM_HTTP_CLIENT_GONE')).toBe(true);
});

test('further requests than the server takes at a time get 503', async () => {
  const gate = Promise.withResolvers<void>();
  const began = Promise.withResolvers<void>();
  const slow = route('slow')
    .from(platformHttp('/slow'))
    .process(() => {
      began.resolve();
      return gate.promise;
    })
    .setBody('done');
  const { call } = await serve(slow, { maxConcurrentRequests: 1 });
  const first = call('/slow');
  await began.promise;
  const second = await call('/slow');
  expect([second.status, second.headers['retry-after']]).toEqual([503, '1']);
  gate.resolve();
  expect((await first).text).toBe('done');
});

test('a stop waits for the answers under way and takes no more', async () => {
  const gate = Promise.withResolvers<void>();
  const began = Promise.withResolvers<void>();
  const slow = route('slow')
    .from(platformHttp('/slow'))
    .process(() => {
      began.resolve();
      return gate.promise;
    })
    .setBody('done');
  const { call, context } = await serve([slow, hello]);
  const first = call('/slow');
  await began.promise;
  const stopping = context.routes.stop('slow');
  expect((await call('/slow')).status).toBe(503);
  gate.resolve();
  await stopping;
  expect((await first).text).toBe('done');
  expect((await call('/slow')).status).toBe(404);
  expect((await call('/hello')).text).toBe('Hello');
});

test('a suspended route answers 503, and a resumed one again', async () => {
  const { call, context } = await serve(hello);
  await context.routes.suspend('hello');
  expect((await call('/hello')).status).toBe(503);
  await context.routes.resume('hello');
  expect((await call('/hello')).text).toBe('Hello');
});

test('a new version takes the place of a route while the server listens', async () => {
  const { call, context, http } = await serve(hello);
  const { port } = http.address!;
  await context.reloadRoutes(route('hello').from(platformHttp('/hello')).setBody('Again'));
  expect((await call('/hello')).text).toBe('Again');
  await context.reloadRoutes(route('hello').from(platformHttp('/other')).setBody('Other'));
  expect((await call('/hello')).status).toBe(404);
  expect((await call('/other')).text).toBe('Other');
  expect(http.address!.port).toBe(port);
});

test('a path that two routes want, a port that is taken and a method that is none fail the start', async () => {
  const twice = serve([
    route('a').from(platformHttp('/x/{a}')).setBody('a'),
    route('b').from(platformHttp('/x/{b}')).setBody('b'),
  ]);
  await expect(twice).rejects.toMatchObject({ cause: { code: 'PLATFORM_HTTP_PATH_TAKEN', details: { other: 'a' } } });
  const { http } = await serve(hello);
  await expect(serve(hello, { port: http.address!.port })).rejects.toMatchObject({
    cause: { code: 'PLATFORM_HTTP_NO_LISTEN' },
  });
  await expect(serve(route('m').from('platform-http:/m?httpMethodRestrict=FETCH').setBody('m'))).rejects.toThrow(
    'FETCH',
  );
});

test('an answer that cannot be written is a failure of the source', async () => {
  const warnings: string[] = [];
  const log = () => ({
    ...Object.fromEntries(['trace', 'debug', 'info', 'error'].map((level) => [level, () => undefined])),
    warn: (_text: string, details?: { error?: unknown }) => {
      if (isComponentError(details?.error)) warnings.push(details.error.code);
    },
    isEnabled: () => true,
  });
  const circular: Record<string, unknown> = {};
  circular['self'] = circular;
  const { call } = await serve(
    route('circular')
      .from(platformHttp('/circular'))
      .process((message) => {
        message.body = circular as never;
      }),
    {},
    { log },
  );
  expect((await call('/circular')).status).toBe(500);
  expect(warnings).toEqual(['PLATFORM_HTTP_ANSWER_BROKEN']);
});

test('host and port come from properties too, and the server closes with the context', async () => {
  const http = platformHttpComponent();
  const context = createContext({
    components: [http],
    properties: { 'camel.server.port': '0', 'camel.server.host': '127.0.0.1' },
  });
  await context.addRoutes(hello);
  expect(http.address).toBeUndefined();
  await context.start();
  const { url, port } = http.address!;
  expect(port).toBeGreaterThan(0);
  await context.stop();
  expect(http.address).toBeUndefined();
  await expect(request(`${url}/hello`)).rejects.toThrow('ECONNREFUSED');
  const bad = createContext({ components: [platformHttpComponent()], properties: { 'camel.server.port': 'x' } });
  await bad.addRoutes(hello);
  await expect(bad.start()).rejects.toThrow('camel.server.port');
});
