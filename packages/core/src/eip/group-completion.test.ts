import { expect, test } from 'vitest';
import { aggregating, groups, joined, send } from '../../test/aggregating.ts';
import type { Exchange } from '../exchange/exchange.ts';

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
