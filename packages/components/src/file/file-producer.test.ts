import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Exchange } from '@dhow/core/component';
import { expect, test } from 'vitest';
import { fileCase, type FileCase } from '../../test/file-case.ts';

function message(body: unknown, name?: string): Exchange {
  const exchange = new Exchange(body);
  if (name !== undefined) exchange.headers.set('CamelFileName', name);
  return exchange;
}

const text = (files: FileCase, name: string) => readFileSync(join(files.folder, name), 'utf8');

test('writes text, bytes, streams and what converts to text, under the name of the header', async () => {
  const files = fileCase();
  const send = await files.producer({});
  async function* stream() {
    yield await Promise.resolve('a,b\n');
    yield Buffer.from('1,2\n');
  }
  await send(message('text', 'a.txt'));
  await send(message(Buffer.from([1, 2]), 'sub/b.bin'));
  await send(message(stream(), 'c.csv'));
  const last = message(42, 'd.txt');
  await send(last);
  expect(files.names()).toEqual(['a.txt', 'c.csv', 'd.txt', 'sub/b.bin']);
  expect([text(files, 'a.txt'), text(files, 'c.csv'), text(files, 'd.txt')]).toEqual(['text', 'a,b\n1,2\n', '42']);
  expect(last.header('CamelFileNameProduced')).toBe(join(files.folder, 'd.txt'));
});

test('names a file by the option, else by the header, else by the exchange', async () => {
  const files = fileCase();
  const exchange = message('x', 'from-header.txt');
  exchange.headers.set('kind', 'daily');
  await (
    await files.producer({ fileName: '${header.kind}-${date:now:yyyy-MM-dd}.txt' })
  )(exchange);
  const nameless = message('x');
  await (
    await files.producer({})
  )(nameless);
  expect(files.names()).toEqual([nameless.id, 'daily-2023-11-14.txt'].sort());
});

test.each([
  ['Override', 'new'],
  ['TryRename', 'new'],
  ['Append', 'oldnew'],
  ['Ignore', 'old'],
])('with %s a file that is there becomes %j', async (fileExist, expected) => {
  const files = fileCase();
  files.put('a.txt', 'old');
  await (
    await files.producer({ fileExist })
  )(message('new', 'a.txt'));
  expect(text(files, 'a.txt')).toBe(expected);
  expect(files.names()).toEqual(['a.txt']);
});

test('Fail refuses, Move puts the old file elsewhere', async () => {
  const files = fileCase();
  files.put('a.txt', 'old');
  await expect((await files.producer({ fileExist: 'Fail' }))(message('new', 'a.txt'))).rejects.toMatchObject({
    code: 'FILE_EXISTS',
    exceptionType: 'org.apache.camel.component.file.GenericFileOperationFailedException',
  });
  await (
    await files.producer({ fileExist: 'Move', moveExisting: 'old' })
  )(message('new', 'a.txt'));
  expect([text(files, 'a.txt'), text(files, 'old/a.txt')]).toEqual(['new', 'old']);
  await expect(files.producer({ fileExist: 'Move' })).rejects.toThrow('moveExisting');
});

test('lines are appended whole, however many messages come at once', async () => {
  const files = fileCase();
  const send = await files.producer({ fileExist: 'Append', appendChars: '\\n', forceWrites: false });
  await Promise.all(Array.from({ length: 50 }, (_, n) => send(message(`line ${n}`, 'log.txt'))));
  expect(text(files, 'log.txt').trimEnd().split('\n').sort()).toHaveLength(50);
});

test('the name never stands for half a file: a stream that breaks off leaves the old one', async () => {
  const files = fileCase();
  files.put('a.txt', 'old');
  async function* broken() {
    yield await Promise.resolve('half');
    expect(text(files, 'a.txt')).toBe('old');
    throw new Error('connection lost');
  }
  await expect((await files.producer({}))(message(broken(), 'a.txt'))).rejects.toThrow('connection lost');
  expect(files.names()).toEqual(['a.txt']);
  expect(text(files, 'a.txt')).toBe('old');
});

test('writes under the temporary name asked for, and a done file at the end', async () => {
  const files = fileCase();
  let during: string[] = [];
  async function* stream() {
    yield await Promise.resolve('x');
    during = files.names();
  }
  await (
    await files.producer({ tempPrefix: 'tmp-', doneFileName: '${file:name}.done' })
  )(message(stream(), 'a.txt'));
  expect(during).toEqual(['tmp-a.txt']);
  expect(files.names()).toEqual(['a.txt', 'a.txt.done']);
});

test.each(['../out.txt', '/etc/out.txt', 'sub/../../out.txt'])('refuses the name %j, which leads out', async (name) => {
  const files = fileCase();
  const failure = (await files.producer({}))(message('secret', name));
  await expect(failure).rejects.toMatchObject({ code: 'FILE_OUTSIDE_FOLDER' });
  await expect(failure).rejects.not.toThrow('secret');
});

test('writes Latin-1, and refuses a character that it does not have', async () => {
  const files = fileCase();
  const send = await files.producer({ charset: 'iso-8859-1' });
  await send(message('é', 'a.txt'));
  expect([...readFileSync(join(files.folder, 'a.txt'))]).toEqual([0xe9]);
  await expect(send(message('€', 'b.txt'))).rejects.toMatchObject({ code: 'FILE_CHARACTER_UNWRITABLE' });
  await expect(files.producer({ charset: 'koi8-r' }).then((koi) => koi(message('x', 'c')))).rejects.toMatchObject({
    code: 'FILE_CHARSET_UNWRITABLE',
  });
});

test('a null body is an error, or an empty file when asked', async () => {
  const files = fileCase();
  await expect((await files.producer({}))(message(null, 'a.txt'))).rejects.toThrow('Cannot write null body to file');
  await (
    await files.producer({ allowNullBody: true })
  )(message(null, 'a.txt'));
  expect(text(files, 'a.txt')).toBe('');
});

test('a full disk is named and leaves no half file', async () => {
  const files = fileCase();
  async function* full() {
    yield await Promise.resolve('half');
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  }
  await expect((await files.producer({}))(message(full(), 'a.txt'))).rejects.toMatchObject({
    code: 'FILE_NO_SPACE',
    retryable: true,
    exceptionType: 'java.io.IOException',
  });
  expect(files.names()).toEqual([]);
});

test('writes a name without its folders, with the time of the source, and lets the header overrule once', async () => {
  const files = fileCase();
  const send = await files.producer({ flatten: true, keepLastModified: true });
  const exchange = new Exchange('text');
  exchange.headers.set('CamelFileName', 'sub/a.txt').set('CamelFileLastModified', 1_600_000_000_000);
  await send(exchange);
  exchange.headers
    .set('CamelOverruleFileName', 'other/b.txt')
    .set('CamelFileLastModified', new Date(1_600_000_001_000));
  await send(exchange);
  expect(files.names()).toEqual(['a.txt', 'b.txt']);
  const times = files.names().map((name) => statSync(join(files.folder, name)).mtimeMs);
  expect(times).toEqual([1_600_000_000_000, 1_600_000_001_000]);
  await send(exchange);
  expect(files.names()).toEqual(['a.txt', 'b.txt']);
  expect(exchange.header('CamelOverruleFileName')).toBeUndefined();
});

test('files and the folders made for them get the permissions asked for', async () => {
  const files = fileCase();
  const send = await files.producer({ fileName: 'x/y/a.txt', chmod: '0640', chmodDirectory: '750' });
  await send(new Exchange('text'));
  const modes = ['x', 'x/y', 'x/y/a.txt'].map((name) => statSync(join(files.folder, name)).mode & 0o777);
  expect(modes).toEqual([0o750, 0o750, 0o640]);
  await expect(files.producer({ chmod: 'u+r' })).rejects.toThrow('three digits from 0 to 7, such as 640');
});

test('a checksum of the whole file is told, and written beside it', async () => {
  const files = fileCase();
  const send = await files.producer({ fileName: 'a.txt', fileExist: 'Append', checksumFileAlgorithm: 'SHA_256' });
  const exchange = new Exchange('one');
  await send(exchange);
  await send(exchange);
  const checksum = createHash('sha256').update('oneone').digest('hex');
  expect(exchange.header('CamelFileChecksum')).toBe(checksum);
  expect(readFileSync(join(files.folder, 'a.txt.SHA_256'), 'utf8')).toBe(checksum);
  const alone = fileCase();
  const plain = await alone.producer({
    fileName: 'a.txt',
    checksumFileAlgorithm: 'SHA3_512',
    checksumWriteFile: false,
  });
  await plain(exchange);
  expect([alone.names(), String(exchange.header('CamelFileChecksum')).length]).toEqual([['a.txt'], 128]);
});
