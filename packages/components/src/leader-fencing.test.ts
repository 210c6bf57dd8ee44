import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leaderPolicy, route } from '@dhow/core';
import { memoryStateStore, type StateStore } from '@dhow/core/state';
import { createTestContext, VirtualClock } from '@dhow/core/testing';
import { expect, onTestFinished, test } from 'vitest';
import { fileComponent } from './file/index.ts';

/** Two processes on one store and one folder; the first one loses the store while a file is in its hands. */
async function losing(options: string, mapped: (name: string) => void = () => undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'fencing-'));
  const inbox = join(folder, 'inbox');
  const clock = new VirtualClock(0);
  const state = memoryStateStore({ clock });
  const store = { isAway: false };
  const flaky = new Proxy(state, {
    get(target, name) {
      const member = Reflect.get(target, name) as unknown;
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        if (store.isAway) throw new Error('the store is away');
        return (member as (...args: unknown[]) => unknown).apply(target, args);
      };
    },
  });
  const gate = Promise.withResolvers<void>();
  const taken: string[] = [];
  const ended: string[] = [];
  const start = async (owner: string, its: StateStore) => {
    const context = createTestContext({ clock, state: its, baseFolder: folder, components: [fileComponent()] });
    await context.addRoutes(
      route('r')
        .from(`file:inbox?delay=1000&move=.done&moveFailed=.failed${options}`)
        .options({ routePolicy: leaderPolicy({ owner, leaseMs: 6000 }) })
        .process(async ({ header }) => {
          taken.push(`${owner} ${String(header('CamelFileName'))}`);
          if (owner === 'one') await gate.promise;
          ended.push(owner);
          if (owner === 'one') mapped('one');
        }),
    );
    await context.start();
    onTestFinished(() => clock.runUntil(context.stop(0)));
    return context;
  };
  const first = await start('one', flaky);
  const second = await start('two', state);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const pass = () => clock.advance(1000);
  await pass();
  writeFileSync(join(inbox, 'a.csv'), 'a');
  await expect.poll(() => pass().then(() => taken)).toEqual(['one a.csv']);
  store.isAway = true;
  await expect.poll(() => pass().then(() => second.routes.status('r'))).toBe('Started');
  const names = (below: string) => (existsSync(join(inbox, below)) ? readdirSync(join(inbox, below)) : []);
  return { first, second, store, gate, taken, ended, pass, names };
}

test.each([
  ['as it is', '', () => undefined],
  ['with a failure', '', () => expect.fail('the work failed')],
  ['moved out of the way', '&preMove=.work', () => undefined],
])('a leader whose lease ran out leaves the file in its hands to the next one: done %s', async (_, options, work) => {
  const { first, store, gate, taken, ended, pass, names } = await losing(options, work);
  await expect.poll(() => pass().then(() => names('.done'))).toEqual(['a.csv']);
  expect([first.routes.status('r'), taken]).toEqual(['Suspended', ['one a.csv', 'two a.csv']]);
  gate.resolve();
  await expect.poll(() => pass().then(() => ended)).toEqual(['two', 'one']);
  await expect
    .poll(() => pass().then(() => first.logged.lines.map(({ message }) => message)))
    .toContainEqual(expect.stringContaining('A file is left as it is'));
  expect([names('.done'), names('.failed'), names('.work')]).toEqual([['a.csv'], [], []]);
  store.isAway = false;
  for (let second = 0; second < 10; second++) await pass();
  expect(taken).toHaveLength(2);
});

test('with a mark beside it the next leader waits for the file, and the old one puts it away', async () => {
  const { gate, taken, pass, names } = await losing('&readLock=markerFile');
  for (let second = 0; second < 10; second++) await pass();
  expect(taken).toEqual(['one a.csv']);
  gate.resolve();
  await expect.poll(() => pass().then(() => names('.done'))).toEqual(['a.csv']);
  // The mark goes after the file.
  await expect.poll(() => pass().then(() => names('').filter((name) => name.endsWith('.camelLock')))).toEqual([]);
  for (let second = 0; second < 5; second++) await pass();
  expect(taken).toEqual(['one a.csv']);
});
