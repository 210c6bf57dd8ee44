import { expect, test } from 'vitest';
import { runSteps } from '../../test/run-steps.ts';

test('the exchange pattern is the one that was set', async () => {
  for (const pattern of ['InOnly', 'InOut'] as const) {
    const other = pattern === 'InOnly' ? 'InOut' : 'InOnly';
    const run = await runSteps((steps) => steps.eip('setExchangePattern', { pattern }), 'x', { pattern: other });
    expect(run.exchange.pattern).toBe(pattern);
  }
});
