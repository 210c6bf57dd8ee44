import { expect, test } from 'vitest';
import { runSteps } from '../../test/run-steps.ts';

test('what is put aside under a key comes back', async () => {
  const run = await runSteps(
    (steps) => steps.claimCheck('Set', { key: 'k' }).setBody('small').to('mock:small').claimCheck('Get', { key: 'k' }),
    'large',
  );
  expect(run.mocks.get('mock:small').bodies).toEqual(['small']);
  expect(run.body).toBe('large');
});

test('removed when taken so', async () => {
  const run = await runSteps(
    (steps) =>
      steps
        .claimCheck('Set', { key: 'k' })
        .setBody('small')
        .claimCheck('GetAndRemove', { key: 'k' })
        .setBody('again')
        .claimCheck('Get', { key: 'k' }),
    'large',
  );
  expect(run.body).toBe('again');
});

test('a stack: the last one put aside comes back first', async () => {
  const run = await runSteps(
    (steps) =>
      steps
        .claimCheck('Push')
        .setBody('two')
        .claimCheck('Push')
        .setBody('three')
        .claimCheck('Pop')
        .to('mock:first')
        .claimCheck('Pop'),
    'one',
  );
  expect(run.mocks.get('mock:first').bodies).toEqual(['two']);
  expect(run.body).toBe('one');
});

test('a filter says what is merged back', async () => {
  const back = async (filter: string) => {
    const run = await runSteps(
      (steps) =>
        steps
          .setHeader('a', 'old a')
          .setHeader('b', 'old b')
          .claimCheck('Push')
          .setBody('new')
          .setHeader('a', 'new a')
          .setHeader('b', 'new b')
          .claimCheck('Pop', { filter }),
      'old',
    );
    return [run.body, run.headers['a'], run.headers['b']];
  };
  expect(await back('body')).toEqual(['old', 'new a', 'new b']);
  expect(await back('header:a')).toEqual(['new', 'old a', 'new b']);
  expect(await back('body,header:b')).toEqual(['old', 'new a', 'old b']);
  expect(await back('--header:a')).toEqual(['old', undefined, 'old b']);
});
