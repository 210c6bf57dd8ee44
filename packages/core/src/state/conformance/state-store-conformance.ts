import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import type { Clock } from '../../clock/clock.ts';
import { isStateError } from '../state-errors.ts';
import type { StateStore } from '../state-store.ts';

/** What a backend brings: stores over fresh data, and, when it can be shared, a second handle on the same data. */
export interface StateStoreFixture {
  open(clock: Clock): Promise<StateStore>;
  /** Another connection to what {@link StateStoreFixture.open} made last, as a second process has; absent for memory. */
  openAgain?(clock: Clock): Promise<StateStore>;
}

/** One rule of the contract. `run` throws when the backend breaks it. */
export interface StateStoreRule {
  readonly name: string;
  readonly shared?: boolean;
  run(store: StateStore, clock: HandClock, again: StateStore): Promise<void>;
}

/** A clock that moves only by hand. */
export interface HandClock extends Clock {
  advance(ms: number): void;
}

export function handClock(start = 1_800_000_000_000): HandClock {
  let time = start;
  return {
    now: () => time,
    elapsed: () => time,
    advance: (ms) => void (time += ms),
    schedule: () => () => undefined,
    sleep: () => Promise.resolve(),
  };
}

/**
 * The conformance suite of the state store: every backend passes every rule.
 *
 * @example
 * ```ts
 * import { memoryStateStore } from '@dhow/core/state';
 * import { checkRule, stateStoreRules } from '@dhow/core/state/conformance';
 *
 * for (const rule of stateStoreRules) {
 *   await checkRule(rule, { open: (clock) => Promise.resolve(memoryStateStore({ clock })) });
 * }
 * ```
 */
export const stateStoreRules: readonly StateStoreRule[] = [
  {
    name: 'a value comes back as it was put, and nobody shares the object',
    async run(store) {
      const value = { text: 'Ä\u0000\u{1F600}\ud800', list: [1, 2.5, null, true], nested: { empty: {} } };
      const entry = await store.put('n', 'k', value);
      value.list.push('later' as never);
      const expected = { text: 'Ä\u0000\u{1F600}\ud800', list: [1, 2.5, null, true], nested: { empty: {} } };
      deepEqual((await store.get('n', 'k'))?.value, expected);
      deepEqual(entry.value, expected);
      equal(entry.expiresAt, undefined);
      equal(await store.get('n', 'other'), undefined);
      equal(await store.get('other', 'k'), undefined);
    },
  },
  {
    name: 'versions grow and are never given twice, also after a delete',
    async run(store) {
      const first = await store.put('n', 'k', 1);
      const second = await store.put('n', 'k', 2);
      ok(second.version > first.version);
      ok(await store.delete('n', 'k'));
      ok(await store.putIfAbsent('n', 'k', 3));
      const third = (await store.get('n', 'k'))!;
      ok(third.version > second.version);
      equal(await store.compareAndSet('n', 'k', first.version, 4), false);
    },
  },
  {
    name: 'put-if-absent lets one of many win',
    async run(store) {
      const wins = await Promise.all(Array.from({ length: 50 }, (_, i) => store.putIfAbsent('n', 'k', i)));
      equal(wins.filter(Boolean).length, 1);
      equal((await store.get('n', 'k'))?.value, wins.indexOf(true));
    },
  },
  {
    name: 'put-if-absent lets one of two connections win each key',
    shared: true,
    async run(store, _clock, again) {
      const keys = Array.from({ length: 40 }, (_, i) => `k${i}`);
      const [left, right] = await Promise.all(
        [store, again].map((one) => Promise.all(keys.map((key) => one.putIfAbsent('n', key, true)))),
      );
      keys.forEach((key, i) => equal(Number(left![i]) + Number(right![i]), 1, key));
    },
  },
  {
    name: 'compare-and-set loses no update under contention',
    shared: true,
    async run(store, _clock, again) {
      const add = async (one: StateStore) => {
        for (;;) {
          const entry = await one.get('n', 'sum');
          if (await one.compareAndSet('n', 'sum', entry?.version, ((entry?.value as number) ?? 0) + 1)) return;
        }
      };
      await Promise.all(Array.from({ length: 30 }, (_, i) => add(i % 2 ? again : store)));
      equal((await store.get('n', 'sum'))?.value, 30);
    },
  },
  {
    name: 'compare-and-set with no version wants the key to be free',
    async run(store) {
      equal(await store.compareAndSet('n', 'k', undefined, 1), true);
      equal(await store.compareAndSet('n', 'k', undefined, 2), false);
      equal(await store.compareAndSet('n', 'none', 1, 2), false);
    },
  },
  {
    name: 'delete with a version deletes only that one',
    async run(store) {
      const first = await store.put('n', 'k', 1);
      const second = await store.put('n', 'k', 2);
      equal(await store.delete('n', 'k', first.version), false);
      equal(await store.delete('n', 'k', second.version), true);
      equal(await store.delete('n', 'k'), false);
    },
  },
  {
    name: 'an entry is gone from the moment its time is up',
    async run(store, clock) {
      const entry = await store.put('n', 'k', 1, { ttlMs: 1000 });
      equal(entry.expiresAt, clock.now() + 1000);
      clock.advance(999);
      equal((await store.get('n', 'k'))?.value, 1);
      equal(await store.putIfAbsent('n', 'k', 2), false);
      clock.advance(1);
      equal(await store.get('n', 'k'), undefined);
      equal(await store.count('n'), 0);
      deepEqual(await store.list('n'), []);
      equal(await store.delete('n', 'k'), false);
      equal(await store.compareAndSet('n', 'k', entry.version, 3), false);
      equal(await store.putIfAbsent('n', 'k', 2), true);
      clock.advance(10_000_000);
      equal((await store.get('n', 'k'))?.value, 2);
    },
  },
  {
    name: 'a put without a time makes an entry last again',
    async run(store, clock) {
      await store.put('n', 'k', 1, { ttlMs: 10 });
      await store.put('n', 'k', 2);
      clock.advance(100);
      equal((await store.get('n', 'k'))?.value, 2);
    },
  },
  {
    name: 'keys are listed in the order of code points, by prefix, in pages',
    async run(store) {
      const keys = ['b', 'a', 'a/2', 'a/1', 'a/\uffff', 'a/\u{1F600}', 'a0', 'B', 'ä', 'a/10'];
      for (const key of keys) await store.put('n', key, key);
      const names = async (options: Parameters<StateStore['list']>[1]) =>
        (await store.list('n', options)).map(({ key }) => key);
      deepEqual(await names({}), ['B', 'a', 'a/1', 'a/10', 'a/2', 'a/\uffff', 'a/\u{1F600}', 'a0', 'b', 'ä']);
      deepEqual(await names({ prefix: 'a/' }), ['a/1', 'a/10', 'a/2', 'a/\uffff', 'a/\u{1F600}']);
      deepEqual(await names({ prefix: 'a/', limit: 2 }), ['a/1', 'a/10']);
      deepEqual(await names({ prefix: 'a/', after: 'a/10', limit: 2 }), ['a/2', 'a/\uffff']);
      deepEqual(await names({ prefix: 'zz' }), []);
      equal(await store.count('n'), keys.length);
      await store.clear('n');
      equal(await store.count('n'), 0);
    },
  },
  {
    name: 'names that a backend would change are refused',
    async run(store) {
      for (const key of ['', 'a\ud800', 'a\0b']) {
        await rejects(store.put('n', key, 1), (error) => isStateError(error, 'STATE_BAD_KEY'));
        await rejects(store.append(key, [1]), (error) => isStateError(error, 'STATE_BAD_KEY'));
      }
    },
  },
  {
    name: 'a value that is not JSON is refused and names its place, not its content',
    async run(store) {
      const isRefusal = (error: unknown) =>
        isStateError(error, 'STATE_BAD_VALUE') && error.message.includes('n/k') && !error.message.includes('secret');
      const ring: Record<string, unknown> = { secret: 'secret' };
      ring['self'] = ring;
      await rejects(store.put('n', 'k', ring as never), isRefusal);
      await rejects(store.put('n', 'k', undefined as never), isRefusal);
      await rejects(store.put('n', 'k', 1n as never), isRefusal);
      equal(await store.get('n', 'k'), undefined);
    },
  },
  {
    name: 'a log keeps the order of appends, numbered upwards',
    async run(store, clock) {
      const batches = await Promise.all(Array.from({ length: 20 }, (_, i) => store.append('l', [`${i}a`, `${i}b`])));
      deepEqual(
        batches.flat(),
        Array.from({ length: 40 }, (_, i) => i + 1),
      );
      const records = await store.read('l');
      deepEqual(
        records.map(({ value }) => value),
        Array.from({ length: 20 }, (_, i) => [`${i}a`, `${i}b`]).flat(),
      );
      ok(records.every(({ at }) => at === clock.now()));
      deepEqual(await store.append('l', []), []);
    },
  },
  {
    name: 'a log is read on from a record, forwards and backwards, in pages',
    async run(store) {
      await store.append('l', ['a', 'b', 'c', 'd', 'e']);
      await store.append('other', ['x']);
      const values = async (options: Parameters<StateStore['read']>[1]) =>
        (await store.read('l', options)).map(({ value }) => value);
      deepEqual(await values({ after: 2, limit: 2 }), ['c', 'd']);
      deepEqual(await values({ newestFirst: true, limit: 2 }), ['e', 'd']);
      deepEqual(await values({ newestFirst: true, after: 4 }), ['c', 'b', 'a']);
      deepEqual(await values({ after: 5 }), []);
    },
  },
  {
    name: 'a trimmed log never gives a number again',
    async run(store, clock) {
      await store.append('l', ['a', 'b']);
      clock.advance(1000);
      await store.append('l', ['c']);
      equal(await store.trim('l', { through: 1 }), 1);
      equal(await store.trim('l', { before: clock.now() }), 1);
      deepEqual(
        (await store.read('l')).map(({ value }) => value),
        ['c'],
      );
      equal(await store.trim('l', { through: 3 }), 1);
      deepEqual(await store.append('l', ['d']), [4]);
    },
  },
  {
    name: 'two connections append to one log without a gap or a double',
    shared: true,
    async run(store, _clock, again) {
      const given = await Promise.all(
        Array.from({ length: 40 }, (_, i) => (i % 2 ? store : again).append('l', [i, i])),
      );
      deepEqual(
        given.flat().sort((a, b) => a - b),
        Array.from({ length: 80 }, (_, i) => i + 1),
      );
      for (const [first, second] of given) equal(second, first! + 1);
    },
  },
  {
    name: 'a queue gives its items oldest first and each to one claim',
    shared: true,
    async run(store, clock, again) {
      await store.enqueue('q', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
      const claims = await Promise.all(
        [store, again, store, again].map((one) => one.claim('q', { limit: 2, leaseMs: 1000 })),
      );
      const all = claims.flat();
      deepEqual(
        all.map(({ value }) => value as string).sort((a, b) => (a < b ? -1 : 1)),
        ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'],
      );
      for (const claim of claims) ok(claim[0]!.id < claim[1]!.id);
      ok(all.every(({ attempt, enqueuedAt }) => attempt === 1 && enqueuedAt === clock.now()));
      deepEqual(await store.claim('q', { limit: 10, leaseMs: 1000 }), []);
      equal(await store.depth('q'), 8);
    },
  },
  {
    name: 'a claimed item comes back when its lease runs out, and counts its attempts',
    async run(store, clock) {
      await store.enqueue('q', ['a']);
      equal((await store.claim('q', { limit: 1, leaseMs: 500 })).length, 1);
      clock.advance(499);
      equal((await store.claim('q', { limit: 1, leaseMs: 500 })).length, 0);
      clock.advance(1);
      const [item] = await store.claim('q', { limit: 1, leaseMs: 500 });
      equal(item?.attempt, 2);
      await store.acknowledge('q', [item!.id]);
      clock.advance(10_000);
      deepEqual(await store.claim('q', { limit: 1, leaseMs: 500 }), []);
      equal(await store.depth('q'), 0);
    },
  },
  {
    name: 'a released item is visible again after its delay, in its old place',
    async run(store, clock) {
      const [first] = await store.enqueue('q', ['a', 'b']);
      await store.claim('q', { limit: 1, leaseMs: 60_000 });
      await store.release('q', [first!], { delayMs: 100 });
      deepEqual(
        (await store.claim('q', { limit: 5, leaseMs: 1 })).map(({ value }) => value),
        ['b'],
      );
      clock.advance(100);
      deepEqual(
        (await store.claim('q', { limit: 5, leaseMs: 1 })).map(({ value }) => value),
        ['a', 'b'],
      );
    },
  },
  {
    name: 'an item enqueued for later stays hidden until then',
    async run(store, clock) {
      await store.enqueue('q', ['later'], { visibleAt: clock.now() + 50 });
      equal((await store.claim('q', { limit: 1, leaseMs: 1 })).length, 0);
      clock.advance(50);
      equal((await store.claim('q', { limit: 1, leaseMs: 1 })).length, 1);
    },
  },
  {
    name: 'queues are apart: an id of one acknowledges nothing in another',
    async run(store) {
      const ids = await store.enqueue('q', ['a']);
      await store.acknowledge('other', ids);
      await store.release('other', ids);
      equal(await store.depth('q'), 1);
      equal(await store.depth('other'), 0);
    },
  },
  {
    name: 'a transaction writes all of its parts',
    async run(store, clock) {
      const [id] = await store.enqueue('in', ['message']);
      await store.put('n', 'old', 1);
      await store.transaction([
        { op: 'put', namespace: 'n', key: 'new', value: 2, ttlMs: 100 },
        { op: 'delete', namespace: 'n', key: 'old' },
        { op: 'append', log: 'l', value: 'done' },
        { op: 'enqueue', queue: 'out', value: 'message', visibleAt: clock.now() + 10 },
        { op: 'acknowledge', queue: 'in', id: id! },
      ]);
      equal((await store.get('n', 'new'))?.expiresAt, clock.now() + 100);
      equal(await store.get('n', 'old'), undefined);
      equal((await store.read('l')).length, 1);
      deepEqual([await store.depth('in'), await store.depth('out')], [0, 1]);
      deepEqual(await store.claim('out', { limit: 1, leaseMs: 1 }), []);
    },
  },
  {
    name: 'a transaction with one bad part writes none',
    async run(store) {
      const bad = store.transaction([
        { op: 'put', namespace: 'n', key: 'k', value: 1 },
        { op: 'append', log: 'l', value: 'x' },
        { op: 'put', namespace: 'n', key: 'bad', value: undefined as never },
      ]);
      await rejects(bad, (error) => isStateError(error, 'STATE_BAD_VALUE'));
      equal(await store.get('n', 'k'), undefined);
      deepEqual(await store.read('l'), []);
    },
  },
  {
    name: 'a transaction whose condition does not hold writes nothing, and others of its turn are kept',
    async run(store) {
      const { version } = await store.put('n', 'k', 1);
      const isConflict = (error: unknown) => isStateError(error, 'STATE_CONFLICT');
      const other = store.put('n', 'other', 1);
      const stale = store.transaction([
        { op: 'append', log: 'l', value: 'x' },
        { op: 'put', namespace: 'n', key: 'k', value: 2, ifVersion: version + 1 },
      ]);
      await rejects(stale, isConflict);
      await rejects(store.transaction([{ op: 'delete', namespace: 'n', key: 'k', ifVersion: null }]), isConflict);
      await other;
      deepEqual(await store.read('l'), []);
      await store.transaction([
        { op: 'delete', namespace: 'n', key: 'k', ifVersion: version },
        { op: 'put', namespace: 'n', key: 'new', value: 2, ifVersion: null },
      ]);
      deepEqual(
        (await store.list('n')).map(({ key }) => key),
        ['new', 'other'],
      );
    },
  },
  {
    name: 'what is asked for in one turn happens in that order',
    async run(store) {
      const results = await Promise.all([
        store.put('n', 'k', 1),
        store.get('n', 'k'),
        store.delete('n', 'k'),
        store.get('n', 'k'),
        store.putIfAbsent('n', 'k', 2),
      ]);
      equal(results[1]?.value, 1);
      equal(results[3], undefined);
      equal(results[4], true);
    },
  },
  {
    name: 'a closed store says so, and what was asked for before is kept',
    shared: true,
    async run(store, _clock, again) {
      const written = store.put('n', 'k', 1);
      await store.close();
      await written;
      await rejects(store.put('n', 'k', 2), (error) => isStateError(error, 'STATE_CLOSED'));
      await rejects(store.get('n', 'k'), (error) => isStateError(error, 'STATE_CLOSED'));
      // A store in memory is gone with its only handle.
      if (again !== store) equal((await again.get('n', 'k'))?.value, 1);
      await store.close();
    },
  },
];

/** Runs one rule on a fresh store; `shared` rules get a second connection, or the same store where there is none. */
export async function checkRule(rule: StateStoreRule, fixture: StateStoreFixture): Promise<void> {
  const clock = handClock();
  const store = await fixture.open(clock);
  const again = rule.shared ? await fixture.openAgain?.(clock) : undefined;
  try {
    await rule.run(store, clock, again ?? store);
  } finally {
    await again?.close();
    await store.close();
  }
}
