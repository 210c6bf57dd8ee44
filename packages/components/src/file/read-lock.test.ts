import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileCase } from '../../test/file-case.ts';
import { thisProcess } from './process-owner.ts';

const elsewhere = JSON.stringify({ host: 'another-machine', pid: 1, run: 'x' });
const earlier = JSON.stringify({ host: hostname(), pid: process.pid, run: 'an earlier run' });
/** A program runs under that number, but it was started at another time than the one that set the mark. */
const reused = JSON.stringify({ ...thisProcess, pid: process.ppid, started: '1' });

test('markerFile keeps off other consumers, but not because of a process that is gone', async () => {
  const files = fileCase();
  const { pass } = await files.consumer({ readLock: 'markerFile', delete: true });
  files.put('held.csv');
  files.put('held.csv.camelLock', elsewhere);
  files.put('orphan.csv');
  files.put('orphan.csv.camelLock', earlier);
  await pass(0);
  expect(files.seen).toEqual(['orphan.csv']);
  expect(files.names()).toEqual(['held.csv', 'held.csv.camelLock']);
});

test.runIf(existsSync('/proc/self/stat'))(
  'a mark whose process gave its number to another program is an orphan (needs /proc of Linux)',
  async () => {
    const files = fileCase();
    files.put('a.csv');
    const { pass } = await files.consumer({ readLock: 'markerFile', delete: true });
    files.put('a.csv.camelLock', reused);
    await pass(0);
    expect(files.seen).toEqual(['a.csv']);
  },
);

test('at the start marks of killed processes and of other engines go, those of processes that run stay', async () => {
  const files = fileCase();
  for (const name of ['a.csv', 'b.csv', 'c.csv', 'd.csv', 'other.txt']) files.put(name);
  files.put('a.csv.camelLock', '');
  files.put('b.csv.camelLock', earlier);
  files.put('c.csv.camelLock', JSON.stringify(thisProcess));
  files.put('d.csv.camelLock', elsewhere);
  files.put('other.txt.camelLock', '');
  await files.consumer({ readLock: 'markerFile', include: '.*csv' });
  expect(files.names().filter((name) => name.endsWith('camelLock'))).toEqual([
    'c.csv.camelLock',
    'd.csv.camelLock',
    'other.txt.camelLock',
  ]);
  expect(files.context.lines).toEqual(['WARN 2 marks of a run that broke off are removed']);
});

test('with readLockDeleteOrphanLockFiles=false a mark stays, whoever left it', async () => {
  const files = fileCase();
  files.put('a.csv');
  files.put('a.csv.camelLock', earlier);
  const { pass } = await files.consumer({ readLock: 'markerFile', readLockDeleteOrphanLockFiles: false });
  await pass(0);
  expect([files.seen, files.names()]).toEqual([[], ['a.csv', 'a.csv.camelLock']]);
});

test('a mark of another machine counts until it was not touched for two minutes', async () => {
  const files = fileCase();
  files.put('a.csv');
  files.put('a.csv.camelLock', elsewhere);
  const { pass } = await files.consumer({ readLock: 'markerFile', delete: true, delayMs: 1000 });
  for (let second = 0; second < 100; second++) await pass(1000);
  files.put('a.csv.camelLock', `${elsewhere} `);
  for (let second = 0; second < 110; second++) await pass(1000);
  expect(files.seen).toEqual([]);
  for (let second = 0; second < 20; second++) await pass(1000);
  expect([files.seen, files.names()]).toEqual([['a.csv'], []]);
});

test.for([
  ['changed', true],
  ['rename', true],
  ['changed', false],
  ['rename', false],
] as const)('%s sets the mark too, unless asked not to: %s', async ([readLock, readLockMarkerFile]) => {
  const files = fileCase();
  files.put('a.csv');
  const marks: boolean[] = [];
  const { pass } = await files.consumer({ readLock, readLockMarkerFile, readLockCheckIntervalMs: 0 }, () => {
    marks.push(existsSync(join(files.folder, 'a.csv.camelLock')));
  });
  await pass(0);
  await pass(500);
  expect([marks, files.names()]).toEqual([[readLockMarkerFile], ['.camel/a.csv']]);
});

test('a mark that another process took over meanwhile is left to it', async () => {
  const files = fileCase();
  files.put('a.csv');
  const mark = join(files.folder, 'a.csv.camelLock');
  const { pass } = await files.consumer({ readLock: 'markerFile' }, () => writeFileSync(mark, elsewhere));
  await pass(0);
  expect(readFileSync(mark, 'utf8')).toBe(elsewhere);
});

test('a file that was under trial of rename when its process was killed comes back', async () => {
  const files = fileCase();
  files.put('a.csv.camelExclusiveReadLock');
  files.put('b.csv');
  files.put('b.csv.camelExclusiveReadLock');
  const { pass } = await files.consumer({ readLock: 'rename', delete: true });
  await pass(0);
  expect([files.seen, files.names()]).toEqual([['a.csv', 'b.csv'], ['b.csv.camelExclusiveReadLock']]);
});

test('a file that is not ready is told at the level asked for', async () => {
  for (const [readLockLoggingLevel, line] of [
    ['INFO', ['INFO A file is left for the next look: changed']],
    ['OFF', []],
  ] as const) {
    const files = fileCase();
    files.put('a.csv');
    await (await files.consumer({ readLock: 'changed', readLockLoggingLevel })).pass(0);
    expect(files.context.lines).toEqual(line);
  }
});
