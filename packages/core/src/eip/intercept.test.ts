import { expect, test } from 'vitest';
import { startScoped } from '../../test/start-scoped.ts';

const seen = async (options: object, block = ['mock:seen']) => {
  const context = await startScoped({ kind: 'intercept', options: { ...options } }, block);
  const exchange = await context.send('loopback:in', 'a');
  const count = (name: string) => context.mocks.get(`mock:${name}`).received.length;
  return { context, exchange, count };
};

test('its steps run before each step of the route, which knows what is intercepted', async () => {
  const { count, context } = await seen({});
  expect([count('seen'), count('one'), count('two')]).toEqual([2, 1, 1]);
  const nodes = context.mocks
    .get('mock:seen')
    .received.map(({ exchange }) => exchange.property('CamelInterceptedNodeId'));
  expect(nodes).toEqual(['first', 'second']);
});

test('only where the condition holds', async () => {
  const onWhen = { language: 'simple', expression: "${exchangeProperty.CamelInterceptedNodeId} == 'second'" };
  expect((await seen({ onWhen })).count('seen')).toBe(1);
});

test('it may end the message', async () => {
  const { count } = await seen({}, ['stop']);
  expect([count('one'), count('two')]).toEqual([0, 0]);
});
