import { expect, test } from 'vitest';
import { startSteps } from '../../test/run-steps.ts';
import { route, type RouteSteps } from '../builder/route-steps.ts';
import type { HeaderTypes } from '../builder/message.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { settle } from '../testing/virtual-clock.ts';

async function* rows(): AsyncGenerator<string> {
  yield* await Promise.resolve(['x', 'y']);
}

type Steps = RouteSteps<unknown, HeaderTypes>;

/** Uses the body up and leaves what was in it as text. */
const read = (steps: Steps): Steps =>
  steps.transform(async ({ body }) => {
    let text = '';
    for await (const row of body as AsyncIterable<string>) text += row;
    return text;
  });

const down = (steps: Steps): Steps =>
  read(steps).process(() => {
    throw new TypeError('down');
  });
const original = '#class:UseOriginalAggregationStrategy';
const toHeader = (old: Exchange, reply: Exchange) => {
  old.headers.set('reply', reply.body);
  return old;
};

/** Patterns in which two read the same body; both send what they have read to `mock:read`. */
const patterns: Readonly<Record<string, (steps: Steps) => Steps>> = {
  'loadBalance with failover': (steps) =>
    steps.loadBalance([(first) => down(first), (second) => read(second).to('mock:read')], { failoverLoadBalancer: {} }),
  'loadBalance to all': (steps) => {
    const member = (one: Steps) => read(one).to('mock:read');
    return steps.loadBalance([member, member], { topicLoadBalancer: {} });
  },
  'circuitBreaker with a fallback': (steps) =>
    steps.circuitBreaker((call) => down(call), { fallback: (other) => read(other).to('mock:read') }),
  'circuitBreaker that passes a failure over': (steps) =>
    read(
      steps.circuitBreaker((call) => down(call), { resilience4jConfiguration: { ignoreException: ['TypeError'] } }),
    ).to('mock:read'),
  claimCheck: (steps) => read(read(steps.claimCheck('Push')).setBody('other').claimCheck('Pop')).to('mock:read'),
  'loop with copy': (steps) => steps.loop(2, (round) => read(round).to('mock:read') as never, { copy: true }),
  'enrich with a strategy': (steps) =>
    read(steps.enrich('loopback:sub', { aggregationStrategy: toHeader })).to('mock:read'),
  'multicast to one whose answer is dropped': (steps) =>
    read(steps.multicast([(one) => read(one)], { aggregationStrategy: original })).to('mock:read'),
  'recipientList of one whose answer is dropped': (steps) =>
    read(steps.recipientList(() => 'loopback:sub', { aggregationStrategy: original })).to('mock:read'),
  'to into a variable': (steps) => read(steps.to('loopback:sub', { variableReceive: 'v' })).to('mock:read'),
  'enrich into a variable': (steps) => read(steps.enrich('loopback:sub', { variableReceive: 'v' })).to('mock:read'),
  resequence: (steps) =>
    read(
      steps.resequence(
        () => 1,
        { batchConfig: { batchSize: 1 } },
        (one) => read(one).to('mock:read') as never,
      ),
    ).to('mock:read'),
};

test.each(Object.entries(patterns))('%s: everybody reads the whole body', async (_, build) => {
  const context = await startSteps((steps) => build(steps as Steps));
  await context.addRoutes(read(route('sub').from('loopback:sub')));
  const { exception } = await context.send('loopback:in', rows());
  expect(exception).toBeUndefined();
  await settle(10);
  const { bodies } = context.mocks.get('mock:read');
  expect(bodies.length).toBeGreaterThan(0);
  expect(new Set(bodies)).toEqual(new Set(['xy']));
});
