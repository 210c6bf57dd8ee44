import fc from 'fast-check';
import { expect, test } from 'vitest';
import { route } from '../builder/route-steps.ts';
import type { AggregateOptions } from '../builder/flow-steps.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { createTestContext } from '../testing/test-context.ts';
import { aggregating, groups, joined, send } from '../../test/aggregating.ts';
import { settle } from '../testing/virtual-clock.ts';

test('a group is complete at its size; the messages themselves go on', async () => {
  const context = await aggregating({ completionSize: 2 });
  await send(context, 'a', 'b', 'c');
  expect(groups(context).bodies).toEqual(['a+b']);
  expect(context.mocks.get('mock:after').bodies).toEqual(['a', 'b', 'c']);
  const { exchange } = groups(context).received[0]!;
  const told = ['Size', 'CompletedBy', 'CorrelationKey'].map((name) => exchange.property(`CamelAggregated${name}`));
  expect(told).toEqual([2, 'size', 'all']);
  await context.stop();
});

test('keys have groups of their own; an empty key is refused or dropped', async () => {
  const context = await aggregating({ completionSize: 2 });
  for (const key of ['x', 'y', 'y', 'x']) await context.send('loopback:in', key, { headers: { key } });
  await settle();
  expect(groups(context).bodies).toEqual(['y+y', 'x+x']);
  const refused = await context.send('loopback:in', 1, { headers: { key: '' } });
  expect(refused.exception).toMatchObject({ code: 'ROUTE_INVALID_CORRELATION_KEY' });
  const lenient = await aggregating({ completionSize: 2, ignoreInvalidCorrelationKeys: true });
  expect((await lenient.send('loopback:in', 1, { headers: { key: '' } })).exception).toBeUndefined();
  await Promise.all([context.stop(), lenient.stop()]);
});

test('a group is complete after a time without messages, and may be dropped then', async () => {
  const context = await aggregating({ completionTimeout: 100 });
  await send(context, 'a');
  await context.clock.advance(60);
  await send(context, 'b');
  await context.clock.advance(60);
  expect(groups(context).bodies).toEqual([]);
  await context.clock.advance(40);
  expect(groups(context).bodies).toEqual(['a+b']);
  const dropping = await aggregating({ completionTimeout: 100, discardOnCompletionTimeout: true });
  await send(dropping, 'a');
  await dropping.clock.advance(200);
  expect(groups(dropping).bodies).toEqual([]);
  await Promise.all([context.stop(), dropping.stop()]);
});

test('all groups are complete at an interval', async () => {
  const context = await aggregating({ completionInterval: 100 });
  await send(context, 'a', 'b');
  await context.clock.advance(100);
  expect(groups(context).bodies).toEqual(['a+b']);
  await context.stop();
});

test('a predicate sees the joined message, or with eagerCheckCompletion the one that comes in', async () => {
  const completionPredicate = ({ body }: { body: unknown }) => body === 'end';
  const late = await aggregating({ completionPredicate });
  await send(late, 'a', 'end');
  expect(groups(late).bodies).toEqual([]);
  const eager = await aggregating({ completionPredicate, eagerCheckCompletion: true });
  await send(eager, 'a', 'end');
  expect(groups(eager).bodies).toEqual(['a+end']);
  await Promise.all([late.stop(), eager.stop()]);
});

test('late messages of a closed key are refused', async () => {
  const context = await aggregating({ completionSize: 1, closeCorrelationKeyOnCompletion: 10 });
  await send(context, 'a');
  expect((await context.send('loopback:in', 'b')).exception).toMatchObject({ code: 'ROUTE_CLOSED_CORRELATION_KEY' });
  await context.stop();
});

test('a new key completes the group before it', async () => {
  const context = await aggregating({ completionOnNewCorrelationGroup: true, completionSize: 100 });
  for (const key of ['x', 'x', 'y']) await context.send('loopback:in', key, { headers: { key } });
  await settle();
  expect(groups(context).bodies).toEqual(['x+x']);
  await context.stop();
});

test('a failing strategy fails the sender, or with discardOnAggregationFailure drops the group', async () => {
  const picky = (old: Exchange | undefined, next: Exchange) => {
    if (next.body === 'bad') throw new Error('no');
    return joined(old, next);
  };
  const failing = await aggregating({ completionSize: 2, aggregationStrategy: picky });
  expect((await failing.send('loopback:in', 'bad')).exception).toMatchObject({ code: 'ROUTE_EXCHANGE_FAILED' });
  const dropping = await aggregating({
    completionSize: 2,
    aggregationStrategy: picky,
    discardOnAggregationFailure: true,
  });
  await send(dropping, 'a', 'bad', 'c', 'd');
  expect(groups(dropping).bodies).toEqual(['c+d']);
  await Promise.all([failing.stop(), dropping.stop()]);
});

test('a strategy may complete the group before it takes a message', async () => {
  const strategy = { aggregate: joined, preComplete: (_old: unknown, next: Exchange) => next.body === 'new' };
  const context = await aggregating({ completionSize: 100, aggregationStrategy: strategy });
  await send(context, 'a', 'b', 'new');
  expect(groups(context).bodies).toEqual(['a+b']);
  await context.stop();
});

test('a signal completes all groups and is in none of them', async () => {
  const context = await aggregating({ completionSize: 100 });
  await send(context, 'a');
  await context.send('loopback:in', 'signal', { headers: { CamelAggregationCompleteAllGroups: true } });
  await settle();
  expect(groups(context).bodies).toEqual(['a']);
  await context.stop();
});

test('what is not complete at a stop is lost, unless completeAllOnStop or forceCompletionOnStop sends it', async () => {
  const losing = await aggregating({ completionSize: 100 });
  await send(losing, 'a');
  await losing.stop();
  expect(groups(losing).bodies).toEqual([]);
  expect(losing.logged.messages('WARN')).toEqual([expect.stringContaining('stops with open groups: 1')]);
  for (const options of [{ completeAllOnStop: true }, { forceCompletionOnStop: true }]) {
    const context = await aggregating({ completionSize: 100, ...options });
    await send(context, 'a', 'b');
    await context.stop();
    expect(groups(context).bodies).toEqual(['a+b']);
  }
});

test('code completes and discards groups by a controller, and hears how many', async () => {
  const aggregateController: Record<string, (key?: string) => Promise<number>> = {};
  const context = await aggregating({ completionSize: 100, aggregateController });
  const {
    forceCompletionOfGroup: completeOne,
    forceCompletionOfAllGroups: completeAll,
    forceDiscardingOfGroup: discardOne,
    forceDiscardingOfAllGroups: discardAll,
  } = aggregateController;
  const sendTo = async (...keys: readonly string[]) => {
    for (const key of keys) await context.send('loopback:in', key, { headers: { key } });
  };
  await sendTo('a', 'b', 'c');
  expect([await completeOne!('a'), await completeOne!('none')]).toEqual([1, 0]);
  expect([await discardOne!('b'), await discardOne!('b')]).toEqual([1, 0]);
  expect(await completeAll!()).toBe(1);
  await sendTo('d', 'e');
  expect([await discardAll!(), await completeAll!()]).toEqual([2, 0]);
  await settle();
  expect(groups(context).bodies).toEqual(['a', 'c']);
  await context.stop();
});

test('a group whose time is over, but which cannot be completed, stays and is tried again', async () => {
  let failures = 2;
  const aggregationStrategy = {
    aggregate: joined,
    onCompletion() {
      if (failures-- > 0) throw new TypeError('not now');
    },
  };
  const options = { completionTimeout: 100, completionTimeoutCheckerInterval: 500, aggregationStrategy };
  const context = await aggregating(options);
  await send(context, 'a', 'b');
  await context.clock.advance(1099);
  expect(groups(context).bodies).toEqual([]);
  await context.clock.advance(1);
  expect(groups(context).bodies).toEqual(['a+b']);
  const told = 'Groups of route r could not be completed: TypeError. They stay.';
  expect(context.logged.messages('WARN')).toEqual([told, told]);
  await context.stop();
});

test('an aggregate without strategy or without any completion does not load', async () => {
  await expect(aggregating({ completionSize: 1, aggregationStrategy: undefined })).rejects.toThrow(
    /AggregationStrategy must be set/,
  );
  await expect(aggregating({})).rejects.toThrow(/At least one of the completions/);
  await expect(aggregating({ completionInterval: 1, completionTimeout: 1 })).rejects.toThrow(/not both/);
});

test('a source that brings groups faster than they are taken is held up, and none is lost', async () => {
  const context = createTestContext();
  let taken = 0;
  await context.addRoutes(
    route('r')
      .from('loopback:in')
      .aggregate('k', { completionSize: 1, aggregationStrategy: joined }, (group) =>
        group.delay(10).process(() => void taken++),
      ),
  );
  await context.start();
  const sent: Promise<Exchange>[] = [];
  for (let n = 0; n < 300; n++) sent.push(context.send('loopback:in', n));
  let done = 0;
  for (const each of sent) void each.then(() => done++);
  await settle();
  expect(done).toBeLessThan(300);
  await context.clock.runUntil(Promise.all(sent));
  await context.clock.runUntil(context.stop());
  expect(taken).toBe(300);
});

test('every message is in exactly one group, in order, whatever the keys and the size', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(3), { maxLength: 40 }),
      fc.integer({ min: 1, max: 5 }),
      async (keys, completionSize) => {
        const aggregationStrategy = '#class:GroupedBodyAggregationStrategy';
        const context = await aggregating({ completionSize, completeAllOnStop: true, aggregationStrategy });
        await Promise.all(
          keys.map((key, index) => context.send('loopback:in', index, { headers: { key: `k${key}` } })),
        );
        await context.stop();
        const all = groups(context).bodies as number[][];
        expect(all.flat().toSorted((a, b) => a - b)).toEqual(keys.map((_, index) => index));
        for (const group of all) {
          expect(new Set(group.map((index) => keys[index])).size).toBe(1);
          expect(group).toEqual(group.toSorted((a, b) => a - b));
          expect(group.length).toBeLessThanOrEqual(completionSize);
        }
      },
    ),
    { numRuns: 30 },
  );
});

test('a method of a bean joins the bodies; the first is joined with null when it may be', async () => {
  const aggregationStrategy = { join: (old: unknown, next: unknown) => [old, next] };
  const method = { aggregationStrategy, aggregationStrategyMethodName: 'join', completionSize: 2 };
  for (const [options, body] of [
    [method, ['a', 'b']],
    [{ ...method, aggregationStrategyMethodAllowNull: true }, [[null, 'a'], 'b']],
  ] as const) {
    const context = await aggregating(options);
    await send(context, 'a', 'b');
    expect(groups(context).bodies).toEqual([body]);
    await context.stop();
  }
});

test('a method that is not there, or takes one body only, joins nothing', async () => {
  const aggregationStrategy = { first: (old: unknown) => old };
  const start = (aggregationStrategyMethodName: string) =>
    aggregating({ aggregationStrategy, aggregationStrategyMethodName, completionSize: 2 });
  await expect(start('frist')).rejects.toThrow('it has no method "frist"');
  await expect(start('first')).rejects.toThrow('must take both bodies');
});

test('the words of Camel for its locks are understood', async () => {
  const context = await aggregating({ completionSize: 1, optimisticLockingSyncRetry: true });
  await send(context, 'a');
  expect(groups(context).bodies).toEqual(['a']);
});

test('size and time may be computed from the message', async () => {
  const simple = (expression: string) => ({ language: 'simple', expression });
  const sized = await aggregating({ completionSizeExpression: simple('${header.size}') });
  for (const size of [2, 2, 1]) await sized.send('loopback:in', size, { headers: { size } });
  await settle();
  expect(groups(sized).bodies).toEqual(['2+2', 1]);
  const timed = await aggregating({ completionTimeoutExpression: simple('${header.ms}') });
  await timed.send('loopback:in', 'a', { headers: { ms: 300 } });
  await timed.clock.advance(299);
  expect(groups(timed).bodies).toEqual([]);
  await timed.clock.advance(1);
  expect(groups(timed).bodies).toEqual(['a']);
  await Promise.all([sized.stop(), timed.stop()]);
});

test('groups are complete when the batch of their source ends', async () => {
  const context = await aggregating({ completionFromBatchConsumer: true });
  for (const body of ['a', 'b', 'c', 'd'])
    await context.send('loopback:in', body, { properties: { CamelBatchSize: 3 } });
  await settle();
  expect(groups(context).bodies).toEqual(['a+b+c']);
  await context.stop();
});

test('complete groups go on one after the other, or several at a time', async () => {
  const most = async (options: Partial<AggregateOptions>) => {
    const context = await aggregating({ completionSize: 1, ...options });
    let running = 0;
    let seen = 0;
    groups(context).whenReceived(async () => {
      seen = Math.max(seen, ++running);
      await context.clock.sleep(10);
      running--;
    });
    await context.clock.runUntil(send(context, 'a', 'b', 'c'));
    await context.clock.advance(100);
    await context.stop();
    return seen;
  };
  expect(await most({})).toBe(1);
  expect(await most({ parallelProcessing: true })).toBe(3);
  expect(await most({ executorService: '#pool' })).toBe(3);
});

test('a strategy that completes groups by itself needs no other rule', async () => {
  const aggregationStrategy = {
    aggregate: joined,
    preComplete: (_old: Exchange | undefined, next: Exchange) => String(next.body).startsWith('new'),
  };
  const context = await aggregating({ aggregationStrategy });
  await send(context, 'a', 'b', 'new c');
  expect(groups(context).bodies).toEqual(['a+b']);
  await context.stop();
});

test('groups in memory may be named by their class in Camel', async () => {
  const aggregationRepository = '#class:org.apache.camel.processor.aggregate.MemoryAggregationRepository';
  const context = await aggregating({ completionSize: 2, aggregationRepository });
  await send(context, 'a', 'b');
  expect(groups(context).bodies).toEqual(['a+b']);
  await context.stop();
});

test('a time-out that is no number fails the message', async () => {
  const context = await aggregating({ completionTimeoutExpression: { language: 'constant', expression: 'soon' } });
  const { exception } = await context.send('loopback:in', 'a');
  expect(exception).toMatchObject({ code: 'ROUTE_CONVERSION_FAILED' });
  await context.stop();
});

test('closed keys are open again when the route was stopped', async () => {
  const context = await aggregating({ completionSize: 1, closeCorrelationKeyOnCompletion: 10 });
  await send(context, 'a');
  expect((await context.send('loopback:in', 'b')).exception).toMatchObject({ code: 'ROUTE_CLOSED_CORRELATION_KEY' });
  await context.routes.stop('r');
  await context.routes.start('r');
  expect((await context.send('loopback:in', 'c')).exception).toBeUndefined();
  await context.stop();
});
