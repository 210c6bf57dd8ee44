import { expect, test } from 'vitest';
import { startSteps } from '../../test/run-steps.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { settle } from '../testing/virtual-clock.ts';

const joined = (old: Exchange | undefined, next: Exchange) => {
  if (!old) return next;
  old.body = `${String(old.body)}+${String(next.body)}`;
  return old;
};

/** Splits a body in parallel; parts take as long as they are told, and the strategy tells of those that are missing. */
async function splitting(options: Readonly<Record<string, unknown>>, takesMs: (part: unknown) => number) {
  const missing: number[] = [];
  const aborted: unknown[] = [];
  const aggregationStrategy = {
    aggregate: async (old: Exchange | undefined, next: Exchange) => {
      await Promise.resolve();
      return joined(old, next);
    },
    timeout: (_: Exchange | undefined, index: number) => void missing.push(index),
  };
  const context = await startSteps((steps) =>
    steps.eip(
      'split',
      {
        expression: { language: 'simple', expression: '${body}' },
        parallelProcessing: true,
        aggregationStrategy,
        ...options,
      },
      (part) =>
        part.process(async ({ body, signal }) => {
          await context.clock.sleep(takesMs(body), signal).catch(() => aborted.push(body));
        }),
    ),
  );
  return { context, missing, aborted };
}

test('after the time-out a strategy that waits gets what arrived behind a gap', async () => {
  for (const shareUnitOfWork of [false, true]) {
    const { context, missing } = await splitting({ timeout: 100, shareUnitOfWork }, (part) =>
      part === 'a' ? 500 : 10,
    );
    const { body } = await context.clock.runUntil(context.send('loopback:in', ['a', 'b', 'c']));
    expect([body, missing]).toEqual(['b+c', [0]]);
  }
});

test('only what is missing is told to the strategy, also when results are joined as they arrive', async () => {
  const { context, missing } = await splitting({ timeout: 100, streaming: true }, (part) => (part === 'b' ? 500 : 10));
  const { body } = await context.clock.runUntil(context.send('loopback:in', ['a', 'b', 'c']));
  expect([body, missing]).toEqual(['a+c', [1]]);
});

test('the time-out does not wait for a source that does not answer', async () => {
  async function* stuck() {
    yield* ['a', 'b'];
    await new Promise(() => undefined);
  }
  const { context } = await splitting({ timeout: 100, streaming: true }, () => 10);
  const { body, exception } = await context.clock.runUntil(context.send('loopback:in', stuck()));
  expect([body, exception]).toEqual(['a', undefined]);
});

test('a failed part ends the split at once, though the source does not answer', async () => {
  let ask: (() => void) | undefined;
  async function* slow() {
    yield* ['a', 'bad', 'c'];
    await new Promise<void>((resolve) => (ask = resolve));
    yield 'd';
  }
  const begun: unknown[] = [];
  const context = await startSteps((steps) =>
    steps.eip(
      'split',
      {
        expression: { language: 'simple', expression: '${body}' },
        parallelProcessing: true,
        streaming: true,
        stopOnException: true,
      },
      (part) =>
        part.process(async ({ body }) => {
          begun.push(body);
          await context.clock.sleep(10);
          if (body === 'bad') throw new TypeError('bad part');
        }),
    ),
  );
  const { exception } = await context.clock.runUntil(context.send('loopback:in', slow()));
  expect(exception).toMatchObject({ code: 'ROUTE_MULTICAST_PART_FAILED' });
  ask?.();
  await settle();
  expect(begun).toEqual(['a', 'bad']);
});

test('a source that fails aborts the parts that are under way', async () => {
  async function* failing() {
    yield* await Promise.resolve(['a', 'b', 'c']);
    throw new TypeError('the file is damaged');
  }
  const { context, aborted } = await splitting({ streaming: true }, () => 1000);
  const { exception } = await context.send('loopback:in', failing());
  await settle();
  expect(exception).toMatchObject({ message: 'the file is damaged' });
  expect(aborted).toEqual(['a', 'b']);
});

test('one after the other: a strategy that fails closes the source', async () => {
  for (const wait of [false, true]) {
    let closed = false;
    function* rows() {
      try {
        yield* [1, 2, 3];
      } finally {
        closed = true;
      }
    }
    const context = await startSteps((steps) =>
      steps.eip(
        'split',
        {
          expression: { language: 'simple', expression: '${body}' },
          streaming: true,
          aggregationStrategy: () => {
            throw new TypeError('not joined');
          },
        },
        (part) => part.process(() => (wait ? Promise.resolve() : undefined)),
      ),
    );
    const { exception } = await context.send('loopback:in', rows());
    expect(exception).toMatchObject({ message: 'not joined' });
    expect(closed).toBe(true);
  }
});
