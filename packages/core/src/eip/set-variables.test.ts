import { expect, test } from 'vitest';
import { runSteps } from '../../test/run-steps.ts';

const simple = (expression: string) => ({ language: 'simple', expression });

test('variables are set in order: a later one sees those before it', async () => {
  const variables = [
    { name: 'a', expression: simple('${body}') },
    { name: 'b', expression: simple('${variable.a}!') },
    { name: '${variable.b}', expression: simple('named') },
  ];
  const run = await runSteps((steps) => steps.eip('setVariables', { variables }), 'x');
  expect(['a', 'b', 'x!'].map((name) => run.exchange.variable(name))).toEqual(['x', 'x!', 'named']);
});
