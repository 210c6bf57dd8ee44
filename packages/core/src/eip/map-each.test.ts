import { expect, test } from 'vitest';
import { rowNumberOf, withRowNumber } from '../component/row-number.ts';
import { runSteps } from '../../test/run-steps.ts';

async function* stream<T>(items: Iterable<T>, read?: T[]) {
  for (const item of items) {
    read?.push(item);
    yield item;
  }
}
async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

test('a stream is not read before something wants it, and item by item then', async () => {
  const read: number[] = [];
  const run = await runSteps((steps) => steps.mapEach((n: unknown) => (n as number) * 2), stream([1, 2, 3], read));
  expect(read).toEqual([]);
  const mapped = (run.body as AsyncIterable<number>)[Symbol.asyncIterator]();
  expect(await mapped.next()).toEqual({ done: false, value: 2 });
  expect(read.length).toBeLessThan(3);
  await mapped.return?.();
});

test('what a mapper makes keeps the number of its row, out of sight', async () => {
  const rows = [withRowNumber({ n: 1 }, 7), withRowNumber({ n: 2 }, 9)];
  const run = await runSteps(
    (steps) => steps.mapEach((row: unknown) => ({ twice: (row as { n: number }).n * 2 })),
    rows,
  );
  const mapped = run.body as object[];
  expect(mapped).toEqual([{ twice: 2 }, { twice: 4 }]);
  expect(mapped.map((item) => rowNumberOf(item))).toEqual([7, 9]);
  expect(JSON.stringify(mapped)).toBe('[{"twice":2},{"twice":4}]');
});

test('an expression finds the item in the body', async () => {
  const expression = { language: 'simple', expression: 'item ${body}' };
  expect((await runSteps((steps) => steps.mapEach(expression), ['a', 'b'])).body).toEqual(['item a', 'item b']);
});

test('mappers that wait run so many at a time, and the order is kept', async () => {
  let under = 0;
  let most = 0;
  const slow = async (n: unknown) => {
    most = Math.max(most, ++under);
    await new Promise((resolve) => setTimeout(resolve, 5 - (n as number)));
    under--;
    return (n as number) * 2;
  };
  const run = await runSteps((steps) => steps.mapEach(slow, { parallel: 2 }), [1, 2, 3, 4]);
  expect(run.body).toEqual([2, 4, 6, 8]);
  expect(most).toBe(2);
  const streamed = await runSteps((steps) => steps.mapEach(slow, { parallel: 3 }), stream([1, 2, 3, 4]));
  expect(await all(streamed.body as AsyncIterable<number>)).toEqual([2, 4, 6, 8]);
});

test('an item that fails fails the message; in a stream, whoever reads', async () => {
  const fail = (n: unknown) => {
    if (n === 2) throw new Error('two');
    return n;
  };
  expect((await runSteps((steps) => steps.mapEach(fail), [1, 2])).exception).toMatchObject({ message: 'two' });
  const run = await runSteps((steps) => steps.mapEach(fail), stream([1, 2]));
  await expect(all(run.body as AsyncIterable<unknown>)).rejects.toThrow('two');
});
