import { expect, test } from 'vitest';
import { runSteps } from '../../test/run-steps.ts';

const constant = (expression: string) => ({ language: 'constant', expression });

test('headers, properties and variables are set one by one and in groups', async () => {
  const run = await runSteps((steps) =>
    steps
      .setHeader('a', 1)
      .eip('setHeaders', {
        headers: [
          { name: 'b', expression: constant('2') },
          { name: 'c', expression: constant('3') },
        ],
      })
      .setProperty('p', 'property')
      .setVariable('v', 'variable')
      .eip('setVariables', { variables: [{ name: 'w', expression: constant('second') }] }),
  );
  expect(run.headers).toMatchObject({ a: 1, b: '2', c: '3' });
  expect(run.exchange.property('p')).toBe('property');
  expect(run.exchange.variable('v')).toBe('variable');
  expect(run.exchange.variable('w')).toBe('second');
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

test('headers are removed by name, wildcard and regular expression, but for those excluded', async () => {
  const headers = { a1: 1, a2: 2, b1: 3, b2: 4 };
  const left = async (pattern: string, excludePattern?: string) => {
    const run = await runSteps((steps) => steps.removeHeaders(pattern, excludePattern), 'x', { headers });
    return Object.keys(run.headers);
  };
  expect(await left('a*')).toEqual(['b1', 'b2']);
  expect(await left('[ab]1')).toEqual(['a2', 'b2']);
  expect(await left('*', 'b*')).toEqual(['b1', 'b2']);
  const one = await runSteps((steps) => steps.removeHeader('A1'), 'x', { headers });
  expect(Object.keys(one.headers)).toEqual(['a2', 'b1', 'b2']);
});

test('properties and variables are removed', async () => {
  const run = await runSteps(
    (steps) =>
      steps
        .setVariable('v', 1)
        .removeVariable('v')
        .removeProperty('p')
        .eip('removeProperties', { pattern: 'q*', excludePattern: 'q2' }),
    'x',
    { exchangeProperties: { p: 1, q1: 1, q2: 1 } },
  );
  expect(run.exchange.variable('v')).toBeUndefined();
  expect(['p', 'q1', 'q2'].map((name) => run.exchange.property(name))).toEqual([undefined, undefined, 1]);
});

test('bodies, headers and variables are converted', async () => {
  const run = await runSteps(
    (steps) =>
      steps
        .setVariable('n', '7')
        .eip('convertVariableTo', { name: 'n', type: 'Integer' })
        .eip('convertHeaderTo', { name: 'h', type: 'Integer' })
        .convertBodyTo('Integer'),
    '42',
    { headers: { h: '8' } },
  );
  expect([run.body, run.exchange.header('h'), run.exchange.variable('n')]).toEqual([42, 8, 7]);
});

test('what cannot be converted fails with both types', async () => {
  const run = await runSteps((steps) => steps.convertBodyTo('Integer'), 'many');
  expect(String((run.exception as Error).message)).toContain('java.lang.Integer');
});

test('the exchange pattern is set', async () => {
  const run = await runSteps((steps) => steps.eip('setExchangePattern', { pattern: 'InOnly' }), 'x');
  expect(run.exchange.pattern).toBe('InOnly');
});
