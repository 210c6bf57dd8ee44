import { expect, test, vi } from 'vitest';
import { handClock } from './conformance/state-store-conformance.ts';
import { LeaderElection } from './leader-election.ts';
import { LeaderLock } from './leader-lock.ts';
import { memoryStateStore } from './memory-store.ts';

test('one holds the lock, and its fencing token grows with every change of hands', async () => {
  const clock = handClock();
  const state = memoryStateStore({ clock });
  const a = new LeaderLock(state, { name: 'l', owner: 'a', leaseMs: 100 });
  const b = new LeaderLock(state, { name: 'l', owner: 'b', leaseMs: 100 });
  const first = (await a.acquire())!;
  expect(await b.acquire()).toBeUndefined();
  clock.advance(60);
  expect(await first.renew()).toBe(true);
  clock.advance(60);
  expect(await b.acquire()).toBeUndefined();
  clock.advance(60);
  const second = (await b.acquire())!;
  expect(second.fencingToken).toBeGreaterThan(first.fencingToken);
  expect(await first.renew()).toBe(false);
  await expect(first.check()).rejects.toMatchObject({ code: 'STATE_LEASE_LOST' });
  await first.release(); // changes nothing for b
  expect(await b.holder()).toBe('b');
  await second.release();
  expect(await a.acquire()).toBeDefined();
});

test('an election has one leader, and another follows when it stops or falls silent', async () => {
  const clock = handClock();
  const timers: (() => void)[] = [];
  const ticking = {
    ...clock,
    schedule: (_ms: number, callback: () => void) => (timers.push(callback), () => undefined),
  };
  const tick = async () => {
    for (const timer of timers.splice(0)) timer();
    await new Promise((resolve) => setImmediate(resolve));
  };
  const state = memoryStateStore({ clock });
  const events: string[] = [];
  const join = (owner: string) =>
    new LeaderElection(state, {
      name: 'l',
      owner,
      leaseMs: 90,
      clock: ticking,
      onElected: () => events.push(`${owner} elected`),
      onLost: () => events.push(`${owner} lost`),
    });
  const a = join('a');
  const b = join('b');
  await a.start();
  await b.start();
  expect([a.isLeader, b.isLeader]).toEqual([true, false]);
  clock.advance(30);
  await tick();
  expect(events).toEqual(['a elected']);
  await a.stop();
  clock.advance(30);
  await tick();
  expect(events).toEqual(['a elected', 'a lost', 'b elected']);
  await b.stop();
});

test('a leader that cannot reach the store steps down at the latest when its lease ends', async () => {
  const clock = handClock();
  let timer: () => void = () => undefined;
  const ticking = { ...clock, schedule: (_ms: number, callback: () => void) => ((timer = callback), () => undefined) };
  const state = memoryStateStore({ clock });
  const onLost = vi.fn<() => void>();
  const onError = vi.fn<() => void>();
  const election = new LeaderElection(state, {
    name: 'l',
    owner: 'a',
    leaseMs: 90,
    clock: ticking,
    onElected: () => undefined,
    onLost,
    onError,
  });
  await election.start();
  await state.close();
  for (const ms of [30, 30, 30]) {
    expect(onLost).not.toHaveBeenCalled();
    clock.advance(ms);
    timer();
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(onError).toHaveBeenCalledTimes(3);
  expect(onLost).toHaveBeenCalledOnce();
});
