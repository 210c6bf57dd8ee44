import {
  createContext,
  rest,
  route,
  type DhowContext,
  type RestVerifier,
  type RouteBuilder,
  type RoutesModel,
} from '@dhow/core';
import { formatYamlProblem, loadYaml, validateYaml } from '@dhow/core/yaml';
import { request } from 'undici';
import { afterEach, expect, test } from 'vitest';
import { directComponent } from '../direct/index.ts';
import { platformHttpComponent } from './index.ts';

const running: DhowContext[] = [];

afterEach(async () => {
  for (const context of running.splice(0)) await context.stop(0);
});

interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS';
  readonly body?: string;
  readonly headers?: Record<string, string>;
}

type Source = readonly (RoutesModel | RouteBuilder)[];

async function serve(
  sources: string | Source,
  options: { beans?: Record<string, unknown>; properties?: Record<string, string> } = {},
) {
  const http = platformHttpComponent({ port: 0 });
  const context = createContext({ components: [http, directComponent()], ...options });
  running.push(context);
  await context.addRoutes(...(typeof sources === 'string' ? [loadYaml(sources)] : sources));
  await context.start();
  const call = async (path: string, { method = 'GET', ...more }: Call = {}) => {
    const answer = await request(`${http.address!.url}${path}`, { method, ...more });
    const text = await answer.body.text();
    const type = String(answer.headers['content-type'] ?? '');
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text,
      json: type.includes('json') && text.trim() !== '' ? (JSON.parse(text) as unknown) : undefined,
    };
  };
  return { context, call };
}

const json = (body: string): Call => ({ method: 'POST', body, headers: { 'content-type': 'application/json' } });

const echo = `
- route:
    id: echo
    from:
      uri: direct:echo
      steps:
        - setBody: { simple: "\${header.id} \${header.month} \${body}" }
`;

test('operations go to their endpoints, each by a route of its own', async () => {
  const { call, context } = await serve(`
- restConfiguration: { contextPath: /api }
- rest:
    path: /reports
    get:
      - path: /{id}
        to: direct:echo
      - path: /
        id: list-reports
        to: { uri: direct, parameters: { name: echo } }
    delete:
      - { path: "/{id}", to: direct:echo, routeId: remove }
${echo}`);
  expect((await call('/api/reports/7?month=1')).text).toBe('7 1 ');
  expect((await call('/api/reports')).status).toBe(200);
  expect((await call('/api/reports/7', { method: 'PUT' })).status).toBe(405);
  expect(context.routes.ids.toSorted()).toEqual(['echo', 'list-reports', 'remove', 'rest-get-api-reports-id']);
  expect(context.routes.get('rest-get-api-reports-id')!.counter.completed).toBe(1);
});

const checked = (more = '') => `
- rest:
    path: /reports
    clientRequestValidation: true
    ${more}
    post:
      - path: /{id}
        to: direct:echo
        consumes: application/json
        produces: text/plain
        param:
          - { name: id, type: path, dataType: integer }
          - { name: month, type: query, dataType: string, allowableValues: [{ value: jan }, { value: feb }], required: false, defaultValue: jan }
          - { name: limit, type: query, dataType: number }
          - { name: X-Flag, type: header, dataType: boolean, required: false }
          - { name: units, type: query, dataType: array, arrayType: integer, collectionFormat: csv, required: false }
          - { name: body, type: body }
${echo}`;

test('parameters are checked, and completed by their defaults; nothing repeats their values', async () => {
  const { call } = await serve(checked());
  expect((await call('/reports/7?limit=1', json('{}'))).text).toBe('7 jan {}');
  const wrong = await call('/reports/x?month=mar&units=1,b', {
    ...json(''),
    headers: { 'content-type': 'application/json', 'X-Flag': 'maybe' },
  });
  expect(wrong.status).toBe(400);
  expect(wrong.json).toEqual({
    title: 'The request is not as expected',
    status: 400,
    errors: [
      { in: 'path', name: 'id', expected: 'a whole number' },
      { in: 'query', name: 'month', expected: 'one of jan, feb' },
      { in: 'query', name: 'limit', expected: 'a value' },
      { in: 'header', name: 'X-Flag', expected: 'true or false' },
      { in: 'query', name: 'units', expected: 'a whole number' },
      { in: 'body', expected: 'a body' },
    ],
  });
  expect((await call('/reports/7?limit=1', json('{'))).json).toMatchObject({
    errors: [{ in: 'body', pointer: '', expected: 'JSON' }],
  });
});

test('a query cannot stand for a header that is required', async () => {
  const { call } = await serve(`
- rest:
    path: /a
    clientRequestValidation: true
    get: [{ to: direct:echo, param: [{ name: X-Key, type: header }] }]
${echo}`);
  expect((await call('/a?X-Key=1')).status).toBe(400);
  expect((await call('/a', { headers: { 'X-Key': '1' } })).status).toBe(200);
});

test('types of bodies and answers are checked', async () => {
  const { call } = await serve(checked());
  expect(
    (await call('/reports/7?limit=1', { method: 'POST', body: 'a', headers: { 'content-type': 'text/csv' } })).status,
  ).toBe(415);
  const asked = { ...json('{}'), headers: { 'content-type': 'application/json', accept: 'image/png' } };
  expect((await call('/reports/7?limit=1', asked)).status).toBe(406);
});

test('binding makes values of JSON, and JSON of values', async () => {
  const bound = (mode: string) =>
    serve([
      loadYaml(`- rest: { path: /a, bindingMode: ${mode}, post: [{ to: direct:a }] }`),
      route('a')
        .from('direct:a')
        .process((message) => {
          message.body = { type: typeof message.body };
        }),
    ]);
  const typeOf = async (mode: string, type: string, body: string) =>
    (await (await bound(mode)).call('/a', { method: 'POST', body, headers: { 'content-type': type } })).json;
  expect(await typeOf('off', 'application/json', '{}')).toEqual({ type: 'string' });
  expect(await typeOf('json', 'application/json', '{}')).toEqual({ type: 'object' });
  expect(await typeOf('auto', 'application/geo+json', '[1]')).toEqual({ type: 'object' });
  expect(await typeOf('auto', 'text/plain', '{}')).toEqual({ type: 'string' });
  expect(await typeOf('json', 'application/json', '{"a":')).toMatchObject({ status: 400 });
});

test('answers are checked: status, headers, JSON', async () => {
  const { call } = await serve([
    loadYaml(`
- rest:
    path: /a
    clientResponseValidation: true
    produces: application/json
    get:
      - to: direct:a
        responseMessage:
          - { code: 200, message: Fine, header: [{ name: ETag }] }
`),
    route('a')
      .from('direct:a')
      .process((message) => {
        if (message.header('code') !== undefined)
          message.setHeader('CamelHttpResponseCode', Number(message.header('code')));
        if (message.header('tag') !== undefined) message.setHeader('ETag', '1');
        message.body = message.header('text') ?? '{}';
      }),
  ]);
  expect((await call('/a?tag=1')).status).toBe(200);
  expect((await call('/a?tag=1&code=202')).json).toMatchObject({
    status: 500,
    errors: [{ expected: 'the status 200' }],
  });
  expect((await call('/a')).json).toMatchObject({ errors: [{ in: 'header', name: 'ETag' }] });
  expect((await call('/a?tag=1&text=no')).json).toMatchObject({ errors: [{ in: 'body', expected: 'JSON' }] });
});

const secured = `
- rest:
    path: /a
    securityDefinitions:
      apiKey: { key: key, name: X-Key, inHeader: true }
      basicAuth: { key: users }
      bearerToken: { key: tokens }
    securityRequirements: [{ key: users }, { key: tokens, scopes: "read,write" }]
    get:
      - { path: /both, to: direct:who }
      - { path: /key, to: direct:who, security: [{ key: key }] }
- route: { from: { uri: direct:who, steps: [{ setBody: { simple: "\${exchangeProperty.DhowPrincipal}" } }] } }
`;

test('callers must show credentials, which beans and properties check', async () => {
  const seen: unknown[] = [];
  const tokens: RestVerifier = (credentials) => {
    seen.push(credentials);
    return credentials.kind === 'bearer' && credentials.token === 'good' && { principal: 'service' };
  };
  const properties = {
    'rest.security.users.username': 'ana',
    'rest.security.users.password': 'pa:ss',
    'rest.security.key.key': 'k1',
  };
  const { call } = await serve(secured, { beans: { tokens }, properties });
  const basic = (text: string) => ({ headers: { authorization: `Basic ${Buffer.from(text).toString('base64')}` } });
  const none = await call('/a/both');
  expect([none.status, none.headers['www-authenticate']]).toEqual([401, 'Basic realm="users", Bearer realm="tokens"']);
  expect((await call('/a/both', basic('ana:pa:ss'))).text).toBe('ana');
  expect((await call('/a/both', basic('ana:wrong'))).status).toBe(401);
  expect((await call('/a/both', { headers: { authorization: 'Bearer good' } })).text).toBe('service');
  expect((await call('/a/both', { headers: { authorization: 'Bearer bad' } })).status).toBe(401);
  expect(seen[0]).toEqual({ kind: 'bearer', token: 'good', scopes: ['read', 'write'] });
  expect((await call('/a/key', { headers: { 'X-Key': 'k1' } })).status).toBe(204);
  expect((await call('/a/key?X-Key=k1')).status).toBe(401);
  expect((await call('/a/key', basic('ana:pa:ss'))).status).toBe(401);
});

test('a start fails when nothing checks the credentials, or a requirement is not defined', async () => {
  await expect(serve(secured)).rejects.toMatchObject({ code: 'ROUTE_REST_NO_VERIFIER', details: { scheme: 'users' } });
  const unknown = '- rest: { path: /a, get: [{ to: direct:a, security: [{ key: gone }] }] }';
  await expect(serve(unknown)).rejects.toThrow('the security "gone" is not defined');
  const mutual =
    '- rest: { path: /a, securityDefinitions: { mutualTLS: { key: m } }, get: [{ to: direct:a, security: [{ key: m }] }] }';
  await expect(serve(mutual)).rejects.toThrow('the security "m" is not supported');
  const nowhere = '- rest: { path: /a, get: [{ path: /x }] }';
  await expect(serve(nowhere)).rejects.toThrow('get /a/x: the operation has no "to"');
});

test('keys in the query and in cookies', async () => {
  const key: RestVerifier = (credentials) => credentials.kind === 'apiKey' && credentials.key === 'k';
  for (const [where, call] of [
    ['inQuery', (send: Awaited<ReturnType<typeof serve>>['call']) => send('/a?k=k')],
    ['inCookie', (send: Awaited<ReturnType<typeof serve>>['call']) => send('/a', { headers: { cookie: 'x=1; k=k' } })],
  ] as const) {
    const text = `- rest: { path: /a, securityDefinitions: { apiKey: { key: key, name: k, ${where}: true } }, securityRequirements: [{ key: key }], get: [{ to: direct:echo }] }${echo}`;
    const served = await serve(text, { beans: { key: { verify: key } } });
    expect((await call(served.call)).status).toBe(200);
    expect((await served.call('/a')).status).toBe(401);
  }
});

test('browsers of other origins may call when CORS is on', async () => {
  const { call } = await serve(`
- restConfiguration: { enableCORS: true, corsAllowCredentials: true, corsHeaders: [{ key: Access-Control-Allow-Origin, value: "https://a.org, https://b.org" }] }
- rest: { path: /a, get: [{ to: direct:echo }], post: [{ to: direct:echo }] }
${echo}`);
  const asked = await call('/a', { method: 'OPTIONS', headers: { origin: 'https://b.org' } });
  expect(asked.status).toBe(204);
  expect(asked.headers).toMatchObject({
    'access-control-allow-origin': 'https://b.org',
    'access-control-allow-credentials': 'true',
    allow: 'GET, POST, HEAD, OPTIONS',
  });
  expect((await call('/a', { headers: { origin: 'https://a.org' } })).headers['access-control-allow-origin']).toBe(
    'https://a.org',
  );
  expect(
    (await call('/a', { headers: { origin: 'https://c.org' } })).headers['access-control-allow-origin'],
  ).toBeUndefined();
  const open =
    '- restConfiguration: { enableCORS: true, corsAllowCredentials: true }\n- rest: { path: /a, get: [{ to: direct:echo }] }';
  await expect(serve(open)).rejects.toThrow('corsHeaders');
});

test('the document of the services is served', async () => {
  const { call } = await serve(`
- restConfiguration: { apiContextPath: /api-doc, apiProperty: [{ key: api.title, value: Reports }, { key: api.version, value: "2" }] }
${checked('tag: reports').trim()}`);
  const { json: document } = await call('/api-doc');
  expect(document).toMatchObject({
    openapi: '3.0.3',
    info: { title: 'Reports', version: '2' },
    paths: {
      '/reports/{id}': {
        post: {
          operationId: 'rest-post-reports-id',
          tags: ['reports'],
          requestBody: { required: true, content: { 'application/json': {} } },
          responses: { 200: { content: { 'text/plain': {} } } },
        },
      },
    },
  });
  expect(
    (document as { paths: Record<string, { post: { parameters: unknown[] } }> }).paths['/reports/{id}']!.post
      .parameters,
  ).toContainEqual({
    name: 'month',
    in: 'query',
    required: false,
    schema: { type: 'string', enum: ['jan', 'feb'], default: 'jan' },
  });
});

test('with inlineRoutes an operation takes the place of its direct route', async () => {
  const { call, context } = await serve(`
- restConfiguration: { inlineRoutes: true }
- rest: { path: /a, get: [{ path: "/{id}", to: direct:echo }] }
${echo}`);
  expect((await call('/a/1')).text).toBe('1  ');
  expect(context.routes.ids).toEqual(['echo']);
});

test('services are reloaded with their routes', async () => {
  const { call, context } = await serve(`- rest: { path: /a, get: [{ to: direct:echo }] }\n${echo}`);
  await context.reloadRoutes(loadYaml('- rest: { path: /a, produces: application/json, get: [{ to: direct:echo }] }'));
  expect((await call('/a')).headers['content-type']).toContain('application/json');
});

test('a reload takes away the operations that a file has no more; the other files keep theirs', async () => {
  const file = (name: string, text: string) => loadYaml(text, { file: name });
  const { call, context } = await serve([
    file('a.yaml', '- rest: { path: /a, get: [{ to: direct:echo }, { path: /old, to: direct:echo }] }'),
    file('b.yaml', `- rest: { path: /b, get: [{ to: direct:echo }] }\n${echo}`),
  ]);
  expect((await call('/a/old')).status).toBe(200);
  await context.reloadRoutes(
    file(
      'a.yaml',
      '- rest: { path: /a, produces: application/json, get: [{ to: direct:echo }, { path: /new, to: direct:echo }] }',
    ),
  );
  expect((await call('/a/old')).status).toBe(404);
  expect((await call('/a')).headers['content-type']).toContain('application/json');
  expect([(await call('/a/new')).status, (await call('/b')).status]).toEqual([200, 200]);
  await context.reloadRoutes(
    file('a.yaml', '- route: { id: other, from: { uri: "direct:other", steps: [{ log: x }] } }'),
  );
  expect([(await call('/a')).status, (await call('/a/new')).status, (await call('/b')).status]).toEqual([
    404, 404, 200,
  ]);
  expect(context.routes.ids.filter((id) => id.startsWith('rest-'))).toEqual(['rest-get-b']);
});

test('an operation may change its id, its path and whether it is inlined; the document and preflights follow', async () => {
  const version = (operations: string, inlineRoutes: boolean) =>
    loadYaml(
      `- restConfiguration: { inlineRoutes: ${inlineRoutes}, enableCORS: true, apiContextPath: /doc }\n` +
        `- rest: { path: /a, get: [${operations}] }\n${echo}`,
    );
  const { call, context } = await serve([
    version('{ id: one, to: direct:echo }, { id: two, path: /two, to: direct:echo }', false),
  ]);
  const paths = async () => Object.keys((JSON.parse((await call('/doc')).text) as { paths: object }).paths);
  expect(await paths()).toEqual(['/a', '/a/two']);
  await context.reloadRoutes(
    version('{ id: first, to: direct:echo }, { id: two, path: /zwei, to: direct:echo }', false),
  );
  expect(await paths()).toEqual(['/a', '/a/zwei']);
  const statuses = async (...all: string[]) => Promise.all(all.map(async (path) => (await call(path)).status));
  expect(await statuses('/a', '/a/zwei', '/a/two')).toEqual([200, 200, 404]);
  expect((await call('/a/two', { method: 'OPTIONS' })).status).toBe(404);
  await context.reloadRoutes(version('{ to: direct:echo }', true));
  expect(await statuses('/a', '/a/zwei')).toEqual([200, 404]);
  expect(context.routes.ids).toContain('echo');
  await context.reloadRoutes(version('{ to: direct:echo }', false));
  expect(await statuses('/a', '/a/zwei')).toEqual([200, 404]);
});

test('operations may take over the paths of each other, with the routes that they take in', async () => {
  const version = (one: string, two: string, inline: boolean) => `
- restConfiguration: { inlineRoutes: ${inline} }
- rest: { path: /a, get: [{ id: one, path: ${one}, to: direct:one }, { id: two, path: ${two}, to: direct:two }] }
- route: { id: first, from: { uri: direct:one, steps: [{ setBody: { constant: first } }] } }
- route: { id: second, from: { uri: direct:two, steps: [{ setBody: { constant: second } }] } }`;
  const file = (...parts: Parameters<typeof version>) => loadYaml(version(...parts), { file: 'a.yaml' });
  const { call, context } = await serve([file('/x', '/y', false)]);
  const answers = async () => [(await call('/a/x')).text, (await call('/a/y')).text];
  expect(await answers()).toEqual(['first', 'second']);
  await context.reloadRoutes(file('/y', '/x', false));
  expect(await answers()).toEqual(['second', 'first']);
  await context.reloadRoutes(file('/x', '/y', true));
  expect([await answers(), context.routes.ids.toSorted()]).toEqual([
    ['first', 'second'],
    ['first', 'second'],
  ]);
  await context.reloadRoutes(file('/y', '/x', false));
  expect([await answers(), context.routes.ids.toSorted()]).toEqual([
    ['second', 'first'],
    ['first', 'one', 'second', 'two'],
  ]);
});

test('a request under way is answered by the version that took it; its operation is gone afterwards', async () => {
  const version = (id: string, path: string, text: string) =>
    loadYaml(`
- rest: { path: /slow, get: [{ id: ${id}, path: ${path}, to: direct:${text} }] }
- route:
    id: ${text}
    from: { uri: direct:${text}, steps: [{ process: { ref: wait } }, { setBody: { constant: ${text} } }] }`);
  let go: () => void = () => undefined;
  let entered: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (go = resolve));
  const inside = new Promise<void>((resolve) => (entered = resolve));
  const wait = async () => {
    entered();
    await gate;
  };
  const { call, context } = await serve([version('one', '/x', 'first')], { beans: { wait } });
  const answer = call('/slow/x');
  await inside;
  const reloading = context.reloadRoutes(version('two', '/y', 'second'));
  await expect.poll(async () => (await call('/slow/x')).status).toBe(503);
  go();
  await reloading;
  expect((await answer).text).toBe('first');
  expect((await call('/slow/x')).status).toBe(404);
  expect((await call('/slow/y')).text).toBe('second');
});

test('when a new version cannot run, the service is as it was, with what the new one had taken away', async () => {
  const { call, context } = await serve(
    `- rest: { path: /a, get: [{ to: direct:echo }, { path: /old, to: direct:echo }] }\n${echo}
- route: { id: taken, from: { uri: "platform-http:/a/taken", steps: [{ setBody: { constant: mine } }] } }`,
  );
  const clashing =
    '- rest: { path: /a, produces: text/html, get: [{ to: direct:echo }, { path: /taken, to: direct:echo }] }';
  await expect(context.reloadRoutes(loadYaml(clashing))).rejects.toMatchObject({ code: 'ROUTE_RELOAD_FAILED' });
  const broken = '- rest: { path: /a, get: [{ to: direct:echo }, { path: /new, to: nosuch:x }] }';
  await expect(context.reloadRoutes(loadYaml(broken))).rejects.toMatchObject({ code: 'ROUTE_CREATE_FAILED' });
  for (const path of ['/a', '/a/old']) {
    const { status, headers } = await call(path);
    expect([status, String(headers['content-type'])]).toEqual([200, expect.not.stringContaining('html')]);
  }
  expect((await call('/a/taken')).text).toBe('mine');
  expect((await call('/a/new')).status).toBe(404);
  await context.reloadRoutes(loadYaml('- rest: { path: /a, get: [{ to: direct:echo }] }'));
  expect([(await call('/a')).status, (await call('/a/old')).status]).toEqual([200, 404]);
});

test('services of the typed builder are known by their path', async () => {
  const service = (text: string, ...paths: string[]) => {
    let built = rest('/r')
      .get('/')
      .route((steps) => steps.setBody(text));
    for (const path of paths) built = built.get(path).route((steps) => steps.setBody(text));
    return built;
  };
  const { call, context } = await serve([service('one', '/x')]);
  await context.reloadRoutes(service('two', '/y'));
  expect([(await call('/r')).text, (await call('/r/x')).status, (await call('/r/y')).text]).toEqual([
    'two',
    404,
    'two',
  ]);
});

test('the typed builder checks, converts and runs its own steps', async () => {
  const schema = {
    '~standard': {
      version: 1 as const,
      vendor: 'own',
      validate: (value: unknown) =>
        typeof (value as { cases?: unknown } | null)?.cases === 'number'
          ? { value: value as { cases: number } }
          : { issues: [{ message: 'a number', path: ['cases'] }] },
      types: undefined as unknown as { input: unknown; output: { cases: number } },
    },
  };
  const reports = rest('/reports')
    .get('/:id')
    .param('limit', { type: 'integer', default: 10 })
    .route((steps) => steps.transform(({ header }) => ({ id: header('id').toUpperCase(), next: header('limit') + 1 })))
    .post()
    .body(schema)
    .id('take')
    .route((steps) => steps.transform(({ body }) => ({ twice: body.cases * 2 })));
  const { call, context } = await serve([reports]);
  expect((await call('/reports/ab')).json).toEqual({ id: 'AB', next: 11 });
  expect((await call('/reports/ab?limit=4')).json).toEqual({ id: 'AB', next: 5 });
  expect((await call('/reports/ab?limit=x')).status).toBe(400);
  expect((await call('/reports', json('{"cases":4}'))).json).toEqual({ twice: 8 });
  expect((await call('/reports', json('{"cases":"x"}'))).json).toMatchObject({
    errors: [{ in: 'body', pointer: '/cases', expected: 'a number' }],
  });
  expect(context.routes.ids).toContain('take');
});

test('mistakes in YAML have their place', () => {
  const text = '- rest:\n    path: /a\n    get:\n      - too: direct:a\n        bindingMode: xml\n';
  const [first, second] = validateYaml(text).map(formatYamlProblem);
  expect(first).toBe('routes.yaml:4:9: "get of rest" has no option "too". Did you mean "to"?');
  expect(second).toMatch(/^routes.yaml:5:22.*off, auto, json/);
  expect(() => loadYaml('- rest: hello')).toThrow('a map of options');
});
