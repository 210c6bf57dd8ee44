import { join } from 'node:path';
import { DeadLetterStore } from '@dhow/core/state';
import { sqliteStateStore } from '@dhow/core/state/sqlite';
import { afterEach, expect, test } from 'vitest';
import { dhow, projectFolder } from './spawn-dhow.ts';

let folder: ReturnType<typeof projectFolder> | undefined;
afterEach(() => folder?.remove());

const routes = `export default ${JSON.stringify({
  routes: [
    {
      id: 'monthly',
      // A source that must not run in a replay.
      from: { uri: 'timer:often?period=1' },
      steps: [{ kind: 'log', options: { message: 'sent ${body} ${header.kind}' } }],
    },
  ],
  scoped: [],
  routeConfigurations: [],
  routeTemplates: [],
  templatedRoutes: [],
  beans: [],
  dataFormats: [],
  rests: [],
})};`;

async function project() {
  folder = projectFolder({ 'routes.mjs': routes });
  const state = sqliteStateStore({ file: join(folder.path, 'state.db') });
  const letters = new DeadLetterStore(state);
  const source = { name: 'inbox/2026-10.csv', row: 41 };
  const known = { routeId: 'monthly', source, headers: { kind: 'row' } };
  const first = await letters.add({ ...known, code: 'FACILITY', reason: 'no such facility', body: 'amina' });
  const second = await letters.add({ ...known, code: 'E7641', reason: 'period is closed', body: 'binta' });
  await state.close();
  const call = (...args: string[]) => dhow(['dead-letters', ...args, '--state', 'state.db'], { cwd: folder!.path });
  return { first, second, call };
}

test('list shows what waits without payloads, as a table or as JSON lines', async () => {
  const { first, second, call } = await project();
  const [table, json, filtered] = await Promise.all([
    call('list'),
    call('list', '--json'),
    call('list', '--error', 'E7641'),
  ]);
  expect(table.out).toMatch(new RegExp(`${first.id}.*monthly.*FACILITY.*inbox/2026-10.csv, row 41.*no such facility`));
  expect(table.out + json.out).not.toMatch(/amina|binta/);
  const lines = json.out.trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual([first.id, second.id]);
  expect(filtered.out).not.toContain('FACILITY');
});

test('show keeps the payload back unless it is asked for', async () => {
  const { first, call } = await project();
  const [without, withPayload, none] = await Promise.all([
    call('show', first.id),
    call('show', first.id, '--payload'),
    call('show', 'nothing'),
  ]);
  expect(JSON.parse(without.out)).toMatchObject({ id: first.id, code: 'FACILITY', hasPayload: true });
  expect(without.out).not.toContain('amina');
  expect(JSON.parse(withPayload.out)).toMatchObject({ body: { text: 'amina' }, headers: { kind: 'row' } });
  expect([none.code, none.err]).toEqual([3, expect.stringContaining('STATE_NO_DEAD_LETTER')]);
});

test('replay sends letters through the route without its source, and settles them', async () => {
  const { call } = await project();
  const { code, out } = await call('replay', '--all', '--routes', 'routes.mjs', '--log-level', 'INFO');
  expect(code).toBe(0);
  expect(out).toMatch(/sent amina row[\s\S]*sent binta row/);
  expect(out.match(/sent .* row/g)).toHaveLength(2);
  expect(out).toContain('2 sent, 0 failed');
  expect((await call('list')).out).toBe('no dead letters\n');
  expect((await call('list', '--status', 'replayed')).out).toContain('(replayed)');
});

test('a replay that fails keeps the letter and answers 1', async () => {
  const { first, call } = await project();
  const { code, out } = await call('replay', first.id, 'nothing', '--routes', 'routes.mjs');
  expect([code, out]).toEqual([1, expect.stringContaining('1 sent, 1 failed')]);
});

test('discard needs a reason, and what is asked for must be clear', async () => {
  const { first, call } = await project();
  const [noReason, nothing, done] = await Promise.all([
    call('discard', first.id),
    call('replay'),
    call('discard', first.id, '--reason', 'sent by mail'),
  ]);
  expect([noReason.code, noReason.err]).toEqual([2, expect.stringContaining('--reason')]);
  expect([nothing.code, nothing.err]).toEqual([2, expect.stringContaining('--all')]);
  expect(done.out).toBe('1 discarded\n');
  expect(JSON.parse((await call('show', first.id, '--payload')).out)).toMatchObject({
    discarded: { by: 'cli', why: 'sent by mail' },
    hasPayload: false,
  });
});
