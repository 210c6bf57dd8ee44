import { expect, test } from 'vitest';
import type { Exchange } from '../exchange/exchange.ts';
import { runSteps } from '../../test/run-steps.ts';

const simple = (expression: string) => ({ language: 'simple', expression });
const slip = (uris: string, more: object = {}) =>
  runSteps((steps) => steps.eip('routingSlip', { expression: simple('${header.slip}'), ...more }).to('mock:end'), 'x', {
    headers: { slip: uris },
    prepare: ({ mocks }) => void mocks.get('mock:a').reply('from a'),
  });

test('the message goes from one to the next, each gets what the one before left', async () => {
  const run = await slip('mock:a,mock:b');
  expect(run.mocks.get('mock:b').bodies).toEqual(['from a']);
  expect(run.mocks.get('mock:end').bodies).toEqual(['from a']);
  expect(run.exchange.property('CamelSlipEndpoint')).toBe('mock://b');
});

test('another delimiter', async () => {
  expect((await slip('mock:a#mock:b', { uriDelimiter: '#' })).mocks.get('mock:b').received).toHaveLength(1);
});

test('a failing hop ends the slip', async () => {
  const run = await runSteps((steps) => steps.eip('routingSlip', { expression: simple('mock:down,mock:b') }), 'x', {
    prepare: ({ mocks }) => void mocks.get('mock:down').fail(new Error('down')),
  });
  expect(run.exception).toMatchObject({ message: 'down' });
  expect(run.mocks.get('mock:b').received).toHaveLength(0);
});

test('URIs that are none fail, or are skipped', async () => {
  expect((await slip('nope:a,mock:b')).exception).toBeDefined();
  const skipped = await slip('nope:a,mock:b', { ignoreInvalidEndpoints: true });
  expect(skipped.mocks.get('mock:b').received).toHaveLength(1);
});

test('a dynamic router asks anew after each hop, until it is told null', async () => {
  const hops = ['mock:a', 'mock:b,mock:c', null];
  const before: unknown[] = [];
  const run = await runSteps((steps) =>
    steps.eip('dynamicRouter', {
      expression: {
        language: 'function',
        function: (exchange: Exchange) => {
          before.push(exchange.property('CamelSlipEndpoint'));
          return hops.shift();
        },
      },
    }),
  );
  expect(before).toEqual([undefined, 'mock://a', 'mock://c']);
  expect(['a', 'b', 'c'].map((name) => run.mocks.get(`mock:${name}`).received.length)).toEqual([1, 1, 1]);
});
