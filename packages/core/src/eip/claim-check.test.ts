import { expect, test } from 'vitest';
import type { Exchange } from '../exchange/exchange.ts';
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

test('a strategy merges instead of the filter, by itself or as a method of a bean', async () => {
  const merged = async (options: object) => {
    const run = await runSteps(
      (steps) =>
        steps
          .claimCheck('Push')
          .setBody('new')
          .eip('claimCheck', { operation: 'Pop', ...options }),
      'old',
    );
    return run.body;
  };
  const aggregationStrategy = (now: Exchange, claimed: Exchange) => {
    now.body = `${String(now.body)} and ${String(claimed.body)}`;
    return now;
  };
  expect(await merged({ aggregationStrategy })).toBe('new and old');
  const bean = { join: (now: unknown, claimed: unknown) => [now, claimed] };
  expect(await merged({ aggregationStrategy: bean, aggregationStrategyMethodName: 'join' })).toEqual(['new', 'old']);
});

test('the key may be computed', async () => {
  const run = await runSteps(
    (steps) =>
      steps.claimCheck('Set', { key: '${header.k}' }).setBody('small').claimCheck('Get', { key: 'of-${header.n}' }),
    'large',
    { headers: { k: 'of-7', n: 7 } },
  );
  expect(run.body).toBe('large');
});

test('what has no key has a place of its own', async () => {
  const run = await runSteps((steps) => steps.claimCheck('Set').setBody('small').claimCheck('Get'), 'large');
  expect(run.body).toBe('large');
});

test('a filter removes the body with --body, and knows no part with a blank in front', async () => {
  const back = async (filter: string) => {
    const changed = (exchange: Exchange) => void exchange.headers.set('a', 'new a');
    const run = await runSteps(
      (steps) =>
        steps
          .setHeader('a', 'old a')
          .claimCheck('Set', { key: 'k' })
          .process(({ exchange }) => changed(exchange))
          .claimCheck('Get', { key: 'k', filter }),
      'large',
    );
    return [run.body, run.headers['a']];
  };
  expect(await back('--body')).toEqual([null, 'old a']);
  expect(await back('body, header:a')).toEqual(['large', 'new a']);
});

test('a filter and a strategy cannot stand together', async () => {
  const options = { operation: 'Get', key: 'k', filter: 'body', aggregationStrategy: (old: Exchange) => old };
  await expect(runSteps((steps) => steps.eip('claimCheck', options), 'a')).rejects.toThrow(/Cannot use both filter/);
});
