import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { dhow, projectFolder } from './spawn-dhow.ts';

let folder: ReturnType<typeof projectFolder> | undefined;
afterEach(() => folder?.remove());

test('a new project is valid, runs, and delivers its sample', async () => {
  folder = projectFolder();
  const made = await dhow(['new', 'reports'], { cwd: folder.path });
  expect([made.code, made.err]).toEqual([0, '']);
  const cwd = join(folder.path, 'reports');
  const valid = await dhow(['validate'], { cwd });
  expect([valid.code, valid.out, valid.err]).toEqual([
    0,
    'valid    routes/facility-report.yaml  facility-report\n',
    '',
  ]);
  const run = await dhow(['run', '--until-idle', '--no-management'], { cwd });
  expect([run.code, run.err]).toEqual([0, '1 message completed\n']);
  const sent = JSON.parse(readFileSync(join(cwd, 'outbox/sample.json'), 'utf8')) as { dataValues: unknown[] };
  expect(sent.dataValues).toHaveLength(3);
  expect(sent.dataValues[0]).toEqual({ dataElement: 'ANC_1', orgUnit: 'FAC_0001', period: '202601', value: '41' });
  expect(existsSync(join(cwd, '.gitignore'))).toBe(true);
  expect(readFileSync(join(cwd, 'package.json'), 'utf8')).toMatch(/"name": "reports"[\s\S]*"dhow": "\d+\.\d+\.\d+"/);
});

test('the tests of a new project pass', async () => {
  folder = projectFolder();
  await dhow(['new', 'reports'], { cwd: folder.path });
  const cwd = join(folder.path, 'reports');
  symlinkSync(fileURLToPath(new URL('../../../node_modules', import.meta.url)), join(cwd, 'node_modules'));
  const tests = spawnSync(process.execPath, ['--conditions=@dhow/source', '--test'], { cwd, encoding: 'utf8' });
  expect(tests.stdout).toMatch(/pass 2\n/);
  expect(tests.status).toBe(0);
});

test('nothing is overwritten, and a name that npm would not take is refused', async () => {
  folder = projectFolder();
  mkdirSync(join(folder.path, 'mine'));
  writeFileSync(join(folder.path, 'mine/file'), '');
  const where = { cwd: folder.path };
  const [taken, name, none] = await Promise.all([
    dhow(['new', 'mine'], where),
    dhow(['new', 'Mine!'], where),
    dhow(['new'], where),
  ]);
  expect([taken.code, taken.err]).toEqual([2, expect.stringContaining('not empty')]);
  expect([name.code, name.err]).toEqual([2, expect.stringContaining('"Mine!"')]);
  expect([none.code, none.err]).toEqual([2, expect.stringContaining('usage: dhow new NAME')]);
});
