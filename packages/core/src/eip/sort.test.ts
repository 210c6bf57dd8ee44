import { expect, test } from 'vitest';
import { runSteps } from '../../test/run-steps.ts';

test('the items of the body are sorted, in natural order or by a comparator', async () => {
  expect((await runSteps((steps) => steps.sort(), [3, 1, 2])).body).toEqual([1, 2, 3]);
  expect((await runSteps((steps) => steps.sort(), ['b', 'a', 'C'])).body).toEqual(['C', 'a', 'b']);
  const backwards = (a: unknown, b: unknown) => Number(b) - Number(a);
  expect((await runSteps((steps) => steps.sort(backwards), [3, 1, 2])).body).toEqual([3, 2, 1]);
});

test('a list is sorted where it stands; a set makes a list', async () => {
  const list = [3, 1, 2];
  await runSteps((steps) => steps.sort(), list);
  expect(list).toEqual([1, 2, 3]);
  expect((await runSteps((steps) => steps.sort(), Object.freeze([2, 1]))).body).toEqual([1, 2]);
  expect((await runSteps((steps) => steps.sort(), new Set(['b', 'a']))).body).toEqual(['a', 'b']);
});

test('numbers of all kinds have an order, a number and a text have none, and an object is no list', async () => {
  expect((await runSteps((steps) => steps.sort(), [1.5, 1, 10n])).body).toEqual([1, 1.5, 10n]);
  const mixed = await runSteps((steps) => steps.sort(), [1, '2']);
  expect(mixed.exception).toMatchObject({ exceptionType: 'java.lang.ClassCastException' });
  for (const body of [{ b: 1 }, 'b,a', 5]) {
    const { exception } = await runSteps((steps) => steps.sort(), body);
    expect(exception).toMatchObject({ exceptionType: 'java.lang.NullPointerException' });
  }
});

test('an expression says what is sorted', async () => {
  const run = await runSteps(
    (steps) => steps.eip('sort', { expression: { language: 'simple', expression: '${header.list}' } }),
    'x',
    { headers: { list: [2, 1] } },
  );
  expect(run.body).toEqual([1, 2]);
});

test('a comparator that compares nothing is refused', async () => {
  const run = runSteps((steps) => steps.eip('sort', { comparator: { size: 3 } }), ['b', 'a']);
  await expect(run).rejects.toThrow('an object with compare(a, b) is needed');
});
