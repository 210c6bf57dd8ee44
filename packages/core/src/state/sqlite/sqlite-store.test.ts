import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test, vi } from 'vitest';
import { loadSqlite } from './load-sqlite.ts';
import { sqliteStateStore } from './sqlite-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'dhow-state-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('writes of one turn share one commit', async () => {
  const file = join(folder, 'group.db');
  const state = sqliteStateStore({ file });
  await state.put('n', 'first', 0);
  const before = statSync(`${file}-wal`).size;
  await Promise.all(Array.from({ length: 200 }, (_, i) => state.put('n', `k${i}`, i)));
  // Two hundred commits would write each changed page two hundred times.
  expect(statSync(`${file}-wal`).size - before).toBeLessThan(20 * 4096);
  await state.close();
});

test('only the owner can read the file, since it may hold payloads', async () => {
  const file = join(folder, 'private.db');
  const state = sqliteStateStore({ file });
  await state.put('n', 'k', 1);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(`${file}-wal`).mode & 0o777).toBe(0o600);
  await state.close();
});

test('a full disk is said as such, loses nothing older, and writing goes on when there is room', async () => {
  const file = join(folder, 'full.db');
  const small = sqliteStateStore({ file, maxBytes: 120_000 });
  await small.append('log', ['kept']);
  const tooMuch = ['x'.repeat(60_000), 'y'.repeat(60_000)];
  await expect(small.append('log', tooMuch)).rejects.toMatchObject({
    code: 'STATE_FULL',
    retryable: true,
    message: expect.stringContaining(file),
  });
  await small.append('log', ['still works']);
  await small.close();
  const roomy = sqliteStateStore({ file });
  await roomy.append('log', tooMuch);
  expect((await roomy.read('log')).map(({ value }) => (value as string).slice(0, 11))).toEqual([
    'kept',
    'still works',
    'xxxxxxxxxxx',
    'yyyyyyyyyyy',
  ]);
  await roomy.close();
});

test('when the disk is full, every write of the turn is refused and none is half there', async () => {
  const file = join(folder, 'full-turn.db');
  const state = sqliteStateStore({ file, maxBytes: 120_000 });
  await state.put('n', 'old', 1);
  const results = await Promise.allSettled([
    state.put('n', 'small', 1),
    state.put('n', 'large', 'x'.repeat(200_000)),
    state.enqueue('q', ['item']),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect((await state.list('n')).map(({ key }) => key)).toEqual(['old']);
  expect(await state.depth('q')).toBe(0);
  await state.close();
});

test('a folder that is not there, a folder as file and a foreign file are refused by name', async () => {
  const missing = sqliteStateStore({ file: join(folder, 'nowhere', 'state.db') });
  expect(() => missing.open()).toThrow(/STATE_CANNOT_OPEN: .*nowhere/);
  await expect(missing.get('n', 'k')).rejects.toMatchObject({ code: 'STATE_CANNOT_OPEN' });
  await expect(missing.put('n', 'k', 1)).rejects.toMatchObject({ code: 'STATE_CANNOT_OPEN' });

  mkdirSync(join(folder, 'folder.db'));
  expect(() => sqliteStateStore({ file: join(folder, 'folder.db') }).open()).toThrow(/STATE_CANNOT_OPEN/);

  writeFileSync(join(folder, 'letter.db'), 'Dear Sir, this is not a database at all. '.repeat(100));
  expect(() => sqliteStateStore({ file: join(folder, 'letter.db') }).open()).toThrow(/STATE_NOT_A_STORE/);

  const other = new DatabaseSync(join(folder, 'other.db'));
  other.exec('create table patients (id)');
  other.close();
  expect(() => sqliteStateStore({ file: join(folder, 'other.db') }).open()).toThrow(/of another program/);
});

test('a file of a newer Dhow is not touched', async () => {
  const file = join(folder, 'newer.db');
  const state = sqliteStateStore({ file });
  await state.put('n', 'k', 1);
  await state.close();
  const db = new DatabaseSync(file);
  db.exec('pragma user_version = 99');
  db.close();
  expect(() => sqliteStateStore({ file }).open()).toThrow(/STATE_NEWER_SCHEMA: .*layout 99/);
});

/** Permissions do not stop root: the work is done as nobody then. */
function withoutPrivileges(work: () => void): void {
  if (process.getuid?.() !== 0) return work();
  chmodSync(folder, 0o755);
  process.seteuid!(65_534);
  try {
    work();
  } finally {
    process.seteuid!(0);
  }
}

test('a file that may not be written is said as such', async () => {
  const file = join(folder, 'read-only.db');
  const state = sqliteStateStore({ file });
  await state.put('n', 'k', 1);
  await state.close();
  chmodSync(file, 0o400);
  withoutPrivileges(() => expect(() => sqliteStateStore({ file }).open()).toThrow(/STATE_NOT_WRITABLE/));
});

test('a file that another process holds is waited for, then said as such', async () => {
  const file = join(folder, 'busy.db');
  const state = sqliteStateStore({ file, lockTimeoutMs: 200 });
  await state.put('n', 'k', 1);
  const other = new DatabaseSync(file);
  other.exec('begin immediate');
  await expect(state.put('n', 'k', 2)).rejects.toMatchObject({ code: 'STATE_BUSY', retryable: true });
  const waiting = state.put('n', 'k', 3);
  setImmediate(() => other.exec('rollback'));
  await waiting;
  expect((await state.get('n', 'k'))?.value).toBe(3);
  other.close();
  await state.close();
});

test('a write that cannot be done does not take the others of its turn with it', async () => {
  const file = join(folder, 'poison.db');
  const state = sqliteStateStore({ file });
  await state.put('n', 'k', 1);
  const db = new DatabaseSync(file);
  db.exec("create trigger poison before insert on entry when new.key = 'bad' begin select raise(abort, 'no'); end");
  db.close();
  const results = await Promise.allSettled([state.put('n', 'a', 1), state.put('n', 'bad', 1), state.put('n', 'b', 1)]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  await state.close();
});

test('loading SQLite prints no notice and leaves other warnings alone', () => {
  const emitted: string[] = [];
  const spy = vi.spyOn(process, 'emitWarning').mockImplementation((warning) => void emitted.push(String(warning)));
  const load = vi.spyOn(process, 'getBuiltinModule').mockImplementation((() => {
    process.emitWarning('SQLite is an experimental feature and might change at any time', 'ExperimentalWarning');
    process.emitWarning('something else');
  }) as never);
  loadSqlite();
  load.mockRestore();
  process.emitWarning('afterwards');
  spy.mockRestore();
  expect(emitted).toEqual(['something else', 'afterwards']);
});
