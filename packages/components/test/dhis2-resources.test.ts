import { createContext } from '@dhow/core';
import { batchesOf, type BatchSource } from '@dhow/core/component';
import { createClient, tokenAuth } from '@dhow/dhis2';
import { startSandbox } from '@dhow/sandbox';
import { expect, onTestFinished, test } from 'vitest';
import { dhis2, dhis2Component } from '../src/dhis2/index.ts';
import { until } from './fake-clock.ts';
import { fakeContext, fakeEndpoint, fakeRoute } from './fake-context.ts';

type Options = Readonly<Record<string, unknown>>;
const credentials = { username: 'admin', password: 'district' };

async function setUp() {
  const sandbox = await startSandbox({ seed: 'country', version: '2.42' });
  onTestFinished(() => sandbox.stop());
  const context = createContext({
    components: [dhis2Component()],
    beans: { national: { baseUrl: sandbox.url, ...credentials } },
  });
  await context.start();
  onTestFinished(() => context.stop());
  const send = async (uri: string, body: unknown = null, headers: Options = {}): Promise<unknown> => {
    const exchange = await context.send(`dhis2:${uri}`, body, { headers });
    if (exchange.exception !== undefined) throw exchange.exception;
    return exchange.body;
  };
  return { sandbox, context, send };
}

test('get/resource answers the text, without paging', async () => {
  const { send } = await setUp();
  const text = await send('get/resource?connection=national&path=organisationUnits&fields=id,name&filter=level:eq:2');
  const { organisationUnits, pager } = JSON.parse(text as string) as { organisationUnits: object[]; pager?: unknown };
  expect(organisationUnits).toHaveLength(8);
  expect(Object.keys(organisationUnits[0]!).sort()).toEqual(['id', 'name']);
  expect(pager).toBeUndefined();
});

test.each(['false', 'true'])(
  'get/collection gives the items as a stream, in batches too (paging %s)',
  async (paging) => {
    const { send } = await setUp();
    const uri = `get/collection?connection=national&path=organisationUnits&arrayName=organisationUnits&fields=id&paging=${paging}`;
    const items: unknown[] = [];
    for await (const item of (await send(uri)) as AsyncIterable<unknown>) items.push(item);
    expect(items).toHaveLength(1334);
    const sizes: number[] = [];
    for await (const batch of batchesOf((await send(uri)) as BatchSource, 500)) sizes.push(batch.length);
    expect(sizes).toEqual([500, 500, 334]);
  },
);

test('parameters may come from headers, filters are joined as told', async () => {
  const { send } = await setUp();
  const headers = {
    'CamelDhis2.path': 'organisationUnits',
    'CamelDhis2.filter': ['code:eq:REG_01', 'code:eq:REG_02'],
    'CamelDhis2.rootJunction': 'OR',
    'CamelDhis2.queryParams': { order: 'code:desc' },
  };
  const text = (await send('get/resource?connection=national&fields=code', null, headers)) as string;
  expect(JSON.parse(text)).toMatchObject({ organisationUnits: [{ code: 'REG_02' }, { code: 'REG_01' }] });
});

test('post, put and delete send the body, an object or a named resource', async () => {
  const { send } = await setUp();
  const option = { id: 'aOptSetX001', name: 'Colours', valueType: 'TEXT', options: [] };
  const created = await send('post/resource?connection=national&path=optionSets', option);
  expect(JSON.parse(created as string)).toMatchObject({ httpStatusCode: 201 });
  const changed = JSON.stringify({ ...option, name: 'Colors' });
  await send('put/resource?connection=national&path=optionSets/aOptSetX001&inBody=resource', changed);
  const read = await send('get/resource?connection=national&path=optionSets/aOptSetX001&fields=name');
  expect(JSON.parse(read as string)).toEqual({ name: 'Colors' });
  await send('delete/resource?connection=national&path=optionSets/aOptSetX001', 'not sent');
  await expect(send('get/resource?connection=national&path=optionSets/aOptSetX001')).rejects.toMatchObject({
    code: 'DHIS2_NOT_FOUND',
  });
});

test('analytics tables are made: waited for, or only started', async () => {
  const asked: unknown[] = [];
  const client = {
    dataValueSets: {},
    http: {},
    resourceTables: {
      runAnalytics: (options: object, { intervalMs }: { intervalMs: number }) => {
        asked.push({ ...options, intervalMs });
        return Promise.resolve({ ok: true });
      },
      startAnalytics: ({ signal, ...options }: { signal: AbortSignal }) => {
        asked.push({ ...options, aborted: signal.aborted });
        return Promise.resolve({ type: 'ANALYTICS_TABLE' });
      },
    },
  };
  const context = createContext({ components: [dhis2Component()], beans: { own: client } });
  await context.start();
  onTestFinished(() => context.stop());
  const uri = 'dhis2:resourceTables/analytics?connection=own';
  expect((await context.send(`${uri}&skipEvents=true&interval=20`, null)).body).toEqual({ ok: true });
  expect((await context.send(`${uri}&async=true&lastYears=1`, null)).body).toEqual({ type: 'ANALYTICS_TABLE' });
  expect(asked).toEqual([
    { skipEvents: true, intervalMs: 20 },
    { lastYears: 1, aborted: false },
  ]);
});

test('as a source it reads from time to time', async () => {
  const sandbox = await startSandbox({ seed: 'country', version: '2.42' });
  onTestFinished(() => sandbox.stop());
  const context = fakeContext();
  context.beans.set('dhis2', { baseUrl: sandbox.url, ...credentials });
  const component = dhis2Component();
  onTestFinished(() => component.stop!());
  const endpoint = fakeEndpoint(component, 'get/resource', { path: 'system/info', delayMs: 1000 }, context);
  const bodies: string[] = [];
  const consumer = await endpoint.createConsumer!(fakeRoute(({ body }) => void bodies.push(body as string)));
  await consumer.start();
  expect(consumer.isIdle!()).toBe(false);
  await context.clock.advance(1000);
  await until(() => bodies.length === 1 && consumer.isIdle!());
  await context.clock.advance(1000);
  await until(() => bodies.length === 2);
  expect(JSON.parse(bodies[0]!)).toMatchObject({ version: sandbox.version });
  await consumer.stop();
  expect(() =>
    fakeEndpoint(component, 'post/resource', {}, context).createConsumer!(fakeRoute(() => undefined)),
  ).toThrow('get/resource, get/collection (as a source)');
});

test('says whether DHIS2 can be reached', async () => {
  const { context, sandbox } = await setUp();
  const { signal } = new AbortController();
  const endpoint = context.core.endpoint('dhis2:get/resource?connection=national');
  expect(await endpoint.checkHealth!(signal)).toEqual({ status: 'UP', details: { version: sandbox.version } });
  const dead = context.core.endpoint(`dhis2:get/resource?baseApiUrl=http://127.0.0.1:1&username=a&password=b`);
  expect(await dead.checkHealth!(signal)).toMatchObject({ status: 'DOWN', details: { code: 'DHIS2_UNREACHABLE' } });
});

test('connections: by URI as camel-dhis2 has them, by bean, or a client of its own', async () => {
  const { sandbox, send, context } = await setUp();
  const path = 'path=system/info';
  expect(await send(`get/resource?${path}&baseApiUrl=${sandbox.url}/api&username=admin&password=district`)).toContain(
    'version',
  );
  const client = createClient({ baseUrl: sandbox.url, auth: tokenAuth('d2p_wrong') });
  onTestFinished(() => client.close());
  context.beans.bind('own', client);
  await expect(send(`get/resource?${path}&connection=own`)).rejects.toMatchObject({
    code: expect.stringMatching(/^DHIS2_/) as string,
  });
  await expect(
    send(`get/resource?${path}&baseApiUrl=${sandbox.url}&username=admin&password=wrong`),
  ).rejects.toMatchObject({
    code: 'DHIS2_UNAUTHORIZED',
  });
});

test('a password is never shown', async () => {
  const { context } = await setUp();
  const exchange = await context.send(
    'dhis2:get/resource?baseApiUrl=http://127.0.0.1:1&username=a&password=s3cret',
    null,
  );
  const error = exchange.exception as Error;
  expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain('s3cret');
});

test('typed references name operation and parameters', () => {
  expect(dhis2.getCollection('organisationUnits', { connection: 'national', fields: 'id' })).toEqual({
    uri: 'dhis2:get/collection',
    parameters: { path: 'organisationUnits', connection: 'national', fields: 'id' },
  });
  expect(dhis2.dataValueSets({ chunkSize: 100 })).toEqual({
    uri: 'dhis2:dataValueSets',
    parameters: { chunkSize: 100 },
  });
  expect([dhis2.postResource('a'), dhis2.putResource('a'), dhis2.deleteResource('a')].map(({ uri }) => uri)).toEqual([
    'dhis2:post/resource',
    'dhis2:put/resource',
    'dhis2:delete/resource',
  ]);
});
