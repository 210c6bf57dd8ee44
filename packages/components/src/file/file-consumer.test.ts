import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Exchange } from '@dhow/core/component';
import { memoryStateStore } from '@dhow/core/state';
import { expect, test } from 'vitest';
import { until } from '../../test/fake-clock.ts';
import { fakeEndpoint } from '../../test/fake-context.ts';
import { fileCase } from '../../test/file-case.ts';
import { file, FileBody, fileComponent } from './index.ts';

test('hands over one file after the other by name, and moves each to .camel when it is done', async () => {
  const files = fileCase();
  files.put('b.txt');
  files.put('a.txt');
  const { pass } = await files.consumer({});
  await pass(0);
  expect(files.seen).toEqual(['a.txt', 'b.txt']);
  expect(files.names()).toEqual(['.camel/a.txt', '.camel/b.txt']);
});

test('the body is read when it is read: as bytes, as text, piece by piece, and again', async () => {
  const files = fileCase();
  files.put('a.txt', 'Grüße');
  const bodies: unknown[] = [];
  const { pass } = await files.consumer({}, async ({ body }) => {
    if (!(body instanceof FileBody)) throw new Error('no file');
    let pieces = '';
    for await (const piece of body) pieces += Buffer.from(piece).toString();
    bodies.push(await body.text(), Buffer.from(await body.bytes()).toString(), pieces, String(body));
  });
  await pass(0);
  expect(bodies).toEqual(['Grüße', 'Grüße', 'Grüße', 'GenericFile[a.txt]']);
});

test("sets Camel's headers and notes the charset", async () => {
  const files = fileCase();
  files.put('sub/a.txt', '12345');
  let exchange: Exchange | undefined;
  const { pass } = await files.consumer(
    { recursive: true, charset: 'iso-8859-1' },
    (received) => void (exchange = received),
  );
  await pass(0);
  expect(exchange!.headers.toObject()).toMatchObject({
    CamelFileName: 'sub/a.txt',
    CamelFileNameOnly: 'a.txt',
    CamelFileAbsolutePath: join(files.folder, 'sub/a.txt'),
    CamelFileParent: join(files.folder, 'sub'),
    CamelFileLength: 5,
  });
  expect(exchange!.property('CamelCharsetName')).toBe('iso-8859-1');
});

test('takes the names that the options want, whole and whatever their case', async () => {
  const files = fileCase();
  for (const name of ['a.CSV', 'b.csv', 'b.csv.bak', 'c.txt', '.hidden.csv', 'x.camelLock', 'sub/d.csv'])
    files.put(name);
  const { pass } = await files.consumer({ include: '.*[.]csv', exclude: 'b.*', noop: true });
  await pass(0);
  expect(files.seen).toEqual(['a.CSV']);
});

test('a typed reference takes globs and regular expressions', async () => {
  expect(file('inbox', { include: '*.csv' }).parameters).toEqual({ include: '.*\\.csv' });
  expect(file('inbox', { include: 'report-??.{csv}' }).parameters).toEqual({ include: 'report-..\\.\\{csv\\}' });
  expect(file('inbox', { exclude: /old.*/ }).parameters).toEqual({ exclude: 'old.*' });
});

test('sorts, and takes no more than maxMessagesPerPoll each time', async () => {
  const files = fileCase();
  files.put('small', '1');
  files.put('large', '12345');
  files.put('middle', '123');
  const { pass } = await files.consumer({ sortBy: 'reverse:file:length', maxMessagesPerPoll: 2, delayMs: 100 });
  await pass(0);
  expect(files.seen).toEqual(['large', 'middle']);
  await pass(100);
  expect(files.seen).toEqual(['large', 'middle', 'small']);
});

test('moves to a name made of the file and the day, deletes, or leaves the file where it is', async () => {
  const moved = fileCase();
  moved.put('a.csv');
  await (await moved.consumer({ move: 'done/${date:now:yyyyMMdd}/${file:name.noext}-ok.${file:ext}' })).pass(0);
  expect(moved.names()).toEqual(['done/20231114/a-ok.csv']);
  const deleted = fileCase();
  deleted.put('a.csv');
  await (await deleted.consumer({ delete: true })).pass(0);
  expect(deleted.names()).toEqual([]);
  const left = fileCase();
  left.put('a.csv');
  const { pass } = await left.consumer({ noop: true });
  await pass(0);
  await pass(500);
  expect(left.seen).toEqual(['a.csv']);
  expect(left.names()).toEqual(['a.csv']);
});

test('a file that failed goes to moveFailed, with the others untouched', async () => {
  const files = fileCase();
  files.put('bad.csv');
  files.put('good.csv');
  const { pass } = await files.consumer({ move: 'done', moveFailed: 'failed' }, (exchange) => {
    if (exchange.header('CamelFileName') === 'bad.csv') throw new Error('refused');
  });
  await pass(0);
  expect(files.names()).toEqual(['done/good.csv', 'failed/bad.csv']);
});

test('without moveFailed it stays and is tried again, after longer and longer rests', async () => {
  const files = fileCase();
  files.put('bad.csv');
  const { pass, consumer } = await files.consumer({ delayMs: 500, retryDelayMs: 1000 }, () => {
    throw new Error('refused');
  });
  await pass(0);
  expect(files.seen).toHaveLength(1);
  await pass(500);
  expect(files.seen).toHaveLength(1);
  expect(consumer.isIdle!()).toBe(true);
  await pass(500);
  expect(files.seen).toHaveLength(2);
  for (let n = 0; n < 3; n++) await pass(500);
  expect(files.seen).toHaveLength(2);
  await pass(500);
  expect(files.seen).toHaveLength(3);
  expect(files.names()).toEqual(['bad.csv']);
});

test('a file whose processing was cut off is taken again, also after preMove', async () => {
  const files = fileCase();
  files.put('.inprogress/left.csv');
  files.put('new.csv');
  const { pass } = await files.consumer({ preMove: '.inprogress', move: 'done' }, (exchange) => {
    expect(exchange.header('CamelFileAbsolutePath')).toContain('.inprogress');
  });
  await pass(0);
  expect(files.seen).toEqual(['left.csv', 'new.csv']);
  expect(files.names()).toEqual(['done/left.csv', 'done/new.csv']);
});

test('a file that is being worked on stays in its folder until its exchange is done', async () => {
  const files = fileCase();
  files.put('a.csv');
  const { pass } = await files.consumer({ move: 'done' }, () => expect(files.names()).toEqual(['a.csv']));
  await pass(0);
  expect(files.names()).toEqual(['done/a.csv']);
});

test('changed waits until a file stands still', async () => {
  const files = fileCase();
  files.put('a.csv', '1');
  const { pass, consumer } = await files.consumer({ readLock: 'changed', readLockCheckIntervalMs: 1000, delayMs: 500 });
  await pass(0);
  await pass(500);
  expect(files.seen).toEqual([]);
  expect(consumer.isIdle!()).toBe(false);
  files.put('a.csv', '12');
  for (let n = 0; n < 2; n++) await pass(500);
  expect(files.seen).toEqual([]);
  await pass(500);
  expect(files.seen).toEqual(['a.csv']);
});

test('rename takes a file that can be renamed', async () => {
  const files = fileCase();
  files.put('a.csv');
  await (await files.consumer({ readLock: 'rename', delete: true })).pass(0);
  expect(files.seen).toEqual(['a.csv']);
});

test('takes a file when its done file stands beside it, and removes that', async () => {
  const files = fileCase();
  files.put('a.csv');
  files.put('b.csv');
  files.put('a.csv.ready');
  const { pass } = await files.consumer({ include: '.*csv', doneFileName: '${file:name}.ready', move: 'done' });
  await pass(0);
  expect(files.names()).toEqual(['b.csv', 'done/a.csv']);
});

test('is idle once a look found nothing more', async () => {
  const files = fileCase();
  files.put('a.csv');
  const { pass, consumer } = await files.consumer({ delete: true });
  expect(consumer.isIdle!()).toBe(false);
  await pass(0);
  expect(consumer.isIdle!()).toBe(false);
  await pass(500);
  expect(consumer.isIdle!()).toBe(true);
});

test('sends an empty message when there is nothing, if asked', async () => {
  const files = fileCase();
  const bodies: unknown[] = [];
  const { pass } = await files.consumer({ sendEmptyMessageWhenIdle: true }, ({ body }) => void bodies.push(body));
  await pass(0);
  expect(bodies).toEqual([null]);
});

test('a done file that cannot be moved away is reported and not taken again until it changes', async () => {
  const files = fileCase();
  files.put('a.csv', 'one');
  writeFileSync(join(files.folder, 'done'), 'a file where the folder should be');
  const { pass, failures } = await files.consumer({ include: 'a.csv', move: 'done' });
  await pass(0);
  await pass(500);
  expect(files.seen).toEqual(['a.csv']);
  expect(failures).toMatchObject([{ code: 'FILE_NOT_PUT_AWAY' }]);
  files.put('a.csv', 'two is longer');
  utimesSync(join(files.folder, 'a.csv'), 1, 1);
  await pass(500);
  expect(files.seen).toHaveLength(2);
});

test('a wrong pattern, order, placeholder or folder says what to write', async () => {
  const files = fileCase();
  await expect(files.consumer({ include: '*.csv' })).rejects.toThrow('write .*[.]csv for names that end in .csv');
  await expect(files.consumer({ sortBy: 'file:nam' })).rejects.toThrow('file:name, file:modified or file:length');
  await expect(files.consumer({ move: '${file:nme}' })).rejects.toThrow('move does not know "file:nme"');
  await expect(files.consumer({ preMove: '${file:name}.x' })).rejects.toThrow('preMove');
  const missing = fileCase(memoryStateStore(), join(files.folder, 'nowhere'));
  await expect(missing.consumer({ autoCreate: false, startingDirectoryMustExist: true })).rejects.toThrow(
    'does not exist',
  );
});

test('looks into folders below to the depth asked for', async () => {
  const files = fileCase();
  for (const name of ['1.csv', 'a/2.csv', 'a/b/3.csv']) files.put(name);
  await (await files.consumer({ recursive: true, minDepth: 2, maxDepth: 2, noop: true })).pass(0);
  expect(files.seen).toEqual(['a/2.csv']);
});

test('a folder that appears later is found', async () => {
  const files = fileCase();
  const later = fileCase(memoryStateStore(), join(files.folder, 'later'));
  const { pass } = await later.consumer({ autoCreate: false });
  await pass(0);
  mkdirSync(later.folder);
  later.put('a.csv');
  await pass(500);
  expect(later.seen).toEqual(['a.csv']);
  expect(readFileSync(join(later.folder, '.camel/a.csv'), 'utf8')).toBe('a.csv');
});

test('polling takes one file and puts it away when the message that took it up is done', async () => {
  const files = fileCase();
  files.put('a.csv');
  files.put('b.csv');
  const { context } = files;
  const endpoint = fakeEndpoint(fileComponent(), files.folder, { move: 'done', moveFailed: 'failed' }, context);
  const { signal } = new AbortController();
  const [first, second] = [await endpoint.poll!(0, signal), await endpoint.poll!(0, signal)];
  expect([first, second].map((exchange) => exchange?.header('CamelFileName'))).toEqual(['a.csv', 'b.csv']);
  await first!.completions![0]!.onComplete!(first!);
  await second!.completions![0]!.onFailure!(second!);
  expect(files.names()).toEqual(['done/a.csv', 'failed/b.csv']);
  expect(await endpoint.poll!(0, signal)).toBeUndefined();
  const later = endpoint.poll!(2000, signal);
  // It has looked, in vain, and waits before it looks again.
  await until(() => context.clock.hasAlarm());
  files.put('c.csv');
  await context.clock.advance(500);
  expect((await later)?.header('CamelFileName')).toBe('c.csv');
});
