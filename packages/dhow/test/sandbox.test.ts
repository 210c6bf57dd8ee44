import { afterEach, expect, test } from 'vitest';
import { dhow, projectFolder, startDhowCommand, type Running } from './spawn-dhow.ts';

let folder: ReturnType<typeof projectFolder> | undefined;
let running: Running | undefined;
afterEach(async () => {
  running?.child.kill('SIGKILL');
  await running?.ended;
  running = undefined;
  folder?.remove();
});

const authorization = `Basic ${btoa('admin:district')}`;

test('sandbox prints where it is ready, answers, keeps its state in the file, and ends with 0', async () => {
  folder = projectFolder();
  const args = ['sandbox', '--dhis2', '2.43', '--seed', 'country', '--data', 'sandbox.db'];
  for (const round of [1, 2]) {
    running = startDhowCommand(round === 1 ? args : args.slice(0, 3).concat(args.slice(5)), { cwd: folder.path });
    const [, url] = await running.shows(/^ready (http:\/\/127\.0\.0\.1:\d+)$/m);
    const get = async (path: string) =>
      (await (await fetch(url + path, { headers: { authorization } })).json()) as unknown;
    expect(await get('/api/system/info')).toMatchObject({ version: expect.stringMatching(/^2\.43/) });
    expect(await get('/api/organisationUnits?level=1&fields=id')).toMatchObject({ organisationUnits: [{}] });
    running.child.kill('SIGTERM');
    expect((await running.ended).code).toBe(0);
  }
});

test('what sandbox does not take is told with what it does', async () => {
  folder = projectFolder();
  const where = { cwd: folder.path };
  const [version, seed, port] = await Promise.all([
    dhow(['sandbox', '--dhis2', '1.0'], where),
    dhow(['sandbox', '--seed', 'nowhere.json'], where),
    dhow(['sandbox', '--port', '70000'], where),
  ]);
  expect([version.code, version.err]).toEqual([2, expect.stringContaining('2.42')]);
  expect([seed.code, seed.err]).toEqual([2, expect.stringContaining('nowhere.json')]);
  expect([port.code, port.err]).toEqual([2, expect.stringContaining('65535')]);
});

test('a seed or a data file that cannot be used is told without a stack', async () => {
  folder = projectFolder({
    'text.json': 'not json',
    'bad.json': '{"organisationUnits":[{"id":"x"}]}',
    'letter.db': 'Dear Sir, this is no database. '.repeat(100),
  });
  const where = { cwd: folder.path };
  const [text, bad, data] = await Promise.all([
    dhow(['sandbox', '--seed', 'text.json'], where),
    dhow(['sandbox', '--seed', 'bad.json'], where),
    dhow(['sandbox', '--data', 'letter.db'], where),
  ]);
  expect([text.code, text.err]).toEqual([3, expect.stringContaining('text.json is not JSON')]);
  expect([bad.code, bad.err]).toEqual([3, expect.stringContaining('bad.json: The seed was refused')]);
  expect([data.code, data.err]).toEqual([3, expect.stringContaining('letter.db cannot be used')]);
  expect(text.err + bad.err + data.err).not.toMatch(/\n +at /);
});
