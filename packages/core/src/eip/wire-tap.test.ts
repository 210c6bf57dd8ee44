import { expect, test } from 'vitest';
import type { Exchange } from '../exchange/exchange.ts';
import type { TestContextOptions } from '../testing/test-context.ts';
import { settle } from '../testing/virtual-clock.ts';
import { recorder } from '../../test/recorder.ts';
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

test('what onPrepare throws fails the message in a class of its own, and nothing is sent', async () => {
  const onPrepare = () => {
    throw new Error('not ready');
  };
  const run = await runSteps((steps) => steps.eip('wireTap', { uri: 'mock:tap', onPrepare }), 'a');
  expect(run.exception).toMatchObject({ exceptionType: 'org.apache.camel.RuntimeCamelException' });
  expect((run.exception as Error).cause).toMatchObject({ message: 'not ready' });
  expect(run.mocks.get('mock:tap').received).toEqual([]);
});

test('nothing comes back, so there is no variable for it', async () => {
  const options = { uri: 'mock:tap', variableReceive: 'v' };
  await expect(startSteps((steps) => steps.eip('wireTap', options))).rejects.toThrow(
    /does not support variableReceive/,
  );
});

test('the URI is computed in Simple', async () => {
  const run = await runSteps((steps) => steps.wireTap('mock:${header.where}'), 'a', { headers: { where: 'there' } });
  expect(run.mocks.get('mock:there').bodies).toEqual(['a']);
});

const tapped = async (options: Readonly<Record<string, unknown>>, more: TestContextOptions = {}) => {
  const context = await startSteps(
    (steps) => steps.setVariable('v', 'variable').eip('wireTap', options).to('mock:main'),
    more,
  );
  const exchange = await context.send('loopback:in', 'a', { headers: { where: 'there' } });
  await settle();
  return { exchange, context, bodies: (uri: string) => context.mocks.get(uri).bodies };
};

test('the endpoint gets its parameters', async () => {
  const { component, sent } = recorder();
  await tapped({ uri: 'rec:tap', parameters: { mark: '${header.where}' } }, { components: [component] });
  expect(sent).toEqual([{ path: 'tap', mark: 'there', pattern: 'InOnly' }]);
});

test('a URI that is not dynamic is taken as it stands', async () => {
  const { component, sent } = recorder();
  await tapped({ uri: 'rec:${header.where}', dynamicUri: false }, { components: [component] });
  expect(sent).toMatchObject([{ path: '${header.where}' }]);
});

test('a variable may be sent instead of the body, which stays', async () => {
  const { bodies } = await tapped({ uri: 'mock:tap', variableSend: 'v' });
  expect([bodies('mock:tap'), bodies('mock:main')]).toEqual([['variable'], ['a']]);
});

test('a URI that is none is told in the log, or is skipped', async () => {
  const lines = async (ignoreInvalidEndpoint: boolean) => {
    const { context, exchange, bodies } = await tapped({ uri: '${header.where}:x', ignoreInvalidEndpoint });
    expect([exchange.exception, bodies('mock:main')]).toEqual([undefined, ['a']]);
    return context.logged.messages('ERROR').length + context.logged.messages('WARN').length;
  };
  expect(await lines(false)).toBeGreaterThan(0);
  expect(await lines(true)).toBe(0);
});

test('schemes that are not allowed are not sent to', async () => {
  const sent = async (allowedSchemes: string) => {
    const { exchange, bodies } = await tapped({ uri: 'mock:${header.where}', allowedSchemes });
    expect(exchange.exception).toBeUndefined();
    return bodies('mock:there');
  };
  expect(await sent('mock,http')).toEqual(['a']);
  expect(await sent('http')).toEqual([]);
});

test('an address that the author wrote himself is not asked for its scheme', async () => {
  const { bodies } = await tapped({ uri: 'mock:there', allowedSchemes: 'http' });
  expect(bodies('mock:there')).toEqual(['a']);
});

test('only so many copies are under way: then messages wait until one has arrived', async () => {
  const context = await startSteps((steps) => steps.wireTap('mock:tap'));
  let underWay = 0;
  let most = 0;
  context.mocks.get('mock:tap').whenReceived(async () => {
    most = Math.max(most, ++underWay);
    await context.clock.sleep(100);
    underWay--;
  });
  let done = 0;
  const sent = Array.from({ length: 1100 }, (_, n) => context.send('loopback:in', n).then(() => done++));
  await settle(10);
  expect([done, most]).toEqual([1000, 1000]);
  await context.clock.runUntil(Promise.all(sent));
  await context.clock.runUntil(context.stop());
  expect([context.mocks.get('mock:tap').received.length, most]).toEqual([1100, 1000]);
});
