import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DeadLetterStore, memoryStateStore, RowLedger, RowRanges } from '@dhow/core/state';
import { afterEach, expect, test, vi } from 'vitest';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { createLoggers } from '../logging/pino-loggers.ts';
import { createTestContext } from '@dhow/core/testing';
import { engineWatchOf } from './engine-watch.ts';
import type { EngineView, RouteView, StatisticsView } from './engine-view.ts';
import { startManagementListener, type ManagementListener } from './management-listener.ts';

let listener: ManagementListener | undefined;
afterEach(() => listener?.close());

const statistics: StatisticsView = {
  exchangesTotal: 7,
  exchangesCompleted: 5,
  exchangesFailed: 2,
  exchangesInflight: 1,
  failuresHandled: 1,
  redeliveries: 3,
  externalRedeliveries: 0,
  minProcessingTime: 1,
  meanProcessingTime: 2,
  maxProcessingTime: 250,
  lastProcessingTime: 4,
  totalProcessingTime: 1500,
  lastExchangeCompletedTimestamp: 1_800_000_000_000,
  lastExchangeFailureTimestamp: undefined,
};

const moving = { waitsIn: undefined, waitingMillis: undefined };

function route(id: string, details: Partial<RouteView> = {}): RouteView {
  return {
    id,
    group: undefined,
    description: undefined,
    endpointUri: 'dhis2://x?password=xxxxxx',
    sourceLocation: 'routes.yaml:1',
    state: 'Started',
    shouldRun: true,
    uptimeMillis: 10,
    lastError: undefined,
    statistics,
    throughput: 2.5,
    oldestInflightMillis: 50,
    steps: [{ id: 'send', kind: 'to', sourceLocation: 'routes.yaml:7', statistics }],
    ...details,
  };
}

async function start(settings: Readonly<Record<string, unknown>> = {}, view: Partial<EngineView> = {}) {
  const state = memoryStateStore();
  const control = vi.fn<EngineView['control']>(() => Promise.resolve());
  const shutdown = vi.fn<() => void>();
  const engine: EngineView = {
    name: 'national',
    isStarted: true,
    uptimeMillis: 5,
    statistics: () => statistics,
    routes: () => [route('monthly')],
    inflight: () => [
      { exchangeId: 'a', routeId: 'monthly', fromRouteId: 'monthly', durationMillis: 5, ...moving },
      {
        exchangeId: 'b',
        routeId: 'monthly',
        fromRouteId: 'monthly',
        durationMillis: 50,
        waitsIn: 'send',
        waitingMillis: 40,
      },
    ],
    errors: () => [],
    checkEndpoints: () => Promise.resolve([]),
    control,
    ...view,
  };
  const configuration = await loadConfiguration({
    environment: { DHOW_PROPERTIES_DB_PASSWORD: 'hunter2', DHOW_PROPERTIES_BROKER: 'amqp://u:hunter2@host' },
    overrides: { 'management.port': 0, name: 'national', ...settings },
  });
  const loggers = createLoggers({ write: () => undefined });
  const replay = vi.fn<(id: string) => Promise<unknown>>(() => Promise.resolve());
  listener = await startManagementListener({
    engine,
    watch: engineWatchOf(createTestContext()),
    configuration,
    loggers,
    state,
    version: '0.1.0',
    replay,
    shutdown,
  });
  const call = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(listener!.url + path, init);
    const text = await response.text();
    const body: unknown = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
    return { status: response.status, headers: response.headers, body: body as never as Record<string, never> };
  };
  return { call, state, control, shutdown, replay };
}

/** fetch does not let a program choose the Host header. */
function statusWithHost(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(listener!.url);
    const asking = request({ port, path: '/management/info', headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode!);
    });
    asking.on('error', reject).end();
  });
}

test('health rolls its components up in the shape of Spring Boot', async () => {
  const { call } = await start();
  const { status, body } = await call('/health');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    status: 'UP',
    groups: ['liveness', 'readiness'],
    components: {
      livenessState: { status: 'UP' },
      readinessState: { status: 'UP' },
      stateStore: { status: 'UP' },
      routes: { status: 'UP', components: { monthly: { status: 'UP', details: { state: 'Started' } } } },
    },
  });
});

test('a route that should run and does not takes readiness down, not liveness', async () => {
  const broken = route('monthly', { state: 'Stopped', lastError: 'DHIS2_UNREACHABLE' });
  const { call } = await start(
    {},
    { routes: () => [broken, route('by hand', { state: 'Stopped', shouldRun: false })] },
  );
  expect((await call('/health/liveness')).status).toBe(200);
  const ready = await call('/health/readiness');
  expect(ready.status).toBe(503);
  expect(ready.body).toMatchObject({
    status: 'DOWN',
    components: {
      routes: {
        components: {
          monthly: { status: 'DOWN', details: { lastError: 'DHIS2_UNREACHABLE' } },
          'by hand': { status: 'UP' },
        },
      },
    },
  });
});

test('an other side that is away shows in the whole only', async () => {
  const away = [{ uri: 'dhis2://national', status: 'DOWN', details: { code: 'DHIS2_UNREACHABLE' } }] as const;
  const { call } = await start({}, { checkEndpoints: () => Promise.resolve(away) });
  expect((await call('/health')).status).toBe(503);
  expect((await call('/health/readiness')).status).toBe(200);
});

test('a state store that does not take writes takes readiness down', async () => {
  const { call, state } = await start();
  await state.close();
  const { status, body } = await call('/health/readiness');
  expect([status, body['components']]).toMatchObject([503, { stateStore: { details: { error: 'STATE_CLOSED' } } }]);
});

test('metrics carry the names of Camel and of the process', async () => {
  const { call, state } = await start();
  await new DeadLetterStore(state).add({ routeId: 'monthly', code: 'E1', reason: 'r', body: 'secret' });
  const { body, headers } = await call('/metrics');
  const text = body as unknown as string;
  expect(headers.get('content-type')).toContain('text/plain');
  const route = 'camelContext="national",eventType="route",kind="CamelRoute",routeId="monthly"';
  for (const line of [
    `camel_exchanges_total{${route}} 7`,
    `camel_exchanges_failed_total{${route}} 2`,
    `camel_exchanges_inflight{${route}} 1`,
    `camel_route_policy_seconds_sum{${route}} 1.5`,
    'camel_message_history_seconds_max{camelContext="national",routeId="monthly",nodeId="send"} 0.25',
    'camel_routes_running_routes{camelContext="national"} 1',
    'dhow_dead_letters_waiting{camelContext="national"} 1',
  ]) {
    expect(text).toContain(line);
  }
  expect(text).toContain('process_cpu_seconds_total');
  expect((await call('/metrics')).body as unknown as string).toContain(`camel_exchanges_total{${route}} 7`);
});

test('routes are listed with their numbers, one also with its steps', async () => {
  const { call } = await start();
  const list = await call('/routes');
  expect(list.body).toMatchObject([
    { id: 'monthly', state: 'Started', stepCount: 1, statistics: { exchangesFailed: 2 } },
  ]);
  const one = await call('/routes/monthly');
  expect(one.body['steps']).toMatchObject([{ id: 'send', kind: 'to', statistics: { exchangesTotal: 7 } }]);
  const none = await call('/routes/montly');
  expect([none.status, none.body['message']]).toEqual([404, expect.stringContaining('Did you mean "monthly"?')]);
});

test('messages under way come longest first', async () => {
  const { call } = await start();
  const { body } = await call('/inflight');
  expect((body as never as { exchangeId: string }[]).map(({ exchangeId }) => exchangeId)).toEqual(['b', 'a']);
});

test('settings show where they came from, and secrets never', async () => {
  const { call } = await start({ 'management.token': 'open-sesame' });
  const headers = { authorization: 'Bearer open-sesame' };
  const answers = await Promise.all(
    ['/env', '/configprops', '/env/management.token'].map((path) => call(path, { headers })),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  const text = JSON.stringify(answers.map(({ body }) => body));
  expect(text).not.toContain('hunter2');
  expect(text).not.toContain('open-sesame');
  expect(answers[2]!.body).toMatchObject({ property: { source: 'command line', value: '******' } });
  expect(text).toContain('environment variable DHOW_PROPERTIES_DB_PASSWORD');
  expect(answers[1]!.body).toMatchObject({
    contexts: { national: { beans: { management: { inputs: { port: { value: 0, origin: 'command line' } } } } } },
  });
  const wrong = await call('/env/management.prot', { headers });
  expect(wrong.body['message']).toContain('Did you mean "management.port"?');
});

test('dead letters are listed and shown without their payloads', async () => {
  const { call, state } = await start();
  const letters = new DeadLetterStore(state);
  const { id } = await letters.add({
    routeId: 'monthly',
    code: 'E1',
    reason: 'closed',
    body: 'amina',
    headers: { h: 'amina' },
  });
  await letters.add({ routeId: 'daily', code: 'E2', reason: 'closed', body: 'amina' });
  const list = await call('/dead-letters?route=monthly');
  expect(list.body).toMatchObject({ total: 1, letters: [{ id, code: 'E1', hasPayload: true }] });
  const one = await call(`/dead-letters/${id}`);
  expect(one.body).toMatchObject({ id, reason: 'closed' });
  expect(JSON.stringify([list.body, one.body])).not.toContain('amina');
  expect((await call('/dead-letters/none')).status).toBe(404);
});

test('the ledger answers sources whose names are paths', async () => {
  const { call, state } = await start();
  const ledger = await new RowLedger(state).open('inbox/2026-10.csv');
  await ledger.record({
    accepted: RowRanges.of([1, 2]),
    rejected: [{ code: 'E1', reason: 'r', rows: RowRanges.of([3]) }],
  });
  expect((await call('/ledger')).body).toEqual([{ source: 'inbox/2026-10.csv', accepted: 2, rejected: 1, pending: 0 }]);
  expect((await call('/ledger/inbox/2026-10.csv')).body).toMatchObject({
    reasons: [{ code: 'E1', count: 1, rows: [3] }],
  });
  expect((await call('/ledger/none')).status).toBe(404);
});

test('reading is all that is allowed unless the settings say otherwise', async () => {
  const { call, control, shutdown } = await start();
  for (const path of ['/routes/monthly/stop', '/shutdown', '/loggers/ROOT']) {
    expect(await call(path, { method: 'POST' })).toMatchObject({ status: 403, body: { error: 'READ_ONLY' } });
  }
  expect(control).not.toHaveBeenCalled();
  expect(shutdown).not.toHaveBeenCalled();
});

test('with unrestricted access routes, log levels, dead letters and the process can be steered', async () => {
  const { call, control, shutdown, replay, state } = await start({ 'management.access': 'unrestricted' });
  const post = (path: string, body?: unknown) =>
    call(path, {
      method: 'POST',
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
  expect((await post('/routes/monthly/stop')).status).toBe(200);
  expect(control).toHaveBeenCalledExactlyOnceWith('monthly', 'stop');
  expect((await post('/routes/monthly/restart?delay=5000')).status).toBe(200);
  expect(control).toHaveBeenLastCalledWith('monthly', 'restart', 5000);
  expect(await post('/routes/monthly/restart?delay=soon')).toMatchObject({ status: 400, body: { error: 'DELAY' } });
  expect((await post('/routes/monthly/sotp')).body['message']).toContain('Did you mean "stop"?');

  expect((await post('/loggers/a', { configuredLevel: 'debug' })).status).toBe(204);
  expect((await call('/loggers/a')).body).toEqual({ configuredLevel: 'DEBUG', effectiveLevel: 'DEBUG' });
  expect((await post('/loggers/a', { configuredLevel: 'loud' })).status).toBe(400);
  expect((await post('/loggers/a', { configuredLevel: null })).status).toBe(204);
  expect((await call('/loggers')).body).toMatchObject({ levels: ['OFF', 'ERROR', 'WARN', 'INFO', 'DEBUG', 'TRACE'] });

  const { id } = await new DeadLetterStore(state).add({ routeId: 'r', code: 'E1', reason: 'r', body: 'x' });
  expect((await post(`/dead-letters/${id}/replay`)).status).toBe(200);
  expect(replay).toHaveBeenCalledExactlyOnceWith(id);
  expect((await call(`/dead-letters/${id}`, { method: 'DELETE' })).status).toBe(400);
  const discarded = await call(`/dead-letters/${id}?reason=test`, { method: 'DELETE' });
  expect(discarded.body).toMatchObject({ status: 'discarded', discarded: { by: 'management', why: 'test' } });

  expect((await post('/shutdown')).body).toEqual({ message: 'Shutting down, bye...' });
  await vi.waitFor(() => expect(shutdown).toHaveBeenCalledOnce());
});

test('pages of other sites are kept out, by origin and by host', async () => {
  const { call } = await start({ 'management.access': 'unrestricted' });
  expect((await call('/info', { headers: { origin: 'https://evil.example' } })).status).toBe(403);
  expect((await call('/info', { headers: { origin: new URL(listener!.url).origin } })).status).toBe(200);
  expect(await statusWithHost('evil.example')).toBe(403);
  expect(await statusWithHost('localhost:1234')).toBe(200);
});

test('a token guards all but the probes', async () => {
  const { call } = await start({ 'management.token': 'open-sesame' });
  expect((await call('/health')).status).toBe(200);
  expect((await call('/health/liveness')).status).toBe(200);
  expect((await call('/info')).status).toBe(401);
  expect((await call('/info', { headers: { authorization: 'Bearer wrong' } })).status).toBe(401);
  expect((await call('/info', { headers: { authorization: 'Bearer open-sesame' } })).status).toBe(200);
});

test('an address that others reach needs a token', async () => {
  await expect(start({ 'management.host': '0.0.0.0' })).rejects.toThrow(/BOOT_MANAGEMENT_EXPOSED: .*0\.0\.0\.0/);
});

test('a port that is taken is named', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  await expect(start({ 'management.port': port })).rejects.toThrow(new RegExp(`BOOT_PORT_TAKEN: .*${port}`));
  await new Promise((resolve) => other.close(resolve));
});

test('the list of links leads to every endpoint, and answers are kept by nobody', async () => {
  const { call } = await start();
  const { body, headers } = await call('');
  const links = Object.values(body['_links'] as unknown as Record<string, { href: string; templated: boolean }>);
  const plain = links.filter(({ href, templated }) => !templated && !href.endsWith('/shutdown'));
  const answers = await Promise.all(plain.map(async ({ href }) => [href, (await fetch(href)).status]));
  expect(answers).toEqual(plain.map(({ href }) => [href, 200]));
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect((await call('/nothing')).status).toBe(404);
});

test('a failure inside tells nothing but that there was one', async () => {
  const failing = () => {
    throw new Error('patient 4711');
  };
  const { call } = await start({}, { routes: failing });
  const { status, body } = await call('/routes');
  expect([status, body]).toEqual([500, { error: 'INTERNAL', message: 'It failed; the log has the cause.' }]);
});
