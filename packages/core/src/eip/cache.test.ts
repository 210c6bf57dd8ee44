import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { runSteps, startSteps } from '../../test/run-steps.ts';
import { memoryStateStore } from '../state/memory-store.ts';

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

test('bytes, JSON and nothing come back as they were; a stream of bytes comes as what was in it, also the first time', async () => {
  const bytes = new Uint8Array([0, 255]);
  const given: readonly (readonly [() => unknown, unknown])[] = [
    [() => bytes, bytes],
    [() => ({ a: [1, null] }), { a: [1, null] }],
    [() => null, null],
    [() => Readable.from([Buffer.from(bytes)], { objectMode: false }), bytes],
  ];
  for (const [make, expected] of given) {
    const context = await startSteps((steps) =>
      steps.cache(
        () => 'k',
        (inner) => inner.transform(make),
      ),
    );
    const ask = async () => (await context.send('loopback:in', 'x', { pattern: 'InOut' })).body;
    expect([await ask(), await ask()]).toEqual([expected, expected]);
  }
});

test('what cannot be kept is told in the log, and made again', async () => {
  let calls = 0;
  const context = await startSteps((steps) =>
    steps.cache(
      () => 'k',
      (inner) => inner.transform(() => new Date(++calls)),
    ),
  );
  for (let n = 0; n < 2; n++) await context.send('loopback:in', 'x');
  expect(calls).toBe(2);
  expect(context.logged.messages('WARN')).toHaveLength(2);
});

test('a place in the state store may be shared', async () => {
  const state = memoryStateStore();
  const ask = async (body: string) =>
    (
      await runSteps(
        (steps) =>
          steps.cache(
            () => 'k',
            (inner) => inner.transform(() => body),
            { keyValueRepository: '#state:answers' },
          ),
        'x',
        { state },
      )
    ).body;
  expect([await ask('one'), await ask('two')]).toEqual(['one', 'one']);
});
