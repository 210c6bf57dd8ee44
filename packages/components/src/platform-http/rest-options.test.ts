import { createContext, type DhowContext } from '@dhow/core';
import { loadYaml } from '@dhow/core/yaml';
import { request } from 'undici';
import { afterEach, expect, test } from 'vitest';
import { directComponent } from '../direct/index.ts';
import { platformHttpComponent } from './index.ts';

const running: DhowContext[] = [];
afterEach(async () => {
  for (const context of running.splice(0)) await context.stop(0);
});

interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'HEAD' | 'OPTIONS';
  readonly body?: string;
  readonly headers?: Record<string, string>;
}

async function serve(yaml: string, properties: Readonly<Record<string, string>> = {}) {
  const http = platformHttpComponent({ port: 0 });
  const context = createContext({ components: [http, directComponent()], properties });
  running.push(context);
  await context.addRoutes(loadYaml(yaml));
  await context.start();
  const call = async (path: string, { method = 'GET', ...more }: Call = {}) => {
    const answer = await request(`${http.address!.url}${path}`, { method, ...more });
    const text = await answer.body.text();
    return {
      status: answer.statusCode,
      type: String(answer.headers['content-type'] ?? ''),
      headers: answer.headers,
      text,
    };
  };
  return { context, call };
}

const routes = `
- route: { id: echo, from: { uri: "direct:echo", steps: [{ setBody: { simple: "got \${body}" } }] } }
- route: { id: class, from: { uri: "direct:class", steps: [{ setBody: { simple: "\${bodyType}" } }] } }
- route: { id: empty, from: { uri: "direct:empty", steps: [{ setBody: { constant: "" } }] } }
`;
const json = { 'content-type': 'application/json' };

/** The document of the services. */
async function documentOf(yaml: string) {
  const { call } = await serve(yaml, { 'rest.security.staff.token': 'secret' });
  return JSON.parse((await call('/doc')).text) as Record<'openapi' | 'servers' | 'paths' | 'components', object>;
}

test('each method has its operations', async () => {
  const { call } = await serve(`
- restConfiguration: { component: platform-http }
- rest:
    path: /reports
    put: [{ to: "direct:echo" }]
    patch: [{ to: "direct:echo" }]
    head: [{ path: /head, to: "direct:echo" }]
${routes}`);
  expect((await call('/reports', { method: 'PUT', body: 'a' })).text).toBe('got a');
  expect((await call('/reports', { method: 'PATCH', body: 'b' })).text).toBe('got b');
  expect((await call('/reports/head', { method: 'HEAD' })).status).toBe(200);
  expect((await call('/reports')).status).toBe(405);
});

test('a component that is not there, or does not serve REST, is refused', async () => {
  await expect(
    serve(`- restConfiguration: { component: direct }\n- rest: { get: [{ to: "direct:echo" }] }\n${routes}`),
  ).rejects.toThrow(/"direct" of restConfiguration does not serve REST/);
});

test('services and operations that are disabled are left out, others are there but do not start', async () => {
  const { call, context } = await serve(`
- rest: { path: /off, disabled: true, get: [{ to: "direct:echo" }] }
- rest: { path: /some, get: [{ to: "direct:echo", disabled: true }, { path: /on, to: "direct:echo" }] }
- rest: { path: /late, autoStartup: false, get: [{ to: "direct:echo", routeId: late }, { path: /soon, to: "direct:echo", autoStartup: true }] }
- rest: { path: /asleep, get: [{ to: "direct:echo", routeId: asleep, autoStartup: false }] }
${routes}`);
  const statuses = async (...paths: string[]) => Promise.all(paths.map(async (path) => (await call(path)).status));
  expect(await statuses('/off', '/some', '/some/on', '/late', '/late/soon', '/asleep')).toEqual([
    404, 404, 200, 404, 200, 404,
  ]);
  expect([context.routes.status('late'), context.routes.status('asleep')]).toEqual(['Stopped', 'Stopped']);
  await context.routes.start('late');
  expect((await call('/late')).status).toBe(200);
});

test('a service says for its operations what they take and whether browsers may call', async () => {
  const { call } = await serve(`
- rest:
    path: /typed
    consumes: application/json
    enableCORS: true
    post: [{ to: "direct:echo" }, { path: /text, to: "direct:echo", consumes: text/plain }]
- rest: { path: /own, get: [{ to: "direct:echo", enableCORS: true }, { path: /none, to: "direct:echo" }] }
${routes}`);
  const post = (path: string, type: string) =>
    call(path, { method: 'POST', body: '{}', headers: { 'content-type': type } });
  expect((await post('/typed', 'application/json')).headers['access-control-allow-origin']).toBe('*');
  expect((await post('/typed', 'text/plain')).status).toBe(415);
  expect((await post('/typed/text', 'text/plain')).status).toBe(200);
  expect((await call('/own')).headers['access-control-allow-origin']).toBe('*');
  expect((await call('/own/none')).headers['access-control-allow-origin']).toBeUndefined();
});

test.each(['off', 'auto', 'json'])(
  'bindingMode %s of the configuration, and what operations say instead',
  async (mode) => {
    const { call } = await serve(`
- restConfiguration: { bindingMode: ${mode} }
- rest:
    path: /body
    post:
      - { path: /inherited, to: "direct:class" }
      - { path: /off, to: "direct:class", bindingMode: off }
      - { path: /auto, to: "direct:class", bindingMode: auto }
      - { path: /json, to: "direct:class", bindingMode: json }
${routes}`);
    const isBound = async (path: string) =>
      (await call(`/body/${path}`, { method: 'POST', body: '{"a":1}', headers: json })).text.includes('LinkedHashMap');
    expect([await isBound('off'), await isBound('auto'), await isBound('json')]).toEqual([false, true, true]);
    expect(await isBound('inherited')).toBe(mode !== 'off');
  },
);

test('requests and answers are checked when the configuration or the operation says so', async () => {
  const operations = `
    get: [{ path: /needs, to: "direct:echo", param: [{ name: month, type: query }] }]
    post: [{ path: /promises, to: "direct:echo", produces: application/json, responseMessage: [{ code: "201" }] }]`;
  const checked = await serve(`
- restConfiguration: { clientRequestValidation: true, clientResponseValidation: true }
- rest:
    path: /a${operations}
${routes}`);
  expect((await checked.call('/a/needs')).status).toBe(400);
  expect((await checked.call('/a/promises', { method: 'POST', body: 'x' })).status).toBe(500);
  const free = await serve(`
- rest:
    path: /a${operations}
    put: [{ to: "direct:echo", clientResponseValidation: true, responseMessage: [{ code: "201" }, { code: default }] }]
    patch: [{ to: "direct:echo", clientResponseValidation: true, responseMessage: [{ code: "201" }] }]
${routes}`);
  expect((await free.call('/a/needs')).status).toBe(200);
  expect((await free.call('/a/promises', { method: 'POST', body: 'x' })).status).toBe(200);
  expect((await free.call('/a', { method: 'PUT', body: 'x' })).status).toBe(200);
  expect((await free.call('/a', { method: 'PATCH', body: 'x' })).status).toBe(500);
});

test.each([
  ['csv', '?n=1,2', '?n=1;2'],
  ['ssv', '?n=1%202', '?n=1,2'],
  ['tsv', '?n=1%092', '?n=1,2'],
  ['pipes', '?n=1|2', '?n=1,2'],
  ['multi', '?n=1&n=2', '?n=1,2'],
])('an array of the query is written as collectionFormat %s says', async (format, good, bad) => {
  const { call } = await serve(`
- rest:
    path: /sums
    clientRequestValidation: true
    get:
      - to: direct:echo
        param: [{ name: n, type: query, dataType: array, arrayType: integer, collectionFormat: ${format} }]
${routes}`);
  expect((await call(`/sums${good.replace('|', '%7C')}`)).status).toBe(200);
  expect((await call(`/sums${bad.replace(';', '%3B')}`)).status).toBe(400);
});

test('fields of a form are checked', async () => {
  const { call } = await serve(`
- rest:
    path: /form
    clientRequestValidation: true
    post: [{ to: "direct:echo", param: [{ name: unit, type: formData }] }]
${routes}`);
  const send = (body: string) =>
    call('/form', { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  expect((await send('unit=Bo')).status).toBe(200);
  expect((await send('other=Bo')).status).toBe(400);
});

test('the document tells what was said of services, operations, parameters and answers', async () => {
  const { openapi, servers, paths, components } = await documentOf(`
- restConfiguration: { apiContextPath: /doc, apiContextRouteId: the-document, apiHost: reports.example.org }
- rest:
    path: /reports
    tag: reports
    securityDefinitions:
      apiKey: { key: partner, name: X-Key, inHeader: true, description: Of partners. }
      bearerToken: { key: staff, format: JWT, description: Of our own. }
      basicAuth: { key: old, description: To be dropped. }
      oauth2: { key: sso }
      openIdConnect: { key: oidc }
    get:
      - path: /{id}
        to: direct:echo
        description: One report
        deprecated: true
        security: [{ key: staff, scopes: "read, list" }]
        param:
          - name: day
            type: query
            dataFormat: date
            required: false
            description: Day of the report
            examples: [{ key: first, value: "2026-01-01" }]
          - { name: units, type: query, dataType: array, collectionFormat: pipes, required: false }
        responseMessage:
          - code: "200"
            message: The report
            header: [{ name: X-Rows, dataType: integer, description: How many rows }]
            examples: [{ key: empty, value: "{}" }]
    post:
      - { to: "direct:echo", param: [{ name: unit, type: formData, description: Where }] }
    put: [{ to: "direct:echo", apiDocs: false }]
- rest: { path: /hidden, apiDocs: false, get: [{ to: "direct:echo" }, { path: /shown, to: "direct:echo", apiDocs: true }] }
${routes}`);
  expect([openapi, servers]).toEqual(['3.0.3', [{ url: '//reports.example.org' }]]);
  expect(paths).toMatchObject({
    '/reports/{id}': {
      get: {
        tags: ['reports'],
        summary: 'One report',
        deprecated: true,
        security: [{ staff: ['read', 'list'] }],
        parameters: [
          {
            name: 'day',
            description: 'Day of the report',
            schema: { type: 'string', format: 'date' },
            examples: { first: { value: '2026-01-01' } },
          },
          { name: 'units', style: 'pipeDelimited', explode: false, schema: { type: 'array' } },
          { name: 'id', in: 'path' },
        ],
        responses: {
          200: {
            description: 'The report',
            headers: { 'X-Rows': { description: 'How many rows', schema: { type: 'integer' } } },
            content: { 'application/json': { examples: { empty: { value: '{}' } } } },
          },
        },
      },
    },
    '/reports': {
      post: {
        requestBody: {
          required: true,
          content: {
            'application/x-www-form-urlencoded': {
              schema: { properties: { unit: { type: 'string' } }, required: ['unit'] },
            },
          },
        },
      },
    },
  });
  expect(Object.keys(paths)).toEqual(['/reports/{id}', '/reports', '/hidden/shown']);
  expect((paths as Record<string, object>)['/reports']).not.toHaveProperty('put');
  expect(components).toEqual({
    securitySchemes: {
      partner: { type: 'apiKey', in: 'header', name: 'X-Key', description: 'Of partners.' },
      staff: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'Of our own.' },
      old: { type: 'http', scheme: 'basic', description: 'To be dropped.' },
      sso: { type: 'http', scheme: 'bearer' },
      oidc: { type: 'http', scheme: 'bearer' },
    },
  });
});

test('the document has a route of its own id, and the configuration may leave all out', async () => {
  const { call, context } = await serve(`
- restConfiguration: { apiContextPath: /doc, apiContextRouteId: the-document, apiDocs: false }
- rest: { path: /reports, get: [{ to: "direct:echo" }] }
${routes}`);
  expect(context.routes.ids).toContain('the-document');
  expect(JSON.parse((await call('/doc')).text)).toMatchObject({ paths: {} });
});

test.each(['oauth2', 'openIdConnect'])('%s is checked as a token', async (kind) => {
  const { call } = await serve(
    `
- rest:
    path: /mine
    securityDefinitions: { ${kind}: { key: sso } }
    get: [{ to: "direct:echo", security: [{ key: sso }] }]
${routes}`,
    { 'rest.security.sso.token': 'secret' },
  );
  expect((await call('/mine')).status).toBe(401);
  expect((await call('/mine', { headers: { authorization: 'Bearer secret' } })).status).toBe(200);
});

test('certificates of callers are not checked here, and such a service is refused', async () => {
  await expect(
    serve(`
- rest:
    path: /mine
    securityDefinitions: { mutualTLS: { key: tls } }
    get: [{ to: "direct:echo", security: [{ key: tls }] }]
${routes}`),
  ).rejects.toThrow(/"tls" is not supported: callers show keys, passwords or tokens/);
});

test('a source without a file takes the place of the service of its id, whatever its path', async () => {
  const service = (path: string) => `- rest: { id: reports, path: ${path}, get: [{ to: "direct:echo" }] }\n`;
  const { call, context } = await serve(service('/old') + routes);
  const { file: _, ...next } = loadYaml(service('/new'));
  await context.reloadRoutes(next);
  expect([(await call('/old')).status, (await call('/new')).status]).toEqual([404, 200]);
});

test('options of the endpoint are those of the component', async () => {
  const { context } = await serve(`
- restConfiguration:
    endpointProperty: [{ key: matchOnUriPrefix, value: "true" }]
- rest: { path: /files, get: [{ to: "direct:echo", routeId: files }] }
${routes}`);
  expect(context.routes.get('files')!.endpoint.uri).toContain('matchOnUriPrefix=true');
});

test('options that routes of Camel have and that mean nothing here change nothing', async () => {
  const service = (configuration: string, rest: string, operation: string) => `
- restConfiguration: { bindingMode: json${configuration} }
- rest:
    path: /kept${rest}
    get: [{ path: /empty, to: "direct:empty"${operation} }]
    post: [{ to: "direct:echo"${operation} }]
${routes}`;
  const answers = async (yaml: string) => {
    const { call } = await serve(yaml);
    const seen = [await call('/kept/empty'), await call('/kept', { method: 'POST', body: '{"a":1}', headers: json })];
    return seen.map(({ status, type, text }) => [status, type, text]);
  };
  const pair = '[{ key: a, value: b }]';
  const configuration = `, apiComponent: openapi, producerComponent: http, producerApiDoc: doc, scheme: https, host: example.org, port: "1", apiVendorExtension: true, bindingPackageScan: org.example, hostNameResolver: localIp, jsonDataFormat: jackson, xmlDataFormat: jaxb, useXForwardHeaders: true, componentProperty: ${pair}, consumerProperty: ${pair}, dataFormatProperty: ${pair}, id: i, description: d, note: n, skipBindingOnErrorCode: true, enableNoContentResponse: true`;
  const rest = `
    id: i
    description: d
    note: n
    skipBindingOnErrorCode: true
    enableNoContentResponse: true`;
  const operation =
    ', note: n, streamCache: "true", type: org.example.A, outType: org.example.B, skipBindingOnErrorCode: true, enableNoContentResponse: true, responseMessage: [{ code: "200", responseModel: org.example.B }]';
  const bare = await answers(service('', '', ''));
  expect(bare.map(([status]) => status)).toEqual([204, 200]);
  expect(await answers(service(configuration, rest, operation))).toEqual(bare);
});
