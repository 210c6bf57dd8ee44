import { deepEqual, equal, ok } from 'node:assert/strict';
import type { StateStore } from '../state-store.ts';
import type { StateStoreRule } from './state-store-rule.ts';

/** Rules of logs. */
export const logRules: readonly StateStoreRule[] = [
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
];
