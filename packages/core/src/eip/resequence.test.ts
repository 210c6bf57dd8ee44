import fc from 'fast-check';
import { expect, test } from 'vitest';
import { settle } from '../testing/virtual-clock.ts';
import { startSteps } from '../../test/run-steps.ts';

const byNumber = { language: 'simple', expression: '${header.n}' };
const resequence = async (options: object, numbers: readonly unknown[], waits = 2000) => {
  const context = await startSteps((steps) =>
    steps.eip('resequence', { expression: byNumber, ...options }, (inner) => inner.to('mock:out')),
  );
  const failed: unknown[] = [];
  for (const n of numbers) {
    const { exception } = await context.send('loopback:in', n, { headers: { n } });
    if (exception !== undefined) failed.push(exception);
  }
  await settle();
  const before = context.mocks.get('mock:out').bodies;
  await context.clock.advance(waits);
  return { before, after: context.mocks.get('mock:out').bodies, failed };
};

test('a batch goes out sorted when it is full, and what is left when its time is over', async () => {
  const { before, after } = await resequence({ batchConfig: { batchSize: 3, batchTimeout: 500 } }, [3, 1, 2, 5, 4]);
  expect(before).toEqual([1, 2, 3]);
  expect(after).toEqual([1, 2, 3, 4, 5]);
});

test('equal ones are dropped unless kept, and the order may be turned round', async () => {
  const sizes = { batchSize: 4, batchTimeout: 100 };
  expect((await resequence({ batchConfig: sizes }, [2, 1, 2, 3])).after).toEqual([1, 2, 3]);
  const kept = await resequence({ batchConfig: { ...sizes, allowDuplicates: true, reverse: true } }, [2, 1, 2, 3]);
  expect(kept.after).toEqual([3, 2, 2, 1]);
});

test('what is left of a batch, and what stands behind a gap, goes out when its time is over', async () => {
  const sentAfter = async (options: object) => {
    const context = await startSteps((steps) =>
      steps.eip('resequence', { expression: byNumber, ...options }, (inner) => inner.to('mock:out')),
    );
    for (const n of [1, 3]) await context.send('loopback:in', n, { headers: { n } });
    const begin = context.clock.now();
    await context.clock.advance(5000);
    return context.mocks.get('mock:out').received.map(({ at }) => at - begin);
  };
  expect(await sentAfter({ batchConfig: { batchTimeout: 300 } })).toEqual([300, 300]);
  expect(await sentAfter({ streamConfig: { timeout: 300 } })).toEqual([300, 300]);
});

test('a running sequence goes out without gaps; a gap is waited for so long', async () => {
  const { before, after } = await resequence({ streamConfig: { timeout: 1000 } }, [1, 2, 4, 3, 6]);
  expect(after).toEqual([1, 2, 3, 4, 6]);
  expect(before).not.toContain(6);
});

test('of equal ones that wait the first stays', async () => {
  const { after } = await resequence({ streamConfig: { timeout: 100 } }, [1, 3, 3, 2]);
  expect(after).toEqual([1, 2, 3]);
});

test('what has no number is refused', async () => {
  const { failed } = await resequence({ streamConfig: { timeout: 100 } }, [null]);
  expect((failed[0] as Error).cause).toMatchObject({
    message: 'Element cannot be used in comparator: Comparator[header(n)]',
  });
  expect((await resequence({ batchConfig: { batchTimeout: 100 } }, [null])).failed).toHaveLength(1);
});

test('a batch without a size goes out by time only', async () => {
  const { before, after } = await resequence({ batchConfig: { batchSize: 0, batchTimeout: 100 } }, [2, 1]);
  expect([before, after]).toEqual([[], [1, 2]]);
});

test('what comes after its turn is refused, if so configured', async () => {
  const context = await startSteps((steps) =>
    steps.eip('resequence', { expression: byNumber, streamConfig: { timeout: 10, rejectOld: true } }, (inner) =>
      inner.to('mock:out'),
    ),
  );
  const send = (n: number) => context.send('loopback:in', n, { headers: { n } });
  await send(2);
  await context.clock.advance(2000);
  expect(context.mocks.get('mock:out').bodies).toEqual([2]);
  expect((await send(1)).exception).toBeDefined();
});

test('whatever the order of arrival, a batch leaves sorted', async () => {
  const numbers = fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(numbers, async (list) => {
      const { after } = await resequence({ batchConfig: { batchSize: list.length, batchTimeout: 100 } }, list, 200);
      expect(after).toEqual(list.toSorted((a, b) => a - b));
    }),
    { numRuns: 20 },
  );
});

test('a message without a value fails, or is dropped', async () => {
  const headers: Readonly<Record<string, object>> = {
    batch: { batchConfig: { batchSize: 2, batchTimeout: 100 } },
    batchIgnoring: { batchConfig: { batchSize: 2, batchTimeout: 100, ignoreInvalidExchanges: true } },
    stream: { streamConfig: { timeout: 10 } },
    streamIgnoring: { streamConfig: { timeout: 10, ignoreInvalidExchanges: true } },
  };
  const failed: Record<string, number> = {};
  for (const name in headers) {
    const { after, failed: failures } = await resequence(headers[name]!, [2, undefined, 1]);
    failed[name] = failures.length;
    expect(after).toHaveLength(2);
  }
  expect(failed).toEqual({ batch: 1, batchIgnoring: 0, stream: 1, streamIgnoring: 0 });
});

test('of a running sequence only so many are held: the next one waits for room', async () => {
  const context = await startSteps((steps) =>
    steps.eip('resequence', { expression: byNumber, streamConfig: { capacity: 2, timeout: 1000 } }, (inner) =>
      inner.to('mock:out'),
    ),
  );
  let taken = 0;
  const sent = [5, 7, 9].map((n) => context.send('loopback:in', n, { headers: { n } }).then(() => taken++));
  await settle();
  expect(taken).toBe(2);
  await context.clock.runUntil(Promise.all(sent));
  expect(taken).toBe(3);
});

test('a comparator of one’s own puts a running sequence into order', async () => {
  const comparator = (a: unknown, b: unknown) => Number(b) - Number(a);
  const streamConfig = { timeout: 100 };
  expect((await resequence({ streamConfig }, [1, 5, 3])).after).toEqual([1, 3, 5]);
  expect((await resequence({ streamConfig: { ...streamConfig, comparator } }, [1, 5, 3])).after).toEqual([5, 3, 1]);
});

test('batches that come faster than they are sent on hold up who brings them', async () => {
  const context = await startSteps((steps) =>
    steps.eip('resequence', { expression: byNumber, batchConfig: { batchSize: 2 } }, (inner) =>
      inner.delay(100).to('mock:out'),
    ),
  );
  let taken = 0;
  const sent = Array.from({ length: 20 }, (_, n) =>
    context.send('loopback:in', n, { headers: { n } }).then(() => taken++),
  );
  await settle();
  expect(taken).toBeLessThan(20);
  await context.clock.runUntil(Promise.all(sent));
  await context.clock.advance(2000);
  expect(context.mocks.get('mock:out').bodies).toEqual(Array.from({ length: 20 }, (_, n) => n));
});

test('who waited for room comes too late all the same, and may give up waiting', async () => {
  const streamConfig = { capacity: 1, timeout: 100, rejectOld: true };
  const context = await startSteps((steps) =>
    steps.eip('resequence', { expression: byNumber, streamConfig }, (inner) => inner.to('mock:out')),
  );
  const abort = new AbortController();
  const send = (n: number, signal?: AbortSignal) => context.send('loopback:in', n, { headers: { n }, signal });
  const [, late, givenUp] = [send(5), send(4), send(6, abort.signal)];
  await settle();
  abort.abort(new Error('not wanted any more'));
  expect((await givenUp).exception).toMatchObject({ message: 'not wanted any more' });
  const { exception } = await context.clock.runUntil(late);
  expect((exception as Error).cause).toMatchObject({ message: expect.stringContaining('rejecting message') });
  expect(context.mocks.get('mock:out').bodies).toEqual([5]);
});

test('settings within are checked as those of the step are, and texts are converted', async () => {
  await expect(resequence({ streamConfig: { capacity: 0 } }, [])).rejects.toThrow(
    'streamConfig of resequence in route r: the option "capacity" does not take 0; expected a whole number of at least 1',
  );
  await expect(resequence({ streamConfig: { capasity: 1 } }, [])).rejects.toThrow('"capacity"');
  await expect(resequence({ batchConfig: { batchTimeout: -1 } }, [])).rejects.toThrow(
    'expected milliseconds of at least 0 or a duration',
  );
  const { before, after } = await resequence({ batchConfig: { batchSize: '5', batchTimeout: '1s' } }, [2, 1], 1000);
  expect([before, after]).toEqual([[], [1, 2]]);
});
