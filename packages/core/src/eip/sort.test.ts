import { expect, test } from 'vitest';
import { runSteps } from '../../test/run-steps.ts';

test('the items of the body are sorted, in natural order or by a comparator', async () => {
  expect((await runSteps((steps) => steps.sort(), [3, 1, 2])).body).toEqual([1, 2, 3]);
  expect((await runSteps((steps) => steps.sort(), ['b', 'a', 'C'])).body).toEqual(['C', 'a', 'b']);
  const backwards = (a: unknown, b: unknown) => Number(b) - Number(a);
  expect((await runSteps((steps) => steps.sort(backwards), [3, 1, 2])).body).toEqual([3, 2, 1]);
});

test('an expression says what is sorted', async () => {
  const run = await runSteps(
    (steps) => steps.eip('sort', { expression: { language: 'simple', expression: '${header.list}' } }),
    'x',
    { headers: { list: [2, 1] } },
  );
  expect(run.body).toEqual([1, 2]);
});
