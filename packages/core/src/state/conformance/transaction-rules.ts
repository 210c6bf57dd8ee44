import { deepEqual, equal, rejects } from 'node:assert/strict';
import { isStateError } from '../state-errors.ts';
import type { StateStoreRule } from './state-store-rule.ts';

/** Rules of transactions, of order, and of the end. */
export const transactionRules: readonly StateStoreRule[] = [
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
