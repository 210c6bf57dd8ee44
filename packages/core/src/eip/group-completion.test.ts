import { expect, test } from 'vitest';
import { aggregating, groups, joined, send } from '../../test/aggregating.ts';
import { route } from '../builder/route-steps.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { createTestContext } from '../testing/test-context.ts';
import { settle } from '../testing/virtual-clock.ts';
import { groupedBody } from './standard-strategies.ts';

test('at an interval, one group that cannot be completed does not keep the others from it', async () => {
  const aggregationStrategy = {
    aggregate: joined,
    onCompletion(group: Exchange | undefined) {
      if (group?.body === 'bad') throw new TypeError('never');
    },
  };
  const context = await aggregating({ completionInterval: 100, aggregationStrategy });
  for (const key of ['bad', 'good']) await context.send('loopback:in', key, { headers: { key } });
  await context.clock.advance(100);
  expect(groups(context).bodies).toEqual(['good']);
  expect(context.logged.messages('WARN')).toHaveLength(1);
  await context.stop();
});

test('time goes on while the route is stopped', async () => {
  const context = await aggregating({ completionTimeout: 100 });
  await send(context, 'a');
  await context.routes.stop('r');
  await context.clock.advance(1000);
  expect(groups(context).bodies).toEqual([]);
  await context.routes.start('r');
  await context.clock.advance(0);
  expect(groups(context).bodies).toEqual(['a']);
  await context.stop();
});

test('a group that joins another group keeps what was told of it', async () => {
  const context = createTestContext();
  const aggregationStrategy = groupedBody();
  await context.addRoutes(
    route('r')
      .from('loopback:in')
      .aggregate(
        () => 'inner',
        { completionSize: 2, aggregationStrategy },
        (group) =>
          group.to('mock:inner').aggregate(
            () => 'outer',
            { completionSize: 2, aggregationStrategy },
            (outer) => outer.to('mock:outer'),
          ),
      ),
  );
  await context.start();
  for (const body of ['a', 'b', 'c', 'd']) await context.send('loopback:in', body);
  await settle(10);
  const told = (mock: string) =>
    context.mocks
      .get(mock)
      .received.map(({ exchange }) => [
        exchange.body,
        exchange.property('CamelAggregatedCorrelationKey'),
        exchange.property('CamelAggregatedCompletedBy'),
        exchange.property('CamelGroupedExchange'),
      ]);
  const inner = [
    ['a', 'b'],
    ['c', 'd'],
  ];
  expect(told('mock:inner')).toEqual(inner.map((body) => [body, 'inner', 'size', undefined]));
  expect(told('mock:outer')).toEqual([[inner, 'outer', 'size', undefined]]);
  await context.stop();
});
