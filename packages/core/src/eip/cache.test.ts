import { expect, test } from 'vitest';
import { runSteps, startSteps } from '../../test/run-steps.ts';

const simple = (expression: string) => ({ language: 'simple', expression });

async function cached(options: object) {
  let calls = 0;
  const context = await startSteps((steps) =>
    steps.eip('cache', { expression: simple('${body}'), ...options }, (inner) =>
      inner.transform(({ body }) => {
        if (body === 'bad') throw new Error('bad');
        return `${String(body)} ${++calls}`;
      }),
    ),
  );
  const ask = async (body: unknown) => (await context.send('loopback:in', body, { pattern: 'InOut' })).body;
  return { ask, context };
}

test('the same key is answered from the store, as long as the entry is good', async () => {
  const { ask, context } = await cached({ ttl: 1000 });
  expect([await ask('a'), await ask('a'), await ask('b')]).toEqual(['a 1', 'a 1', 'b 2']);
  await context.clock.advance(999);
  expect(await ask('a')).toBe('a 1');
  await context.clock.advance(1);
  expect(await ask('a')).toBe('a 3');
});

test('without a time an entry is good for ever', async () => {
  const { ask, context } = await cached({});
  await ask('a');
  await context.clock.advance(365 * 24 * 3_600_000);
  expect(await ask('a')).toBe('a 1');
});

test('what has no key, and what failed, is not kept', async () => {
  const { ask } = await cached({ expression: simple('${header.none}') });
  expect([await ask('a'), await ask('a')]).toEqual(['a 1', 'a 2']);
  const kept: unknown[] = [];
  const keyValueRepository = { get: () => undefined, put: (key: string) => void kept.push(key) };
  const failing = await cached({ keyValueRepository });
  await failing.ask('bad');
  await failing.ask('good');
  expect(kept).toEqual(['good']);
});

test('a store of its own is asked, and told how long', async () => {
  const put: unknown[] = [];
  const keyValueRepository = {
    get: (key: string) => (key === 'known' ? 'from the store' : undefined),
    put: (...entry: unknown[]) => void put.push(entry),
  };
  const { ask } = await cached({ keyValueRepository, ttl: '5s' });
  expect([await ask('known'), await ask('new')]).toEqual(['from the store', 'new 1']);
  expect(put).toEqual([['new', 'new 1', 5000]]);
});

test('a cache that does not work slows messages down and fails none', async () => {
  const keyValueRepository = {
    get: () => Promise.reject(new Error('store is away')),
    put: () => Promise.reject(new Error('store is away')),
  };
  const run = await runSteps((steps) =>
    steps.eip('cache', { expression: simple('k'), keyValueRepository }, (inner) => inner.setBody('fresh')),
  );
  expect([run.body, run.exception]).toEqual(['fresh', undefined]);
});
