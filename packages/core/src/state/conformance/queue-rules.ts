import { deepEqual, equal, ok } from 'node:assert/strict';
import type { StateStoreRule } from './state-store-rule.ts';

/** Rules of queues. */
export const queueRules: readonly StateStoreRule[] = [
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
];
