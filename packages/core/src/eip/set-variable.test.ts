import { expect, test } from 'vitest';
import { runSteps, startSteps } from '../../test/run-steps.ts';

test('the variable gets the value, under a name that may be computed', async () => {
  const run = await runSteps((steps) => steps.setVariable('a', ({ body }) => body).setVariable('is-${body}', 1), 'x');
  expect([run.exchange.variable('a'), run.exchange.variable('is-x')]).toEqual(['x', 1]);
});

test('no value takes the variable away', async () => {
  const run = await runSteps((steps) => steps.setVariable('a', 1).setVariable('a', () => null));
  expect([...run.exchange.variables.keys()]).toEqual([]);
});

test('a global variable outlives its message', async () => {
  const context = await startSteps((steps) =>
    steps
      .setHeader('before', { language: 'simple', expression: '${variable.global:last}' } as never)
      .setVariable('global:last', ({ body }) => body),
  );
  const seen = [];
  for (const body of ['a', 'b']) seen.push((await context.send('loopback:in', body)).header('before'));
  expect(seen[1]).toBe('a');
});
