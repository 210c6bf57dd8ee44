import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leaderPolicy, route } from '@dhow/core';
import type { Component } from '@dhow/core/component';
import { sqliteStateStore } from '@dhow/core/state/sqlite';
import { createTestContext, settle, VirtualClock, type TestContext } from '@dhow/core/testing';
import { expect, onTestFinished, test } from 'vitest';
import { cronComponent } from './cron/index.ts';
import { fileComponent } from './file/index.ts';
import { sedaComponent } from './seda/index.ts';
import { timerComponent } from './timer/index.ts';

interface Taken {
  readonly by: string;
  readonly at: string;
  readonly what: unknown;
}

/** A machine: a clock of its own, and a connection of its own to the store. */
interface Machine {
  readonly context: TestContext;
  readonly status: () => string | undefined;
}

const leaseMs = 6000;
const begin = Date.parse('2026-11-26T00:00:00Z');
const scheduled = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, second) => new Date(begin + (from + second) * 1000).toISOString());

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('died'))));

/** Machines on one SQLite file, whose clocks go on together until one dies. */
function cluster(
  uri: string,
  options: { readonly work?: (taken: Taken, signal: AbortSignal) => void | Promise<void> } = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'leaders-'));
  const machines = new Map<string, Machine>();
  const dead = new Set<string>();
  const taken: Taken[] = [];
  let now = begin;
  const startMachine = async (name: string, more: readonly Component[] = []): Promise<Machine> => {
    const clock = new VirtualClock(now);
    const state = sqliteStateStore({ file: join(folder, 'state.db'), clock });
    const context = createTestContext({
      clock,
      state,
      baseFolder: folder,
      components: [fileComponent(), cronComponent(), sedaComponent(), timerComponent(), ...more],
    });
    await context.addRoutes(
      route('r')
        .from(uri)
        .options({ routePolicy: leaderPolicy({ owner: name, leaseMs }) })
        .process(async ({ body, header, signal }) => {
          if (dead.has(name)) await untilAborted(signal);
          const one: Taken = {
            by: name,
            at: new Date(clock.now()).toISOString(),
            what: header('CamelFileName') ?? body,
          };
          taken.push(one);
          await options.work?.(one, signal);
        }),
    );
    await context.start();
    const machine: Machine = { context, status: () => context.routes.status('r') };
    machines.set(name, machine);
    onTestFinished(async () => {
      await context.clock.runUntil(context.stop(0));
      await state.close();
      rmSync(folder, { recursive: true, force: true });
    });
    return machine;
  };
  /** Moves on all machines that live, second by second. */
  const pass = async (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      now += 1000;
      for (const { context } of machines.values()) await context.clock.advance(1000);
    }
  };
  /**
   * Its clock stands still from now on: it neither renews its lease nor says goodbye.
   * A look at the folder that was under way may still find files: it gets nowhere with them.
   */
  const kill = (name: string) => {
    machines.delete(name);
    dead.add(name);
  };
  const by = (name: string) => taken.filter((each) => each.by === name);
  return { folder, startMachine, pass, kill, taken, by };
}

test.each([
  'cron:every?schedule=*+*+*+*+*+?&trigger.timeZone=UTC',
  'quartz:every?cron=*+*+*+*+*+?&trigger.timeZone=UTC',
])(
  '%s fires in one machine at each of its times, and again from when the lease of a dead leader has run out',
  async (uri) => {
    const { startMachine, pass, kill, by, taken } = cluster(uri);
    const first = await startMachine('one');
    const second = await startMachine('two');
    await pass(30);
    expect([first.status(), second.status()]).toEqual(['Started', 'Suspended']);
    expect(taken.map(({ at }) => at)).toEqual(scheduled(1, 30));
    expect(by('two')).toEqual([]);
    kill('one');
    await pass(30);
    expect(second.status()).toBe('Started');
    const after = by('two').map(({ at }) => at);
    // The lease, and the follower's next question.
    expect(Date.parse(after[0]!) - (begin + 30_000)).toBeLessThanOrEqual(leaseMs + leaseMs / 3 + 1000);
    expect(after).toEqual(scheduled(60 - after.length + 1, 60));
    expect(by('one')).toHaveLength(30);
  },
);

test('a timer goes on in the machine that a stopping leader leaves', async () => {
  const { startMachine, pass, kill, by } = cluster('timer:t?period=1000&delay=1000');
  const first = await startMachine('one');
  await startMachine('two');
  await pass(10);
  await first.context.clock.runUntil(first.context.stop());
  kill('one');
  await pass(10);
  expect(by('one')).toHaveLength(10);
  expect(by('two').length).toBeGreaterThanOrEqual(7);
});

test('files are taken by the leader alone; each once, also those that lay there as it died', async () => {
  const names = Array.from({ length: 40 }, (_, n) => `${String(n).padStart(2, '0')}.csv`);
  const { folder, startMachine, pass, kill, taken, by } = cluster('file:inbox?delay=1000&move=.done');
  const first = await startMachine('one');
  const second = await startMachine('two');
  await pass(1);
  const inbox = join(folder, 'inbox');
  for (const name of names.slice(0, 20)) writeFileSync(join(inbox, name), name);
  await expect.poll(() => pass(1).then(() => readdirSync(join(inbox, '.done')).length)).toBe(20);
  expect([first.status(), second.status(), by('two').length]).toEqual(['Started', 'Suspended', 0]);
  kill('one');
  for (const name of names.slice(20)) writeFileSync(join(inbox, name), name);
  await expect.poll(() => pass(1).then(() => readdirSync(join(inbox, '.done')).length)).toBe(40);
  expect(taken.map(({ what }) => what)).toEqual(names);
  expect(by('two')).toHaveLength(20);
});

test('a file that the leader had in its hands as it died is taken again, none is lost', async () => {
  const { folder, startMachine, pass, kill, taken } = cluster('file:inbox?delay=1000&move=.done', {
    // The first machine never comes to an end with it.
    work: ({ by, what }, signal) => (by === 'one' && what === 'b.csv' ? untilAborted(signal) : undefined),
  });
  await startMachine('one');
  await startMachine('two');
  await pass(1);
  for (const name of ['a.csv', 'b.csv', 'c.csv']) writeFileSync(join(folder, 'inbox', name), name);
  await expect.poll(() => pass(1).then(() => taken.length)).toBe(2);
  kill('one');
  await expect
    .poll(() => pass(1).then(() => readdirSync(join(folder, 'inbox', '.done'))))
    .toEqual(['a.csv', 'b.csv', 'c.csv']);
  expect(taken.map(({ by, what }) => `${by} ${String(what)}`)).toEqual([
    'one a.csv',
    'one b.csv',
    'two b.csv',
    'two c.csv',
  ]);
});

test('queues in memory are those of their machine: what a follower was sent waits until it leads', async () => {
  const { startMachine, pass, kill, taken, by } = cluster('seda:work');
  const first = await startMachine('one');
  const second = await startMachine('two');
  for (let n = 0; n < 10; n++) {
    await first.context.send('seda:work', `one ${n}`);
    await second.context.send('seda:work', `two ${n}`);
  }
  await pass(5);
  expect(taken.map(({ by: name, what }) => `${name}: ${String(what)}`)).toEqual(
    Array.from({ length: 10 }, (_, n) => `one: one ${n}`),
  );
  kill('one');
  await pass(15);
  expect(by('two').map(({ what }) => what)).toEqual(Array.from({ length: 10 }, (_, n) => `two ${n}`));
});

test('a source that asks and waits for the answer asks in one machine only, and loses no answer', async () => {
  /** What is there to be had, once for all machines; an answer takes a while. */
  const shelf = Array.from({ length: 30 }, (_, n) => n);
  const polling = (): Component => ({
    spec: {
      scheme: 'shelf',
      title: 'Shelf',
      description: 'Asks each second.',
      path: { name: 'name', description: 'Name.' },
      options: {},
    },
    createEndpoint: ({ uri }, { clock }) => ({
      uri,
      createConsumer(source) {
        let cancel: (() => void) | undefined;
        let looking: Promise<void> | undefined;
        const look = async () => {
          await settle(1);
          const item = shelf.shift();
          if (item !== undefined) await source.process(source.createExchange(item));
        };
        const plan = () => {
          cancel = clock.schedule(1000, () => {
            looking = look();
            plan();
          });
        };
        return {
          start: plan,
          async stop() {
            cancel?.();
            await looking;
          },
        };
      },
    }),
  });
  const { startMachine, pass, kill, taken, by } = cluster('shelf:x');
  const first = await startMachine('one', [polling()]);
  await startMachine('two', [polling()]);
  await pass(10);
  expect(by('two')).toEqual([]);
  await first.context.clock.runUntil(first.context.stop());
  kill('one');
  await pass(40);
  expect(taken.map(({ what }) => what)).toEqual(Array.from({ length: 30 }, (_, n) => n));
  expect(by('one')).toHaveLength(10);
});
