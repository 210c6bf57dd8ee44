import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import { isStateError } from '../state-errors.ts';
import type { StateStore } from '../state-store.ts';
import type { StateStoreRule } from './state-store-rule.ts';

/** Rules of keys and values. */
export const entryRules: readonly StateStoreRule[] = [
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
];
