import { expect, test } from 'vitest';
import { runSteps, startSteps } from '../../test/run-steps.ts';

test('the header gets the value of the expression, under a name that may be computed', async () => {
  const run = await runSteps((steps) => steps.setHeader('a', ({ body }) => body).setHeader('is-${body}', 1), 'x');
  expect(run.headers).toMatchObject({ a: 'x', 'is-x': 1 });
  expect(Object.keys(run.headers)).not.toContain('is-${body}');
});

test('a header is found whatever its case, and keeps the case it was set in first', async () => {
  const run = await runSteps((steps) =>
    steps
      .setHeader('Content-Type', 'a')
      .setHeader('content-type', 'b')
      .transform(({ header }) => header('CONTENT-TYPE')),
  );
  expect(run.body).toBe('b');
  expect(Object.keys(run.headers)).toEqual(['Content-Type']);
});

test('no value is null, and the header is there', async () => {
  expect((await runSteps((steps) => steps.setHeader('a', () => undefined))).headers).toEqual({ a: null });
});

test('an empty name is refused', async () => {
  await expect(startSteps((steps) => steps.setHeader('', 1))).rejects.toThrow('the name is empty');
});
