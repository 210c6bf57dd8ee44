import { expect, test } from 'vitest';
import { runSteps } from '../../test/run-steps.ts';

const left = async (options: Readonly<Record<string, unknown>>) => {
  const exchangeProperties = { q1: 1, q2: 2, r1: 3 };
  const run = await runSteps((steps) => steps.eip('removeProperties', options), 'x', { exchangeProperties });
  return Object.keys(exchangeProperties).filter((name) => run.exchange.property(name) !== undefined);
};

test('exchange properties go by pattern', async () => {
  expect(await left({ pattern: 'q*' })).toEqual(['r1']);
  expect(await left({ pattern: '[qr]1' })).toEqual(['q2']);
});

test('those excluded stay', async () => {
  expect(await left({ pattern: '*', excludePattern: 'q2' })).toEqual(['q2']);
});
