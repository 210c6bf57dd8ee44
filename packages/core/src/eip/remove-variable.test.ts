import { expect, test } from 'vitest';
import { runSteps } from '../../test/run-steps.ts';

test('the variable goes, and the others stay', async () => {
  const run = await runSteps((steps) => steps.setVariable('v', 1).setVariable('w', 2).removeVariable('v'));
  expect([...run.exchange.variables]).toEqual([['w', 2]]);
});

test('a star takes all of the exchange', async () => {
  const run = await runSteps((steps) => steps.setVariable('v', 1).setVariable('w', 2).removeVariable('*'));
  expect([...run.exchange.variables]).toEqual([]);
});

test('the name may be computed', async () => {
  const run = await runSteps((steps) => steps.setVariable('v', 1).removeVariable('${body}'), 'v');
  expect([...run.exchange.variables]).toEqual([]);
});
