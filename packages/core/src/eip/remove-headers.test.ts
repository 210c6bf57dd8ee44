import { expect, test } from 'vitest';
import { runSteps } from '../../test/run-steps.ts';

const left = async (pattern: string, excludePattern?: string) => {
  const headers = { a1: 1, a2: 2, b1: 3, b2: 4 };
  const run = await runSteps((steps) => steps.removeHeaders(pattern, excludePattern), 'x', { headers });
  return Object.keys(run.headers);
};

test('headers go by name, wildcard and regular expression', async () => {
  expect(await left('a1')).toEqual(['a2', 'b1', 'b2']);
  expect(await left('a*')).toEqual(['b1', 'b2']);
  expect(await left('[ab]1')).toEqual(['a2', 'b2']);
});

test('those excluded stay', async () => {
  expect(await left('*', 'b*')).toEqual(['b1', 'b2']);
  expect(await left('*', '.2')).toEqual(['a2', 'b2']);
});
