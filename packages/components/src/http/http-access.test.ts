import { createServer, request as forward, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Exchange } from '@dhow/core/component';
import { expect, onTestFinished, test } from 'vitest';
import { fakeContext, withDefaults, type FakeContext } from '../../test/fake-context.ts';
import { httpComponent, httpSpec } from './index.ts';

type Options = Readonly<Record<string, unknown>>;

interface Seen {
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: string;
  readonly headers: IncomingMessage['headers'];
}

/** Answers with what the function gives: a status, and a value as JSON. */
async function serving(answer: (seen: Seen) => readonly [status: number, value: unknown]) {
  const seen: Seen[] = [];
  const server = createServer((incoming, outgoing) => {
    let body = '';
    incoming.setEncoding('utf8').on('data', (piece: string) => (body += piece));
    incoming.on('end', () => {
      const { url = '', headers } = incoming;
      seen.push({ url, authorization: headers.authorization, body, headers });
      const [status, value] = answer(seen.at(-1)!);
      outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  onTestFinished(() => server.closeAllConnections());
  const { port } = server.address() as AddressInfo;
  return { seen, port, path: `127.0.0.1:${port}` };
}

function producing(path: string, options: Options, context: FakeContext = fakeContext()) {
  const component = httpComponent();
  onTestFinished(() => component.stop!());
  const uri = { uri: `http://${path}`, masked: `http://${path}`, scheme: 'http', path, rest: {} };
  const endpoint = component.createEndpoint({ ...uri, options: withDefaults(httpSpec.options, options) }, context);
  return async (body: unknown = null, headers: Options = {}) => {
    const exchange = new Exchange(body);
    for (const [name, value] of Object.entries(headers)) exchange.headers.set(name, value);
    await (await endpoint.createProducer!()).process(exchange, new AbortController().signal);
    return exchange;
  };
}

const oauth2 = (port: number) => ({
  oauth2ClientId: 'me',
  oauth2ClientSecret: 'hidden',
  oauth2TokenEndpoint: `http://127.0.0.1:${port}/token`,
});

/** One producer for several calls, as a route has it. */
async function caller(path: string, options: Options, context: FakeContext) {
  const component = httpComponent();
  onTestFinished(() => component.stop!());
  const uri = { uri: `http://${path}`, masked: `http://${path}`, scheme: 'http', path, rest: {} };
  const endpoint = component.createEndpoint({ ...uri, options: withDefaults(httpSpec.options, options) }, context);
  const producer = await endpoint.createProducer!();
  return () => Promise.resolve(producer.process(new Exchange(null), new AbortController().signal));
}

test('calls carry a token of OAuth2, which serves until shortly before its end or until it is refused', async () => {
  let number = 0;
  const tokens = await serving(() => [200, { access_token: `t${++number}`, expires_in: 60 }]);
  const refused = new Set<string>();
  const api = await serving(({ authorization }) => [refused.has(authorization!) ? 401 : 200, {}]);
  const context = fakeContext();
  const call = await caller(
    api.path,
    { ...oauth2(tokens.port), oauth2Scope: 'a b', oauth2ResourceIndicator: 'r' },
    context,
  );
  await Promise.all([call(), call()]);
  expect(api.seen.map(({ authorization }) => authorization)).toEqual(['Bearer t1', 'Bearer t1']);
  expect(tokens.seen).toMatchObject([
    {
      url: '/token',
      authorization: `Basic ${Buffer.from('me:hidden').toString('base64')}`,
      body: 'grant_type=client_credentials&scope=a+b&resource=r',
    },
  ]);
  await context.clock.advance(56_000);
  await call();
  expect(api.seen.at(-1)!.authorization).toBe('Bearer t2');
  refused.add('Bearer t2');
  await expect(call()).rejects.toMatchObject({ statusCode: 401 });
  await call();
  expect(api.seen.at(-1)!.authorization).toBe('Bearer t3');
});

test('without a cache each call asks; id and secret may go in the body, and a token may not say when it ends', async () => {
  let number = 0;
  const tokens = await serving(() => [200, { access_token: `t${++number}` }]);
  const api = await serving(() => [200, {}]);
  const context = fakeContext();
  const asking = await caller(
    api.path,
    { ...oauth2(tokens.port), oauth2CacheTokens: false, oauth2BodyAuthentication: true },
    context,
  );
  await asking();
  await asking();
  expect(tokens.seen.map(({ body, authorization }) => [body, authorization])).toEqual(
    Array.from({ length: 2 }, () => ['grant_type=client_credentials&client_id=me&client_secret=hidden', undefined]),
  );
  const expiring = { oauth2CachedTokensDefaultExpirySeconds: 10, oauth2CachedTokensExpirationMarginSeconds: 0 };
  const cached = await caller(api.path, { ...oauth2(tokens.port), ...expiring }, context);
  await cached();
  await context.clock.advance(9_999);
  await cached();
  await context.clock.advance(1);
  await cached();
  expect(api.seen.map(({ authorization }) => authorization).slice(2)).toEqual(['Bearer t3', 'Bearer t3', 'Bearer t4']);
});

test('a refusal of the token endpoint is told without the secret, and so are settings that are not whole', async () => {
  const tokens = await serving(({ url }) =>
    url === '/token' ? [400, { error: 'invalid_client' }] : [200, { nothing: 1 }],
  );
  const refusal = await producing('127.0.0.1:1', oauth2(tokens.port))().catch((error: unknown) => error);
  expect(refusal).toMatchObject({ statusCode: 400, message: expect.stringContaining('/token') as string });
  expect(String(refusal)).not.toContain('hidden');
  const other = { ...oauth2(tokens.port), oauth2TokenEndpoint: `http://127.0.0.1:${tokens.port}/other` };
  await expect(producing('127.0.0.1:1', other)()).rejects.toThrow('answers with JSON that has an access_token');
  await expect(producing('127.0.0.1:1', { oauth2ClientId: 'me' })()).rejects.toThrow('oauth2ClientSecret');
  await expect(producing('127.0.0.1:1', { ...oauth2(1), oauth2TokenEndpoint: 'token' })()).rejects.toThrow(
    'an address',
  );
});

test('calls go through a proxy, which is told who calls', async () => {
  const api = await serving(() => [200, { from: 'api' }]);
  const authorizations: (string | undefined)[] = [];
  const proxy = createServer((incoming, outgoing) => {
    authorizations.push(incoming.headers['proxy-authorization']);
    const target = new URL(incoming.url!, `http://${incoming.headers.host}`);
    forward(target, { method: incoming.method }, (answer) => answer.pipe(outgoing.writeHead(answer.statusCode!))).end();
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void proxy.close());
  onTestFinished(() => proxy.closeAllConnections());
  const { port } = proxy.address() as AddressInfo;
  const through = { proxyHost: '127.0.0.1', proxyPort: port, proxyAuthUsername: 'u', proxyAuthPassword: 'p' };
  const exchange = await producing(`${api.path}/x`, through)();
  expect([exchange.header('CamelHttpResponseCode'), api.seen.map(({ url }) => url)]).toEqual([200, ['/x']]);
  expect(authorizations).toEqual([`Basic ${Buffer.from('u:p').toString('base64')}`]);
  await expect(async () => producing('h', { proxyHost: 'a b' })()).rejects.toThrow('such as proxy.example.org');
});

test('headers of the message neither go out nor steer, where that is asked for', async () => {
  const api = await serving(() => [200, {}]);
  const send = producing(`${api.path}/x`, { skipRequestHeaders: true, skipControlHeaders: true });
  await send('body', { Accept: 'text/plain', CamelHttpPath: '/y', CamelHttpMethod: 'DELETE', CamelHttpQuery: 'q=1' });
  expect(api.seen).toMatchObject([{ url: '/x', body: 'body' }]);
  expect(api.seen[0]!.headers['accept']).toBeUndefined();
});
