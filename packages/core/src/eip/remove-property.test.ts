import { expect, test } from 'vitest';
import { runSteps } from '../../test/run-steps.ts';

test('the exchange property goes, and the others stay', async () => {
  const exchangeProperties = { p: 1, p2: 2 };
  const run = await runSteps((steps) => steps.removeProperty('p'), 'x', { exchangeProperties });
  expect([run.exchange.property('p'), run.exchange.property('p2')]).toEqual([undefined, 2]);
});
