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

test('a running sequence goes out without gaps; a gap is waited for so long', async () => {
  const { before, after } = await resequence({ streamConfig: { timeout: 1000 } }, [1, 2, 4, 3, 6]);
  expect(after).toEqual([1, 2, 3, 4, 6]);
  expect(before).not.toContain(6);
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
