import { route } from '@dhow/core';
import { memoryStateStore } from '@dhow/core/state';
import { createTestContext, type TestContext } from '@dhow/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { createLoggers } from '../logging/pino-loggers.ts';
import { engineViewOf } from './engine-view-of-context.ts';
import { engineWatchOf } from './engine-watch.ts';
import { startManagementListener, type ManagementListener } from './management-listener.ts';

class Units {}

let context: TestContext;
let listener: ManagementListener;

beforeEach(async () => {
  context = createTestContext({ beans: { units: new Units(), password: 'hunter2' } });
  const engine = engineViewOf(context);
  const watch = engineWatchOf(context);
  await context.addRoutes(
    route('reports')
      .from('loopback:in')
      .setHeader('kind', ({ body }) => body)
      .id('label')
      .to('mock:out')
      .id('send'),
  );
  await context.start();
  listener = await startManagementListener({
    engine,
    watch,
    configuration: await loadConfiguration({
      environment: {},
      overrides: { 'management.port': 0, 'management.access': 'unrestricted', name: 'national' },
    }),
    loggers: createLoggers({ write: () => undefined }),
    state: memoryStateStore(),
    version: '',
    replay: () => Promise.resolve(),
    shutdown: () => undefined,
  });
});
afterEach(async () => {
  await listener.close();
  await context.stop();
});

async function ask(method: string, path: string, body?: unknown) {
  const json = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(listener.url + path, { method, ...(body !== undefined && json) });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as never };
}

test('the start tells what it did and how long it took', async () => {
  const { body } = await ask('GET', '/startup');
  expect(body).toEqual(
    expect.arrayContaining([{ what: 'RouteStarted reports', at: expect.any(Number), tookMs: expect.any(Number) }]),
  );
});

test('beans are told by name and class, never by value', async () => {
  const { body } = await ask('GET', '/beans');
  expect(body).toMatchObject({
    contexts: { dhow: { beans: { units: { type: 'Units' }, password: { type: 'string' } } } },
  });
  expect(JSON.stringify(body)).not.toContain('hunter2');
});

test('the tracer is off until it is switched on, and shows no values', async () => {
  await context.send('loopback:in', 'unseen');
  expect((await ask('GET', '/tracer')).body).toEqual({ enabled: false, steps: [] });
  expect((await ask('POST', '/tracer', { enabled: true, pattern: 'label', size: 2 })).status).toBe(204);
  await context.send('loopback:in', 'Amina');
  const { body } = await ask('GET', '/tracer');
  expect(body).toMatchObject({
    enabled: true,
    pattern: 'label',
    steps: [{ routeId: 'reports', stepId: 'label', bodyType: 'java.lang.String', headerNames: ['kind'] }],
  });
  expect(JSON.stringify(body)).not.toContain('Amina');
  expect((await ask('POST', '/tracer', { enabled: false })).status).toBe(204);
  await context.send('loopback:in', 'later');
  expect((await ask('GET', '/tracer')).body).toMatchObject({ enabled: false, steps: [{ stepId: 'label' }] });
});

test('a wrong setting of the tracer is answered with the right one', async () => {
  for (const wrong of [{}, { enabled: 'yes' }, { enabled: true, size: 1001 }, { enabled: true, pattern: 5 }]) {
    const { status, body } = await ask('POST', '/tracer', wrong);
    expect([status, body]).toEqual([400, { error: 'TRACER', message: expect.stringContaining('{"enabled": true') }]);
  }
});

test('a breakpoint holds messages until they are told to step or to go on', async () => {
  const set = await ask('POST', '/debugger/breakpoints/label', { predicate: "${body} == 'Amina'" });
  const breakpoint = { stepId: 'label', language: 'simple', predicate: "${body} == 'Amina'" };
  expect(set.body).toEqual({ attached: true, breakpoints: [breakpoint], suspended: [] });
  await context.send('loopback:in', 'free');
  const sent = context.send('loopback:in', 'Amina');
  const stands = async (stepId: string) => {
    const { body } = await ask('GET', '/debugger');
    const [message] = (body as { suspended: { exchangeId: string; stepId: string }[] }).suspended;
    expect(message).toMatchObject({ routeId: 'reports', stepId, bodyType: 'java.lang.String' });
    return message!.exchangeId;
  };
  const id = await stands('label');
  expect((await ask('POST', `/debugger/suspended/${id}/step`)).status).toBe(204);
  await stands('send');
  expect((await ask('POST', `/debugger/suspended/${id}/resume`)).status).toBe(204);
  await sent;
  expect((await ask('POST', `/debugger/suspended/${id}/resume`)).status).toBe(404);
  expect((await ask('DELETE', '/debugger/breakpoints/label')).status).toBe(204);
  expect((await ask('DELETE', '/debugger')).status).toBe(204);
  expect((await ask('GET', '/debugger')).body).toEqual({ attached: false, breakpoints: [], suspended: [] });
});

test('what the debugger is told wrongly is answered with what is right', async () => {
  const message = async (path: string, body?: unknown) => {
    const answer = await ask('POST', path, body);
    return [answer.status, (answer.body as { message: string }).message];
  };
  expect(await message('/debugger/breakpoints/lable')).toEqual([404, expect.stringContaining('Did you mean "label"?')]);
  expect(await message('/debugger/breakpoints/label', { predicate: '${boddy} == 1' })).toEqual([
    400,
    expect.stringContaining('boddy'),
  ]);
  expect(await message('/debugger/breakpoints/label', { predicate: 5 })).toEqual([
    400,
    expect.stringContaining('"language": "simple"'),
  ]);
  expect(await message('/debugger/suspended/x/go')).toEqual([404, expect.stringContaining('resume or to step')]);
  expect((await ask('DELETE', '/debugger/breakpoints/label')).status).toBe(404);
});
