import { expect, test } from 'vitest';
import { runSteps } from '../../test/run-steps.ts';

test('the header goes, whatever its case, and the others stay', async () => {
  const run = await runSteps((steps) => steps.removeHeader('A1'), 'x', { headers: { a1: 1, a2: 2 } });
  expect(run.headers).toEqual({ a2: 2 });
});

test('the name is no pattern, and one that is not there is fine', async () => {
  const run = await runSteps((steps) => steps.removeHeader('a*'), 'x', { headers: { a1: 1 } });
  expect(run.headers).toEqual({ a1: 1 });
});
