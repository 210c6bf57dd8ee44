import { expect, test } from 'vitest';
import { runSteps } from '../../test/run-steps.ts';

const simple = (expression: string) => ({ language: 'simple', expression });

test('headers are set in order: a later one sees those before it', async () => {
  const headers = [
    { name: 'a', expression: simple('${body}') },
    { name: 'b', expression: simple('${header.a}!') },
    { name: '${header.b}', expression: simple('named') },
  ];
  const run = await runSteps((steps) => steps.eip('setHeaders', { headers }), 'x');
  expect(run.headers).toEqual({ a: 'x', b: 'x!', 'x!': 'named' });
});

test('the order holds where a value comes later', async () => {
  const later = { language: 'function', function: () => Promise.resolve('late') };
  const headers = [
    { name: 'a', expression: later },
    { name: 'b', expression: simple('${header.a}!') },
  ];
  const run = await runSteps((steps) => steps.eip('setHeaders', { headers }));
  expect(run.headers).toEqual({ a: 'late', b: 'late!' });
});
