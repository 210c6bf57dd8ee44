import { expect, test } from 'vitest';
import type { Exchange } from '../exchange/exchange.ts';
import { runSteps, startSteps } from '../../test/run-steps.ts';

test('a copy goes its own way: what happens to it does not reach the message', async () => {
  const context = await startSteps((steps) => steps.wireTap('mock:tap').setBody('after').to('mock:main'));
  context.mocks.get('mock:tap').fail(new Error('tap is down'));
  const exchange = await context.send('loopback:in', 'before', { headers: { kept: 1 } });
  await context.mocks.get('mock:tap').whenCount(1);
  expect(exchange.exception).toBeUndefined();
  const [tapped] = context.mocks.get('mock:tap').received;
  expect(tapped).toMatchObject({ body: 'before', headers: { kept: 1 } });
  expect(tapped!.exchange.id).not.toBe(exchange.id);
  expect(context.mocks.get('mock:main').bodies).toEqual(['after']);
});

test('onPrepare changes the copy alone, before it goes', async () => {
  const onPrepare = (copy: Exchange) => void (copy.body = 'prepared');
  const context = await startSteps((steps) => steps.eip('wireTap', { uri: 'mock:tap', onPrepare }).to('mock:main'));
  await context.send('loopback:in', 'a');
  await context.mocks.get('mock:tap').whenCount(1);
  expect(context.mocks.get('mock:tap').bodies).toEqual(['prepared']);
  expect(context.mocks.get('mock:main').bodies).toEqual(['a']);
});

test('without copy the tap gets a new, empty message', async () => {
  const context = await startSteps((steps) => steps.eip('wireTap', { uri: 'mock:tap', copy: false }));
  await context.send('loopback:in', 'a', { headers: { left: 1 } });
  await context.mocks.get('mock:tap').whenCount(1);
  expect(context.mocks.get('mock:tap').received[0]).toMatchObject({ body: null, headers: {} });
});

test('the URI is computed in Simple', async () => {
  const run = await runSteps((steps) => steps.wireTap('mock:${header.where}'), 'a', { headers: { where: 'there' } });
  expect(run.mocks.get('mock:there').bodies).toEqual(['a']);
});
