import { hostname } from 'node:os';
import type { JsonValue } from '@dhow/core/component';
import { IdempotentRepository, memoryStateStore } from '@dhow/core/state';
import { expect, test } from 'vitest';
import { FakeClock } from '../../test/fake-clock.ts';
import { fileCase } from '../../test/file-case.ts';

test('files that are done are remembered over a restart, by path or by the key asked for', async () => {
  const state = memoryStateStore();
  const first = fileCase(state);
  first.put('a.csv', 'one');
  const options = { noop: true, idempotentKey: '${file:name}-${file:size}' };
  const before = await first.consumer(options);
  await before.pass(0);
  await before.consumer.stop();
  const second = fileCase(state, first.folder);
  const { pass } = await second.consumer(options);
  await pass(0);
  expect(second.seen).toEqual([]);
  second.put('a.csv', 'longer');
  await pass(500);
  expect(second.seen).toEqual(['a.csv']);
});

test('a file that is being worked on is not taken by another consumer of the same keys; eager=false lets it', async () => {
  for (const [idempotentEager, seen] of [
    [true, []],
    [false, ['a.csv']],
  ] as const) {
    const state = memoryStateStore();
    const one = fileCase(state);
    const two = fileCase(state, one.folder);
    one.put('a.csv');
    const options = { noop: true, idempotentEager };
    const other = await two.consumer(options);
    const { pass } = await one.consumer(options, () => other.pass(0));
    await pass(0);
    expect([one.seen, two.seen]).toEqual([['a.csv'], seen]);
    expect(other.consumer.isIdle!()).toBe(false);
    await other.pass(500);
    expect(two.seen).toEqual(seen);
  }
});

test('a failure takes the key away, so that the file is tried again', async () => {
  const files = fileCase();
  files.put('a.csv');
  const { pass } = await files.consumer({ noop: true }, () => {
    if (files.seen.length === 1) throw new Error('once');
  });
  await pass(0);
  await pass(1000);
  await pass(1000);
  await pass(1000);
  expect(files.seen).toEqual(['a.csv', 'a.csv']);
});

/** The store as a process leaves it that was killed while it worked on a.csv. */
async function killed(host: string) {
  const clock = new FakeClock();
  const state = memoryStateStore({ clock });
  const files = fileCase(state);
  files.put('a.csv');
  const takenBy: JsonValue = { host, pid: process.pid, run: 'an earlier run' };
  await state.put(`file-idempotent/r1/${files.folder}`, `${files.folder}/a.csv`, { takenBy }, { ttlMs: 120_000 });
  return { clock, files };
}

test('the file of a process of this machine that was killed is taken again at once', async () => {
  const { files } = await killed(hostname());
  const { pass } = await files.consumer({ noop: true });
  await pass(0);
  await pass(500);
  expect(files.seen).toEqual(['a.csv']);
});

test('the file of a process that was killed elsewhere is taken again when it gave no sign for two minutes', async () => {
  const { clock, files } = await killed('another-machine');
  const { pass, consumer } = await files.consumer({ noop: true });
  await pass(0);
  await pass(500);
  expect([files.seen, consumer.isIdle!()]).toEqual([[], false]);
  await clock.advance(120_000);
  await pass(500);
  expect(files.seen).toEqual(['a.csv']);
});

test('the key of a file that takes long does not run out', async () => {
  const clock = new FakeClock();
  const state = memoryStateStore({ clock });
  const files = fileCase(state);
  const other = fileCase(state, files.folder);
  files.put('a.csv');
  const { pass: look } = await other.consumer({ noop: true });
  const { pass, context } = await files.consumer({ noop: true }, async () => {
    for (let second = 0; second < 300; second += 10) {
      await context.clock.advance(10_000);
      await clock.advance(10_000);
    }
    await look(0);
  });
  await pass(0);
  expect([files.seen, other.seen]).toEqual([['a.csv'], []]);
});

test('keys may be kept in a repository of the application', async () => {
  const files = fileCase();
  const idempotentRepository = new IdempotentRepository(memoryStateStore(), { name: 'files' });
  files.put('a.csv');
  files.put('b.csv');
  const before = await files.consumer(
    { noop: true, idempotentRepository, idempotentKey: '${file:name}' },
    (exchange) => {
      if (exchange.header('CamelFileName') === 'b.csv') throw new Error('refused');
    },
  );
  await before.pass(0);
  expect(await idempotentRepository.find('a.csv')).toBe('done');
  expect(await idempotentRepository.find('b.csv')).toBe('new');
  await expect(files.consumer({ noop: true, idempotentRepository: {} })).rejects.toThrow(
    'a bean with the methods add, contains, confirm, remove',
  );
});
