import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, type DhowContext, type SendOptions } from '@dhow/core';
import { loadYaml } from '@dhow/core/yaml';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { directComponent } from '../direct/index.ts';
import { httpComponent } from '../http/index.ts';
import { restOpenApiComponent } from './index.ts';

interface Call {
  readonly line: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

let folder = '';
let url = '';
let answer: (response: ServerResponse) => void = () => undefined;
const calls: Call[] = [];
const closing: (() => unknown)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'call-'));
  calls.length = 0;
  answer = (response) => response.setHeader('content-type', 'application/json').end('{"id":1}');
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method, url: target, headers } = request;
      calls.push({ line: `${method} ${target}`, headers, body: Buffer.concat(parts).toString() });
      answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  closing.push(() => server.close());
});

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
  await rm(folder, { recursive: true });
});

const document = (servers = `[{ url: "${url}/api/{version}", variables: { version: { default: v1 } } }]`) => `
openapi: 3.0.3
info: { title: Units, version: "1" }
servers: ${servers}
security: [{ key: [] }]
paths:
  /units/{unit}/reports:
    parameters: [{ $ref: "#/components/parameters/unit" }]
    get:
      operationId: listReports
      parameters:
        - { name: state, in: query, required: true, schema: { type: string, enum: [open, done] } }
        - { name: months, in: query, schema: { type: array, items: { type: integer, maximum: 12 } } }
        - { name: fields, in: query, explode: false, schema: { type: array, items: { type: string } } }
        - { name: filter, in: query, style: deepObject, schema: { type: object } }
        - { name: range, in: query, schema: { type: object } }
        - { name: tags, in: query, style: pipeDelimited, explode: false, schema: { type: array } }
        - { name: X-Facility, in: header, schema: { type: string } }
        - { name: session, in: cookie, schema: { type: string } }
      responses:
        200: { description: Reports, content: { application/json: {}, application/xml: {} } }
        404: { description: None, content: { text/plain: {} } }
    post:
      operationId: addReport
      requestBody:
        required: true
        content:
          text/csv: {}
          application/json:
            schema:
              type: object
              required: [cases]
              properties: { cases: { type: integer, minimum: 0 }, id: { type: integer, readOnly: true } }
      responses: { 201: { description: Made } }
    delete: { responses: { 204: { description: Without an id } } }
components:
  parameters: { unit: { name: unit, in: path, required: true, schema: { type: string, maxLength: 11 } } }
  securitySchemes: { key: { type: apiKey, in: header, name: X-Api-Key }, other: { type: http, scheme: basic } }
`;

async function start(
  uri: string,
  text: string = document(),
  more: Readonly<Record<string, unknown>> = {},
): Promise<DhowContext> {
  await writeFile(join(folder, 'units.yaml'), text);
  const context = createContext({
    components: [restOpenApiComponent(), httpComponent(), directComponent()],
    baseFolder: folder,
    ...more,
  });
  closing.push(() => context.stop(0));
  await context.addRoutes(
    loadYaml(`- route: { id: call, from: { uri: "direct:call", steps: [{ to: ${JSON.stringify(uri)} }] } }`),
  );
  await context.start();
  return context;
}

async function call(uri: string, body: unknown, headers: SendOptions['headers'], text?: string) {
  const exchange = await (await start(uri, text)).send('direct:call', body, { headers, pattern: 'InOut' });
  return { body: exchange.body, headers: exchange.headers, exception: exchange.exception };
}

const list = 'rest-openapi:units.yaml#listReports';
const add = 'rest-openapi:units.yaml#addReport';

test('values of headers go where the document has its parameters', async () => {
  const reply = await call(list, null, {
    unit: 'a/b c',
    state: 'open',
    months: [1, 12],
    fields: ['id', 'na,me'],
    filter: { since: '2026-01-01' },
    range: { from: 1, to: 2 },
    tags: ['x', 'y'],
    'X-Facility': 'North',
    session: 's1',
    'X-Api-Key': 'key',
    'X-Unasked': 'stays here',
  });
  expect(reply.exception).toBeUndefined();
  expect(calls[0]!.line).toBe(
    'GET /api/v1/units/a%2Fb%20c/reports?state=open&months=1&months=12&fields=id,na%2Cme&filter%5Bsince%5D=2026-01-01&from=1&to=2&tags=x|y',
  );
  expect(calls[0]!.headers).toMatchObject({
    'x-facility': 'North',
    'x-api-key': 'key',
    cookie: 'session=s1',
    accept: 'application/json, application/xml',
  });
  expect(calls[0]!.headers).not.toHaveProperty('x-unasked');
  expect(reply.body).toBe('{"id":1}');
  expect(reply.headers.get('CamelHttpResponseCode')).toBe(200);
  // Nothing of the call steers those that come after it.
  for (const name of ['CamelHttpPath', 'CamelHttpQuery', 'CamelHttpMethod', 'Accept', 'Cookie'])
    expect(reply.headers.has(name)).toBe(false);
});

test('values in the URI win, and a message cannot lead the call elsewhere', async () => {
  const reply = await call(`${list}?unit=North&state=done&X-Facility=fixed`, null, {
    unit: 'South',
    CamelHttpUri: 'http://127.0.0.1:1/',
    CamelHttpMethod: 'DELETE',
  });
  expect(calls[0]!.line).toBe('GET /api/v1/units/North/reports?state=done');
  expect(calls[0]!.headers['x-facility']).toBe('fixed');
  expect(reply.headers.get('CamelHttpMethod')).toBe('DELETE');
  expect(reply.headers.has('X-Facility')).toBe(false);
});

test('a body goes as the operation takes it: JSON before other types, unless the message or the route says more', async () => {
  const context = await start(`${add}?unit=a`);
  await context.send('direct:call', { cases: 2 });
  await context.send('direct:call', 'cases\n2', { headers: { 'Content-Type': 'text/csv' } });
  expect(calls.map(({ line, headers, body }) => [line, headers['content-type'], body])).toEqual([
    ['POST /api/v1/units/a/reports', 'application/json', '{"cases":2}'],
    ['POST /api/v1/units/a/reports', 'text/csv', 'cases\n2'],
  ]);
  await call(`${add}?unit=a&produces=text/csv&consumes=text/plain`, 'cases\n3', {});
  expect(calls[2]!.headers).toMatchObject({ 'content-type': 'text/csv', accept: 'text/plain' });
});

test('host and basePath take the place of the server of the document', async () => {
  await call(`${list}?host=${url}&basePath=/v2/&unit=a&state=open`, null, {}, document('[{ url: /api }]'));
  await call(`${list}?host=${url.slice(7)}&unit=a&state=open`, null, {}, document('[{ url: /api/ }]'));
  expect(calls.map(({ line }) => line)).toEqual([
    'GET /v2/units/a/reports?state=open',
    'GET /api/units/a/reports?state=open',
  ]);
  await expect(start(list, document('[]'))).rejects.toMatchObject({ cause: { code: 'OPENAPI_NO_HOST' } });
});

test('without a file it is openapi.json', async () => {
  const paths = { '/ping': { get: { operationId: 'ping', responses: {} } } };
  await writeFile(join(folder, 'openapi.json'), JSON.stringify({ openapi: '3.1.0', paths }));
  await call(`rest-openapi:ping?host=${url}`, null, {});
  expect(calls[0]!.line).toBe('GET /ping');
});

test('what is missing is named before anything is sent', async () => {
  const { exception } = await call(list, null, { months: 1 });
  expect(exception).toMatchObject({
    code: 'OPENAPI_MISSING_PARAMETERS',
    message:
      'The operation listReports needs a value for state (query), unit (path). Set a header of that name, or write the value into the URI',
  });
  expect(calls).toEqual([]);
});

test('with requestValidationEnabled parameters and body are checked by the schemas; no value is told', async () => {
  const problems = async (uri: string, body: unknown, headers: SendOptions['headers']) => {
    const { exception } = await call(`${uri}?requestValidationEnabled=true`, body, headers);
    return exception === undefined ? [] : (exception as { details: { problems: string } }).details.problems.split('; ');
  };
  const unit = 'ImspTQPwCqd';
  expect(await problems(list, null, { unit: `${unit}-secret`, state: 'shut', months: [1, 13] })).toEqual([
    'state (query): expected one of open, done',
    'months (query) /1: expected <= 12',
    'unit (path): expected NOT have more than 11 characters',
  ]);
  expect(await problems(add, { cases: -1 }, { unit })).toEqual(['body /cases: expected >= 0']);
  expect(await problems(add, '{}', { unit })).toEqual(['body: expected a property "cases"']);
  expect(await problems(add, 'no JSON', { unit })).toEqual(['body: expected JSON']);
  expect(await problems(add, null, { unit })).toEqual(['body: expected a body']);
  expect(await problems(add, '<a/>', { unit, 'Content-Type': 'text/xml' })).toEqual([
    'body: expected text/csv or application/json',
  ]);
  expect(calls).toEqual([]);
  expect(await problems(add, '{"cases":1}', { unit })).toEqual([]);
  expect(await problems(add, 'cases\n1', { unit, 'Content-Type': 'text/csv' })).toEqual([]);
  expect(calls).toHaveLength(2);
  const { exception } = await call(`${add}?requestValidationEnabled=true`, null, { unit });
  expect(exception).toMatchObject({
    code: 'OPENAPI_REQUEST_INVALID',
    exceptionType: 'org.apache.camel.component.rest.openapi.RestOpenApiValidationException',
  });
});

test('an answer that is no success fails as with http, or is handed on', async () => {
  answer = (response) => response.writeHead(404).end('none');
  const headers = { unit: 'a', state: 'open' };
  expect((await call(list, null, headers)).exception).toMatchObject({ details: { statusCode: 404 } });
  const reply = await call(`${list}?throwExceptionOnFailure=false`, null, headers);
  expect(reply.headers.get('CamelHttpResponseCode')).toBe(404);
});

test('credentials go with the call', async () => {
  await call(`${list}?authBearerToken=RAW(a+b/c=)`, null, { unit: 'a', state: 'open' });
  expect(calls[0]!.headers.authorization).toBe('Bearer a+b/c=');
});

test('what cannot be called is told at the start', async () => {
  const failure = (uri: string) => start(uri).then(undefined, (error: { cause: unknown }) => error.cause);
  expect(await failure('rest-openapi:units.yaml#listreports')).toMatchObject({
    code: 'OPENAPI_NO_OPERATION',
    message: expect.stringContaining('It has: listReports, addReport') as string,
  });
  expect(await failure(`${list}?unti=a`)).toMatchObject({
    code: 'OPENAPI_UNKNOWN_PARAMETER',
    message: expect.stringContaining('Its parameters: state, months') as string,
  });
  expect(await failure('rest-openapi:gone.yaml#a')).toMatchObject({ code: 'OPENAPI_UNREADABLE' });
  expect(await failure(`${list}?componentName=ftps`)).toMatchObject({
    code: expect.stringMatching(/ROUTE_/) as string,
  });
});
