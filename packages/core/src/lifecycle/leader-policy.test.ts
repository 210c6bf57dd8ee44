import { expect, onTestFinished, test } from 'vitest';
import { route } from '../builder/route-steps.ts';
import type { Component } from '../component/component.ts';
import { LeaderLock } from '../state/leader-lock.ts';
import { memoryStateStore } from '../state/memory-store.ts';
import type { StateStore } from '../state/state-store.ts';
import { createTestContext, type TestContext } from '../testing/test-context.ts';
import { settle, VirtualClock } from '../testing/virtual-clock.ts';
import { leaderPolicy } from './leader-policy.ts';

/** A source like a timer: a message as it starts, and one each second. */
const ticker: Component = {
  spec: {
    scheme: 'ticker',
    title: 'Ticker',
    description: 'A message each second.',
    path: { name: 'name', description: 'Name.', required: true },
    options: {},
  },
  createEndpoint: ({ uri }, { clock }) => ({
    uri,
    createConsumer(source) {
      let cancel: (() => void) | undefined;
      const tick = (): void => {
        cancel = clock.schedule(1000, tick);
        void source.process(source.createExchange(null));
      };
      return { start: tick, stop: () => cancel?.() };
    },
  }),
};

/** Processes on one store and by one clock, with a line for each message: which process took it, and when. */
function cluster(policy: (owner: string) => unknown = () => 'leader') {
  const clock = new VirtualClock(0);
  const state = memoryStateStore({ clock });
  const seen: { readonly by: string; readonly at: number }[] = [];
  const start = async (owner: string, store: StateStore = state): Promise<TestContext> => {
    const context = createTestContext({ clock, state: store, components: [ticker] });
    await context.addRoutes(
      route('r')
        .from('ticker:t')
        .options({ routePolicy: policy(owner) })
        .process(() => void seen.push({ by: owner, at: clock.now() })),
    );
    await context.start();
    await settle();
    onTestFinished(() => clock.runUntil(context.stop()));
    return context;
  };
  return { clock, state, seen, start };
}
const statusOf = (...contexts: readonly TestContext[]) => contexts.map(({ routes }) => routes.status('r'));

test('of two processes on one store only the leader runs the source, from its very start', async () => {
  const { clock, seen, start } = cluster();
  const first = await start('one');
  const second = await start('two');
  await clock.advance(60_000);
  expect(statusOf(first, second)).toEqual(['Started', 'Suspended']);
  expect(new Set(seen.map(({ by }) => by))).toEqual(new Set(['one']));
  expect(seen.map(({ at }) => at)).toEqual(Array.from({ length: 61 }, (_, second_) => second_ * 1000));
});

test('when the leader stops, the other takes over with its next question', async () => {
  const { clock, seen, start } = cluster((owner) => leaderPolicy({ owner, leaseMs: 6000 }));
  const first = await start('one');
  const second = await start('two');
  await clock.runUntil(first.stop());
  const stoppedAt = clock.now();
  await clock.advance(2000);
  expect(statusOf(first, second)).toEqual(['Stopped', 'Started']);
  expect(seen.filter(({ at, by }) => by === 'one' && at > stoppedAt)).toEqual([]);
});

test('when the leader dies, the other takes over once the lease has run out, and not before', async () => {
  const { clock, state, seen, start } = cluster((owner) => leaderPolicy({ name: 'sources', owner, leaseMs: 6000 }));
  await new LeaderLock(state, { name: 'sources/r', owner: 'dead', leaseMs: 6000 }).acquire();
  const second = await start('two');
  await clock.advance(5999);
  expect([statusOf(second), seen]).toEqual([['Suspended'], []]);
  await clock.advance(2001);
  expect(statusOf(second)).toEqual(['Started']);
  expect(seen.length).toBeGreaterThan(0);
});

test('a leader that cannot reach the store gives up when its lease ends, says so, and comes back as a follower', async () => {
  const { clock, state, seen, start } = cluster((owner) => leaderPolicy({ owner, leaseMs: 6000 }));
  let away = false;
  const flaky = new Proxy(state, {
    get(target, name) {
      const member = Reflect.get(target, name) as unknown;
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        if (away) throw new Error('the store is away');
        return (member as (...args: unknown[]) => unknown).apply(target, args);
      };
    },
  });
  const first = await start('one', flaky);
  const second = await start('two');
  away = true;
  await clock.advance(20_000);
  expect(statusOf(first, second)).toEqual(['Suspended', 'Started']);
  const twice = seen.filter(({ at, by }) => by === 'one' && seen.some((other) => other.by === 'two' && other.at <= at));
  expect(twice).toEqual([]);
  expect(first.logged.lines.some(({ message }) => message.includes('cannot ask who is the leader'))).toBe(true);
  away = false;
  await clock.advance(20_000);
  expect(statusOf(first, second)).toEqual(['Suspended', 'Started']);
});

test('a bean called leader comes before the built-in policy', async () => {
  const asked: string[] = [];
  const context = createTestContext({ beans: { leader: { onInit: () => void asked.push('bean') } } });
  await context.addRoutes(route('r').from('loopback:in').options({ routePolicy: 'leader' }).setBody(1));
  await context.start();
  onTestFinished(() => context.stop());
  expect(asked).toEqual(['bean']);
});
