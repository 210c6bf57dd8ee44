import { expect, test } from 'vitest';
import type { Exchange } from '../exchange/exchange.ts';
import { messageOf, runSteps, startSteps } from '../../test/run-steps.ts';
import { settle } from '../testing/virtual-clock.ts';

/** Answers one after the other, then null. */
const routed = async (answers: unknown[], options: object = {}) => {
  const before: unknown[] = [];
  const expression = {
    language: 'function',
    function: (exchange: Exchange) => {
      before.push(exchange.property('CamelSlipEndpoint'));
      return answers.shift() ?? null;
    },
  };
  const run = await runSteps((steps) => steps.eip('dynamicRouter', { expression, ...options }).to('mock:end'), 'x', {
    prepare: ({ mocks }) => void mocks.get('mock:down').fail(new Error('down')),
  });
  const got = (name: string) => run.mocks.get(`mock:${name}`).received.length;
  return { ...run, before, got };
};

test('it asks anew after each hop, until it is told null', async () => {
  const { before, got } = await routed(['mock:a', 'mock:b,mock:c']);
  expect(before).toEqual([undefined, 'mock://a', 'mock://c']);
  expect(['a', 'b', 'c', 'end'].map(got)).toEqual([1, 1, 1, 1]);
});

test('another delimiter stands between URIs', async () => {
  const { got } = await routed(['mock:a#mock:b'], { uriDelimiter: '#' });
  expect(['a', 'b'].map(got)).toEqual([1, 1]);
});

test('URIs that are none fail, or are skipped', async () => {
  expect((await routed(['nope:a', 'mock:b'])).exception).toBeDefined();
  expect((await routed(['nope:a', 'mock:b'], { ignoreInvalidEndpoints: true })).got('b')).toBe(1);
});

test('schemes that are not allowed fail', async () => {
  const { exception, got } = await routed(['mock:a', 'loopback:b'], { allowedSchemes: 'mock,http' });
  expect(messageOf(exception)).toContain('Scheme loopback is not in the allowed schemes');
  expect(got('a')).toBe(1);
});

test('a failing hop ends it', async () => {
  const { before, exception, got } = await routed(['mock:down', 'mock:b']);
  expect(exception).toMatchObject({ message: 'down' });
  expect([before.length, got('b'), got('end')]).toEqual([1, 0, 0]);
});

test('one without end ends when the message is not wanted any more', async () => {
  const context = await startSteps((steps) => steps.dynamicRouter(() => 'mock:a'));
  const abort = new AbortController();
  context.mocks.get('mock:a').whenReceived(async () => {
    if (context.mocks.get('mock:a').received.length === 3) abort.abort(new Error('not wanted any more'));
    await settle(1);
  });
  const { exception } = await context.send('loopback:in', 1, { signal: abort.signal });
  expect(exception).toMatchObject({ message: 'not wanted any more' });
});
