import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { memoryStateStore } from '@dhow/core/state';
import { expect, test } from 'vitest';
import { fileCase } from '../../test/file-case.ts';
import { antPattern } from './ant-pattern.ts';

async function taken(options: Readonly<Record<string, unknown>>, ...names: string[]): Promise<string[]> {
  const files = fileCase();
  for (const name of names) files.put(name);
  const { pass } = await files.consumer({ recursive: true, noop: true, ...options });
  await pass(0);
  return files.seen;
}

test('an ending may have several parts, and counts whatever its case', async () => {
  const names = ['a.CSV', 'a.tar.gz', 'b.gz', 'b.txt', 'csv'];
  expect(await taken({ includeExt: 'csv,tar.gz' }, ...names)).toEqual(['a.CSV', 'a.tar.gz']);
  expect(await taken({ excludeExt: 'gz,csv' }, ...names)).toEqual(['b.txt', 'csv']);
});

test.for([
  ['*.csv', 'a.csv', true],
  ['*.csv', 'b/a.csv', false],
  ['**/*.csv', 'a.csv', true],
  ['**/*.csv', 'b/c/a.csv', true],
  ['b/**', 'b/c/a.csv', true],
  ['b/', 'b/c/a.csv', true],
  ['b/**/a.?sv', 'b/a.csv', true],
  ['b/**/a.?sv', 'c/a.csv', false],
  ['a.csv, b.csv', 'b.csv', true],
  ['A.csv', 'a.csv', false],
] as const)('the pattern %s of Ant, for %s: %s', ([pattern, path, isMatch]) => {
  expect(antPattern(pattern, true)(path)).toBe(isMatch);
});

test('paths are taken and left by patterns of Ant', async () => {
  const names = ['a.csv', 'x/b.csv', 'x/draft/c.csv', 'x/d.txt'];
  expect(
    await taken({ antInclude: '**/*.CSV', antExclude: '**/draft/**', antFilterCaseSensitive: false }, ...names),
  ).toEqual(['a.csv', 'x/b.csv']);
});

test('files and folders must meet the predicates of Simple', async () => {
  const names = ['a.csv', 'long-name.csv', 'x/b.csv', 'draft/c.csv'];
  expect(
    await taken({ filterFile: '${file:size} < 9', filterDirectory: "${file:onlyname} != 'draft'" }, ...names),
  ).toEqual(['a.csv', 'x/b.csv']);
  await expect(taken({ filterFile: '${file:sise} > 1' })).rejects.toThrow('file:sise');
});

test('a name with a day in it is that of today', async () => {
  expect(
    await taken({ fileName: 'report-${date:now:yyyyMMdd}.csv' }, 'report-20231114.csv', 'report-20231113.csv'),
  ).toEqual(['report-20231114.csv']);
});

test('hidden files and folders are taken where that is asked for, but never marks and halves', async () => {
  const names = ['.a.csv', '.x/b.csv', '.c.csv.4711.dhow-partial', '.c.csv.4711.camelLock'];
  expect(await taken({}, ...names)).toEqual([]);
  expect(await taken({ includeHiddenFiles: true }, ...names)).toEqual(['.a.csv']);
  expect(await taken({ includeHiddenDirs: true }, ...names)).toEqual(['.x/b.csv']);
});

test('preSort orders where sortBy says nothing, and shuffle gives every file once', async () => {
  const names = ['aaa', 'b', 'cc'];
  expect(await taken({ preSort: '-size' }, ...names)).toEqual(['aaa', 'cc', 'b']);
  expect(await taken({ preSort: '-size', sortBy: 'file:name' }, ...names)).toEqual(['aaa', 'b', 'cc']);
  expect((await taken({ shuffle: true }, ...names)).toSorted()).toEqual(names);
});

test('a done file of a folder stands for all files of a look, and is no message', async () => {
  const files = fileCase();
  files.put('a.csv');
  files.put('b.csv');
  const { pass } = await files.consumer({ doneFileName: 'ready', delete: true });
  await pass(0);
  expect(files.seen).toEqual([]);
  files.put('ready');
  await pass(500);
  expect([files.seen, files.names()]).toEqual([['a.csv', 'b.csv'], []]);
});

test('it stays while a file is to be tried again, or with noop', async () => {
  const files = fileCase();
  files.put('a.csv');
  files.put('ready');
  const { pass } = await files.consumer({ doneFileName: 'ready', delete: true }, () => {
    if (files.seen.length === 1) throw new Error('once');
  });
  await pass(0);
  expect(files.names()).toEqual(['a.csv', 'ready']);
  await pass(500);
  await pass(500);
  expect(files.names()).toEqual([]);
  const kept = fileCase();
  kept.put('a.csv');
  kept.put('a.csv.done');
  await (await kept.consumer({ doneFileName: '${file:name}.done', noop: true })).pass(0);
  expect([kept.seen, kept.names()]).toEqual([['a.csv'], ['a.csv', 'a.csv.done']]);
});

test('says what an ending stands for, where that is asked for', async () => {
  const files = fileCase();
  files.put('a.XML');
  files.put('b.xyz');
  const types: unknown[] = [];
  const { pass } = await files.consumer({ probeContentType: true }, (exchange) => {
    types.push(exchange.header('CamelFileContentType'));
  });
  await pass(0);
  expect(types).toEqual(['application/xml', undefined]);
});

test('a folder that goes while it is looked after is an error where it must exist', async () => {
  for (const directoryMustExist of [true, false]) {
    const outer = fileCase();
    const files = fileCase(memoryStateStore(), join(outer.folder, 'inbox'));
    mkdirSync(files.folder);
    const { pass, failures } = await files.consumer({ autoCreate: false, directoryMustExist });
    await pass(0);
    rmSync(files.folder, { recursive: true });
    await pass(500);
    expect(failures).toMatchObject(directoryMustExist ? [{ code: 'FILE_FOLDER_MISSING' }] : []);
  }
});

test('greedy looks again at once, repeatCount ends after so many looks', async () => {
  const files = fileCase();
  for (const name of ['a', 'b', 'c']) files.put(name);
  const { pass, consumer } = await files.consumer({ greedy: true, maxMessagesPerPoll: 1, delete: true, delayMs: 5000 });
  await pass(0);
  for (let turn = 0; turn < 3; turn++) await pass(0);
  expect([files.seen, files.names()]).toEqual([['a', 'b', 'c'], []]);
  await consumer.stop();
  const few = fileCase();
  for (const name of ['a', 'b', 'c']) few.put(name);
  const limited = await few.consumer({ repeatCount: 2, maxMessagesPerPoll: 1, delete: true });
  await limited.pass(0);
  await few.context.clock.advance(500);
  await expect.poll(() => limited.consumer.isIdle!(), { timeout: 20_000 }).toBe(true);
  expect(few.seen).toEqual(['a', 'b']);
});
