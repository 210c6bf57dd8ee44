import { expect, test } from 'vitest';
import { aggregating, groups, joined, send } from '../../test/aggregating.ts';
import type { Exchange } from '../exchange/exchange.ts';

test('a body that is read once is read by the group and by the message', async () => {
  async function* rows() {
    yield* await Promise.resolve(['x', 'y']);
  }
  const all = async (body: unknown) => {
    let text = '';
    for await (const row of body as AsyncIterable<string>) text += row;
    return text;
  };
  for (const aggregationStrategy of [
    (_old: unknown, next: Exchange) => next,
    joined,
    '#class:GroupedBodyAggregationStrategy',
  ]) {
    const context = await aggregating({ completionSize: 2, aggregationStrategy });
    const read: unknown[] = [];
    groups(context).whenReceived(async ({ body }) => {
      if (Array.isArray(body)) for (const each of body) read.push(await all(each));
      else if (typeof body !== 'string') read.push(await all(body));
    });
    context.mocks.get('mock:after').whenReceived(async ({ body }) => void read.push(await all(body)));
    await send(context, rows(), rows());
    await context.stop();
    const expected = aggregationStrategy === joined ? 2 : Array.isArray(groups(context).bodies[0]) ? 4 : 3;
    expect(read).toEqual(Array(expected).fill('xy'));
  }
});
