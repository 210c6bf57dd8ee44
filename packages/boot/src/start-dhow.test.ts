import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RoutesModel } from '@dhow/core';
import { memoryStateStore } from '@dhow/core/state';
import { mockComponent } from '@dhow/components/mock';
import { afterAll, afterEach, expect, test } from 'vitest';
import type { Dhow, DhowOptions } from './start-dhow.ts';
import { startDhow } from './start-dhow.ts';
import { untilIdle } from './process/idle-watch.ts';

const folder = mkdtempSync(join(tmpdir(), 'dhow-start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let running: Dhow | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

function model(id: string, uri: string, ...steps: { kind: string; options: Record<string, unknown> }[]): RoutesModel {
  return {
    routes: [{ id, from: { uri }, steps }],
    scoped: [],
    routeConfigurations: [],
    routeTemplates: [],
    templatedRoutes: [],
    beans: [],
    dataFormats: [],
    rests: [],
  };
}

async function start(options: DhowOptions, settings: Record<string, unknown> = {}) {
  const lines: string[] = [];
  const { createLoggers } = await import('./logging/pino-loggers.ts');
  running = await startDhow({
    loggers: createLoggers({ level: 'TRACE', write: (line) => lines.push(line) }),
    configuration: {
      environment: {},
      overrides: { 'management.port': 0, 'state.file': 'memory', ...settings },
    },
    ...options,
  });
  return { dhow: running, lines };
}

test('routes run, the management listener answers for them, and a stop closes all', async () => {
  const { dhow, lines } = await start({
    routes: [model('hello', 'direct:hello', { kind: 'to', options: { uri: 'mock:end' } })],
  });
  await dhow.context.send('direct:hello', 'hi');
  const response = await fetch(`${dhow.managementUrl}/routes/hello`);
  expect(await response.json()).toMatchObject({
    id: 'hello',
    endpointUri: 'direct:hello',
    state: 'Started',
    statistics: { exchangesTotal: 1, exchangesCompleted: 1, exchangesInflight: 0 },
    steps: [{ kind: 'to', statistics: { exchangesTotal: 1 } }],
  });
  expect((await fetch(`${dhow.managementUrl}/health`)).status).toBe(200);
  expect(lines.some((line) => line.includes('"msg":"started"'))).toBe(true);
  await Promise.all([dhow.stop(), dhow.stop(), dhow.stopped]);
  await expect(fetch(`${dhow.managementUrl}/health`)).rejects.toThrow('fetch failed');
  expect(dhow.context.phase).toBe('stopped');
});

test('a route that somebody stopped is not missed by health', async () => {
  const { dhow } = await start(
    { routes: [model('hello', 'direct:hello', { kind: 'to', options: { uri: 'mock:end' } })] },
    { 'management.access': 'unrestricted' },
  );
  const post = (action: string) => fetch(`${dhow.managementUrl}/routes/hello/${action}`, { method: 'POST' });
  expect(await (await post('stop')).json()).toMatchObject({ state: 'Stopped' });
  expect((await fetch(`${dhow.managementUrl}/health`)).status).toBe(200);
  expect(await (await post('start')).json()).toMatchObject({ state: 'Started' });
  await dhow.context.routes.stop('hello');
  expect((await fetch(`${dhow.managementUrl}/health`)).status).toBe(503);
});

test('a dead letter is sent again through its route', async () => {
  const mocks = mockComponent();
  const { dhow } = await start({
    components: [mocks],
    routes: [model('hello', 'direct:hello', { kind: 'to', options: { uri: 'mock:end' } })],
  });
  const { id } = await dhow.deadLetters.add({
    routeId: 'hello',
    code: 'X',
    reason: 'x',
    body: { a: 1 },
    headers: { h: 1 },
  });
  await dhow.replay(id);
  expect(mocks.recorder.received('end').map(({ body }) => body)).toEqual([{ a: 1 }]);
  expect(await dhow.deadLetters.get(id)).toMatchObject({ status: 'replayed' });
  const other = await dhow.deadLetters.add({ routeId: 'helo', code: 'X', reason: 'x', body: 1 });
  await expect(dhow.replay(other.id)).rejects.toThrow(/Did you mean "hello"\?/);
});

test('a message that fails in the end is kept with the body that came, and can be replayed', async () => {
  let isBroken = true;
  const work = (exchange: { body: unknown }) => {
    exchange.body = 'half done';
    if (isBroken) throw Object.assign(new Error('no answer'), { code: 'X_AWAY' });
  };
  const { dhow } = await start({
    beans: { work },
    routes: [model('in', 'seda:in', { kind: 'process', options: { ref: 'work' } })],
  });
  const deliver = async () => {
    await dhow.context.send('seda:in', { row: 1 }, { headers: { kind: 'row', CamelTest: 1, live: () => 1 } });
    await untilIdle(dhow.context, new AbortController().signal, 20);
    return dhow.deadLetters.list({ status: 'waiting' });
  };
  const [letter] = await deliver();
  expect(letter).toMatchObject({
    routeId: 'in',
    code: 'X_AWAY',
    reason: 'no answer',
    body: { kind: 'json', json: { row: 1 } },
    headers: { kind: 'row' },
  });
  await expect(dhow.replay(letter!.id)).rejects.toThrow('no answer');
  expect(await dhow.deadLetters.count()).toBe(1); // a replay that fails makes no second letter
  isBroken = false;
  await dhow.replay(letter!.id);
  expect(await dhow.deadLetters.get(letter!.id)).toMatchObject({ status: 'replayed', replays: 2 });
});

test('a history is kept for the routes whose settings say so, and shown without bodies', async () => {
  const to = { kind: 'to', options: { uri: 'mock:end' } };
  const { dhow } = await start(
    { routes: [model('kept', 'seda:kept', to), model('silent', 'seda:silent', to)] },
    { 'history.routes.kept': 'full', 'management.access': 'unrestricted' },
  );
  for (const name of ['kept', 'silent']) await dhow.context.send(`seda:${name}`, 'secret');
  await untilIdle(dhow.context, new AbortController().signal, 20);
  const get = async (id: string) => (await fetch(`${dhow.managementUrl}/history/${id}`)).json();
  const kept = await get('kept');
  expect(kept).toMatchObject([{ routeId: 'kept', outcome: 'completed', steps: [{ kind: 'to' }], hasBody: true }]);
  expect(JSON.stringify(kept)).not.toContain('secret');
  expect(await get('silent')).toEqual([]);
  const wipe = await fetch(`${dhow.managementUrl}/history/kept/payloads`, { method: 'DELETE' });
  expect(wipe.status).toBe(204);
  expect(await get('kept')).toMatchObject([{ wiped: true, hasBody: false }]);
});

test("failures of messages that a program sent are the program's, and keeping can be switched off", async () => {
  const fail = () => {
    throw new Error('no');
  };
  const routes = [
    model('called', 'direct:called', { kind: 'process', options: { ref: 'fail' } }),
    model('in', 'seda:in', { kind: 'process', options: { ref: 'fail' } }),
  ];
  const { dhow } = await start({ beans: { fail }, routes }, { 'deadLetters.keep': false });
  expect((await dhow.context.send('direct:called', 1)).exception).toBeInstanceOf(Error);
  await dhow.context.send('seda:in', 1);
  await untilIdle(dhow.context, new AbortController().signal, 20);
  expect(await dhow.deadLetters.count()).toBe(0);
});

test('route modules give one route, a list, or a function that makes them', async () => {
  const routes = join(folder, 'modules');
  mkdirSync(routes);
  const text = (id: string) => JSON.stringify(model(id, `direct:${id}`, { kind: 'to', options: { uri: 'mock:end' } }));
  writeFileSync(join(routes, 'one.mjs'), `export default ${text('one')};`);
  writeFileSync(
    join(routes, 'two.ts'),
    `const list: unknown[] = [${text('two')}, ${text('three')}];\nexport default list;`,
  );
  writeFileSync(join(routes, 'four.js'), `export default async () => (${text('four')});`);
  const { dhow } = await start({ routes: [join(routes, '*')] });
  expect(dhow.context.routes.ids.toSorted()).toEqual(['four', 'one', 'three', 'two']);
});

test('a module that does not load or exports no route is named', async () => {
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const starting = (name: string, text: string) => start({ routes: [file(name, text)] });
  await expect(starting('broken.mjs', 'export default {')).rejects.toThrow(/BOOT_ROUTE_MODULE: .*broken\.mjs/);
  await expect(starting('import.mjs', "import 'not-there';")).rejects.toThrow(/BOOT_ROUTE_MODULE: .*import\.mjs/);
  await expect(starting('number.mjs', 'export default 7;')).rejects.toThrow(/BOOT_ROUTE_EXPORT: .*number\.mjs/);
  await expect(starting('nothing.mjs', 'export const route = 1;')).rejects.toThrow(/BOOT_ROUTE_EXPORT/);
  await expect(start({ routes: [] })).rejects.toThrow(/BOOT_NO_ROUTES/);
});

test('what failed to start leaves nothing open', async () => {
  const state = memoryStateStore();
  const bad = model('bad', 'direct:bad', { kind: 'to', options: { uri: 'nowhere:x' } });
  const error = await start({ state, routes: [bad] }).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'ROUTE_CREATE_FAILED', message: expect.stringContaining('nowhere') });
  await state.put('n', 'k', 1); // given by the caller, hence still open
});

test('the state file is made in its folder, and a wrong place is told before anything starts', async () => {
  const route = model('hello', 'direct:hello', { kind: 'to', options: { uri: 'mock:end' } });
  const { dhow } = await start({ routes: [route] }, { 'state.file': join(folder, 'deep', 'er', 'state.db') });
  await dhow.state.put('n', 'k', 1);
  writeFileSync(join(folder, 'file'), '');
  const wrong = startDhow({
    routes: [route],
    configuration: { environment: {}, overrides: { 'state.file': join(folder, 'file', 'state.db') } },
  });
  await expect(wrong).rejects.toMatchObject({ code: 'STATE_CANNOT_OPEN' });
});

test('a context is idle when nothing is under way', async () => {
  let release: () => void = () => undefined;
  const waiting = new Promise<void>((resolve) => (release = resolve));
  const { dhow } = await start({
    beans: { wait: () => waiting },
    routes: [model('slow', 'seda:slow', { kind: 'process', options: { ref: 'wait' } })],
  });
  await dhow.context.send('seda:slow', 1);
  let idle = false;
  const watching = untilIdle(dhow.context, new AbortController().signal, 20).then(() => (idle = true));
  await dhow.context.core.clock.sleep(80);
  expect(idle).toBe(false);
  release();
  await watching;
});
