import { expect, test } from 'vitest';
import { runSteps } from '../../test/run-steps.ts';

test('the exchange property gets the value, under a name that may be computed', async () => {
  const run = await runSteps((steps) => steps.setProperty('a', ({ body }) => body).setProperty('is-${body}', 1), 'x');
  expect([run.exchange.property('a'), run.exchange.property('is-x')]).toEqual(['x', 1]);
  expect(run.headers).toEqual({});
});

test('no value takes the property away', async () => {
  const run = await runSteps((steps) => steps.setProperty('a', 1).setProperty('a', () => null));
  expect([...run.exchange.properties.keys()]).not.toContain('a');
});
