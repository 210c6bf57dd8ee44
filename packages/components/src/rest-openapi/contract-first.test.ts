import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, route, type DhowContext, type RouteBuilder, type RoutesModel } from '@dhow/core';
import { loadYaml } from '@dhow/core/yaml';
import { request } from 'undici';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { directComponent } from '../direct/index.ts';
import { platformHttpComponent } from '../platform-http/index.ts';
import { restOpenApiComponent } from './index.ts';

const running: DhowContext[] = [];
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'contract-'));
});

afterEach(async () => {
  for (const context of running.splice(0)) await context.stop(0);
  await rm(folder, { recursive: true });
});

const contract = (version: string, more = '') => `
openapi: ${version}
info: { title: Reports, version: "1" }
servers: [{ url: "https://example.org/{stage}/api", variables: { stage: { default: v1 } } }]
${more}
paths:
  /units/{unit}/reports:
    parameters:
      - $ref: "#/components/parameters/unit"
    get:
      operationId: listReports
      parameters:
        - { name: months, in: query, schema: { type: array, items: { type: integer, minimum: 1, maximum: 12 } } }
        - { name: states, in: query, explode: false, schema: { type: array, items: { enum: [open, done] } } }
        - { name: filter, in: query, style: deepObject, schema: { type: object, properties: { since: { type: string, format: date } } } }
        - { name: size, in: query, schema: { type: integer, default: 50 } }
        - { name: X-Trace, in: header, required: true, schema: { type: string, minLength: 3 } }
        - { name: shape, in: query, content: { application/json: { schema: { type: object, required: [a] } } } }
      responses:
        200:
          description: Reports
          content:
            application/json:
              schema: { type: array, items: { $ref: "#/components/schemas/Report" } }
              example: [{ id: 1, cases: 2 }]
    post:
      operationId: addReport
      requestBody:
        required: true
        content:
          application/json: { schema: { $ref: "#/components/schemas/Report" } }
      responses:
        201:
          description: Made
          headers: { Location: { required: true, schema: { type: string } } }
          content: { application/json: { schema: { $ref: "#/components/schemas/Report" } } }
components:
  parameters:
    unit: { name: unit, in: path, required: true, schema: { type: string, pattern: "^[A-Z]{2}$" } }
  schemas:
    Report:
      type: object
      required: [id, cases]
      additionalProperties: false
      properties:
        id: { type: integer, readOnly: true }
        cases: { type: integer, minimum: 0, exclusiveMinimum: ${version.startsWith('3.0') ? 'true' : '0'} }
        note: ${version.startsWith('3.0') ? '{ type: string, nullable: true }' : '{ type: [string, "null"] }'}
        units: { type: array, items: { type: string, enum: [a, b] } }
`;

const operations = [
  route('list')
    .from('direct:listReports')
    .transform(({ header }) => [{ id: 1, cases: Number(header('size')) }]),
  route('add')
    .from('direct:addReport')
    .process((message) => {
      message.setHeader('CamelHttpResponseCode', 201);
      message.setHeader('Location', '/1');
    }),
];

interface Settings {
  readonly text?: string;
  readonly file?: string;
  readonly rest?: string;
  readonly routes?: readonly (RoutesModel | RouteBuilder)[];
  readonly openApi?: string;
  readonly beans?: Record<string, unknown>;
  readonly properties?: Record<string, string>;
}

async function serve({
  text = contract('3.1.0'),
  file = 'api.yaml',
  rest = '',
  routes = operations,
  openApi = '',
  ...more
}: Settings = {}) {
  await writeFile(join(folder, file), text);
  const http = platformHttpComponent({ port: 0 });
  const context = createContext({
    components: [http, directComponent(), restOpenApiComponent()],
    baseFolder: folder,
    ...more,
  });
  running.push(context);
  await context.addRoutes(loadYaml(`- rest: { ${rest} openApi: { specification: ${file}${openApi} } }`), ...routes);
  await context.start();
  return async (
    path: string,
    { headers = {}, ...options }: { method?: 'POST' | 'OPTIONS'; body?: string; headers?: Record<string, string> } = {},
  ) => {
    const answer = await request(`${http.address!.url}${path}`, {
      ...options,
      headers: { 'X-Trace': 'abc', ...headers },
    });
    const content = await answer.body.text();
    const json = String(answer.headers['content-type']).includes('json') ? (JSON.parse(content) as unknown) : undefined;
    return { status: answer.statusCode, headers: answer.headers, text: content, json };
  };
}

const post = (value: unknown) => ({
  method: 'POST' as const,
  body: JSON.stringify(value),
  headers: { 'content-type': 'application/json' },
});
const reports = '/v1/api/units/AB/reports';

test.for(['3.0.3', '3.1.0'])('%s: operations go to the direct routes of their ids', async (version) => {
  const call = await serve({ text: contract(version) });
  expect((await call(reports)).json).toEqual([{ id: 1, cases: 50 }]);
  const made = await call(reports, post({ cases: 3, note: null }));
  expect([made.status, made.headers['location'], made.text]).toEqual([201, '/1', '{"cases":3,"note":null}']);
  expect((await call('/units/AB/reports')).status).toBe(404);
});

test.for(['3.0.3', '3.1.0'])(
  '%s: bodies are checked, with a pointer to what is wrong and never its value',
  async (version) => {
    const call = await serve({ text: contract(version) });
    const wrong = await call(reports, post({ cases: 0, units: ['a', 'secret'], note: 7, more: 1 }));
    expect(wrong.status).toBe(400);
    expect((wrong.json as { errors: unknown[] }).errors).toEqual(
      expect.arrayContaining([
        { in: 'body', pointer: '', expected: 'no properties beside those of the schema' },
        { in: 'body', pointer: '/cases', expected: '> 0' },
        { in: 'body', pointer: '/units/1', expected: 'one of a, b' },
        { in: 'body', pointer: '/note', expected: 'string or null' },
      ]),
    );
    expect(wrong.text).not.toContain('secret');
    expect((await call(reports, post({}))).json).toMatchObject({
      errors: [{ pointer: '', expected: 'a property "cases"' }],
    });
    expect((await call(reports, { ...post({}), body: '{' })).json).toMatchObject({
      errors: [{ in: 'body', expected: 'JSON' }],
    });
    expect((await call(reports, { method: 'POST' })).json).toMatchObject({
      errors: [{ in: 'body', expected: 'a body' }],
    });
    expect((await call(reports, { method: 'POST', body: 'a', headers: { 'content-type': 'text/csv' } })).status).toBe(
      415,
    );
  },
);

test('parameters are checked in path, query and header, by their style', async () => {
  const call = await serve();
  const errors = async (path: string, headers: Record<string, string> = {}) =>
    ((await call(path, { headers })).json as { errors?: unknown[] }).errors;
  expect(
    await errors(`${reports}?months=1&months=12&states=open,done&filter[since]=2026-01-01&size=3`),
  ).toBeUndefined();
  expect(await errors('/v1/api/units/abc/reports')).toEqual([
    { in: 'path', name: 'unit', expected: 'match pattern "^[A-Z]{2}$"' },
  ]);
  expect(await errors(`${reports}?months=13`)).toEqual([
    { in: 'query', name: 'months', pointer: '/0', expected: '<= 12' },
  ]);
  expect(await errors(`${reports}?states=open,lost`)).toEqual([
    { in: 'query', name: 'states', pointer: '/1', expected: 'one of open, done' },
  ]);
  expect(await errors(`${reports}?filter[since]=soon`)).toEqual([
    { in: 'query', name: 'filter', pointer: '/since', expected: 'match format "date"' },
  ]);
  expect(await errors(`${reports}?size=many`)).toEqual([{ in: 'query', name: 'size', expected: 'integer' }]);
  expect(await errors(`${reports}?shape={}`)).toEqual([{ in: 'query', name: 'shape', expected: 'a property "a"' }]);
  expect(await errors(`${reports}?shape={`)).toEqual([{ in: 'query', name: 'shape', expected: 'JSON' }]);
  expect(await errors(reports, { 'X-Trace': 'a' })).toEqual([
    { in: 'header', name: 'X-Trace', expected: 'NOT have fewer than 3 characters' },
  ]);
  expect((await call(reports, { headers: { accept: 'text/csv' } })).status).toBe(406);
});

test('without validation everything goes to the routes', async () => {
  const call = await serve({ rest: 'clientRequestValidation: false,' });
  expect((await call('/v1/api/units/abc/reports?size=x')).status).toBe(200);
});

test('bodies become values with bindingMode json', async () => {
  const seen: unknown[] = [];
  const add = route('add')
    .from('direct:addReport')
    .process(({ body }) => void seen.push(body));
  const call = await serve({ rest: 'bindingMode: json,', routes: [operations[0]!, add] });
  await call(reports, post({ cases: 3 }));
  expect(seen).toEqual([{ cases: 3 }]);
});

test('answers are checked against the document', async () => {
  const add = route('add')
    .from('direct:addReport')
    .process((message) => {
      const { cases } = JSON.parse(message.body as string) as { cases: number };
      message.setHeader('CamelHttpResponseCode', cases > 8 ? 202 : 201);
      if (cases !== 2) message.setHeader('Location', '/1');
      message.body = (
        cases === 3 ? { id: 'x', cases } : cases === 4 ? 'no json' : cases === 5 ? null : { id: 1, cases }
      ) as never;
    });
  const call = await serve({ rest: 'clientResponseValidation: true,', routes: [operations[0]!, add] });
  const errors = async (cases: number) => {
    const { status, json } = await call(reports, post({ cases }));
    return [status, ...((json as { errors?: unknown[] }).errors ?? [])];
  };
  expect(await errors(1)).toEqual([201]);
  expect(await errors(2)).toEqual([500, { in: 'header', name: 'Location', expected: 'a value' }]);
  expect(await errors(3)).toEqual([500, { in: 'body', pointer: '/id', expected: 'integer' }]);
  expect(await errors(4)).toEqual([500, { in: 'body', pointer: '', expected: 'JSON' }]);
  expect(await errors(5)).toEqual([500, { in: 'body', expected: 'a body' }]);
  expect(await errors(9)).toEqual([500, { in: 'header', name: 'CamelHttpResponseCode', expected: 'the status 201' }]);
});

test('a start fails with the names of all operations that no route takes', async () => {
  await expect(serve({ routes: [] })).rejects.toMatchObject({
    code: 'OPENAPI_MISSING_OPERATIONS',
    details: { missing: 'listReports (GET /units/{unit}/reports), addReport (POST /units/{unit}/reports)' },
  });
});

test('missing operations may be ignored', async () => {
  const call = await serve({ routes: [operations[0]!], openApi: ', missingOperation: ignore' });
  expect((await call(reports)).status).toBe(200);
  expect((await call(reports, post({ cases: 1 }))).status).toBe(405);
});

test('missing operations are answered from files, by examples, or with what was sent', async () => {
  await mkdir(join(folder, 'mocks/units/AB'), { recursive: true });
  await writeFile(join(folder, 'mocks/units/AB/reports.json'), '[{"id":9,"cases":9}]');
  await writeFile(join(folder, 'secret.json'), '{}');
  const call = await serve({ routes: [], openApi: ', missingOperation: mock, mockIncludePattern: "mocks/**"' });
  expect((await call(reports)).json).toEqual([{ id: 9, cases: 9 }]);
  expect((await call('/v1/api/units/CD/reports')).json).toEqual([{ id: 1, cases: 2 }]);
  const echoed = await call('/v1/api/units/CD/reports', post({ cases: 4 }));
  expect([echoed.status, echoed.text]).toEqual([200, '{"cases":4}']);
});

test('a mock reads nothing outside of its folder', async () => {
  await mkdir(join(folder, 'mocks'));
  await writeFile(join(folder, 'secret.json'), '{"secret":true}');
  const text = '{"openapi":"3.1.0","paths":{"/{any}":{"get":{"operationId":"any","responses":{"200":{}}}}}}';
  const call = await serve({
    text,
    file: 'api.json',
    routes: [],
    openApi: ', missingOperation: mock, mockIncludePattern: "mocks/**"',
  });
  expect((await call('/..%2Fsecret')).status).toBe(204);
  expect((await call('/..%2Fsecret.json')).status).toBe(204);
});

const security = `
security: [{ users: [] }, { tokens: [read], keys: [] }]`;
const secured = contract('3.1.0', security).replace(
  'components:\n',
  `components:
  securitySchemes:
    users: { type: http, scheme: basic }
    tokens: { type: oauth2, flows: {} }
    keys: { type: apiKey, in: header, name: X-Key }
`,
);

test('the security of the document is enforced', async () => {
  const properties = {
    'rest.security.users.username': 'ana',
    'rest.security.users.password': 'pw',
    'rest.security.keys.key': 'k',
  };
  const scopes: unknown[] = [];
  const tokens = (shown: { token: string; scopes: readonly string[] }) => {
    scopes.push(shown.scopes);
    return shown.token === 't';
  };
  const call = await serve({ text: secured, properties, beans: { tokens } });
  const status = async (headers: Record<string, string>) => (await call(reports, { headers })).status;
  expect(await status({})).toBe(401);
  expect(await status({ authorization: `Basic ${Buffer.from('ana:pw').toString('base64')}` })).toBe(200);
  expect(await status({ authorization: `Basic ${Buffer.from('ana:no').toString('base64')}` })).toBe(401);
  expect(await status({ authorization: 'Bearer t' })).toBe(401);
  expect(await status({ authorization: 'Bearer t', 'X-Key': 'k' })).toBe(200);
  expect(scopes[0]).toEqual(['read']);
});

test('a start fails when nothing checks the credentials of a scheme', async () => {
  await expect(serve({ text: secured })).rejects.toMatchObject({
    code: 'ROUTE_REST_NO_VERIFIER',
    details: { scheme: 'users' },
  });
  const digest = secured.replace('scheme: basic', 'scheme: digest');
  await expect(serve({ text: digest })).rejects.toThrow('the security "users" is not supported');
});

test('browsers of other origins may call when CORS is on', async () => {
  const call = await serve({ rest: 'enableCORS: true,' });
  const asked = await call(reports, { method: 'OPTIONS' });
  expect([asked.status, asked.headers['allow']]).toEqual([204, 'GET, POST, HEAD, OPTIONS']);
  expect((await call(reports)).headers['access-control-allow-origin']).toBe('*');
  expect((await call(`${reports}?size=x`)).headers['access-control-allow-origin']).toBe('*');
});

test('the document is served when it is asked to be', async () => {
  const call = await serve({ openApi: ', apiContextPath: openapi.json', rest: 'path: /base,' });
  expect((await call('/base/openapi.json')).json).toMatchObject({ openapi: '3.1.0', info: { title: 'Reports' } });
  expect((await call('/base/units/AB/reports')).status).toBe(200);
});

test('documents that cannot be used say why', async () => {
  const reason = (text: string) => serve({ text }).then(String, (error: unknown) => error);
  expect(await reason('openapi: 2.0.0')).toMatchObject({
    code: 'OPENAPI_UNREADABLE',
    message: expect.stringContaining('its version is 2.0.0') as string,
  });
  expect(await reason('{ "a": ')).toMatchObject({ code: 'OPENAPI_UNREADABLE' });
  expect(await reason('swagger: "2.0"')).toMatchObject({
    message: expect.stringContaining('it has no "openapi"') as string,
  });
  const lost = contract('3.1.0').replace('#/components/parameters/unit', '#/components/parameters/gone');
  expect(await reason(lost)).toMatchObject({
    message: expect.stringContaining('#/components/parameters/gone') as string,
  });
  const noId = contract('3.1.0').replace('operationId: addReport', 'summary: x');
  expect(await reason(noId)).toMatchObject({ code: 'OPENAPI_OPERATION_ID', details: { reason: 'has no operationId' } });
  const twice = contract('3.1.0').replace('operationId: addReport', 'operationId: listReports');
  expect(await reason(twice)).toMatchObject({ code: 'OPENAPI_OPERATION_ID' });
});

test('no messages come from a document; to serve it the component is needed', async () => {
  const context = createContext({ components: [restOpenApiComponent(), directComponent()] });
  await context.addRoutes(route('a').from('rest-openapi:api.yaml#list').to('direct:a'));
  await expect(context.start()).rejects.toMatchObject({ cause: { code: 'OPENAPI_NO_ENDPOINT' } });
  const bare = createContext({ components: [platformHttpComponent({ port: 0 })] });
  await bare.addRoutes(loadYaml('- rest: { openApi: { specification: a.yaml } }'));
  await expect(bare.start()).rejects.toThrow('restOpenApiComponent()');
});

test('routeId begins the ids of the routes, and what is said for readers changes nothing', async () => {
  const call = await serve({ openApi: ', routeId: facilities, id: i, description: d, note: n' });
  expect((await call(reports)).status).toBe(200);
  expect(running.at(-1)!.routes.ids).toEqual(
    expect.arrayContaining(['facilities-listReports', 'facilities-addReport']),
  );
});

test('a document that is disabled serves nothing', async () => {
  await serve({ openApi: ', disabled: true' });
  expect(running.at(-1)!.routes.ids).toEqual(['list', 'add']);
});
