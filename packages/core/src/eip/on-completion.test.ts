import { expect, test } from 'vitest';
import { route } from '../builder/route-steps.ts';
import { settle } from '../testing/virtual-clock.ts';
import { startScoped } from '../../test/start-scoped.ts';

const working = route('r')
  .from('loopback:in')
  .setBody(({ body }) => `${String(body)} changed`)
  .to('mock:last')
  .process(({ body }) => {
    if (String(body).startsWith('bad')) throw new Error('bad');
  })
  .toRoute();

const done = async (options: object, bodies = ['good', 'bad']) => {
  const context = await startScoped({ kind: 'onCompletion', options: { ...options } }, ['mock:done'], working);
  const exchanges = [];
  for (const body of bodies) exchanges.push(await context.send('loopback:in', body, { pattern: 'InOut' }));
  await settle();
  const mock = context.mocks.get('mock:done');
  return { bodies: mock.bodies, patterns: mock.received.map(({ exchange }) => exchange.pattern), exchanges, context };
};

test('a copy of each message that is done runs through its steps, whether it went well or not', async () => {
  const { bodies, patterns } = await done({});
  expect(bodies).toEqual(['good changed', 'bad changed']);
  expect(patterns).toEqual(['InOnly', 'InOnly']);
});

test('only those that went well, or only those that failed', async () => {
  expect((await done({ onCompleteOnly: true })).bodies).toEqual(['good changed']);
  expect((await done({ onFailureOnly: true })).bodies).toEqual(['bad changed']);
});

test('it is for one of them only', async () => {
  await expect(done({ onCompleteOnly: true, onFailureOnly: true })).rejects.toThrow('Only one of them');
});

test('only those for which a condition holds', async () => {
  const onWhen = { language: 'simple', expression: "${body} == 'bad changed'" };
  expect((await done({ onWhen })).bodies).toEqual(['bad changed']);
});

test('with the message as it came in', async () => {
  expect((await done({ useOriginalMessage: true })).bodies).toEqual(['good', 'bad']);
});

test('before the source is answered the message itself runs through, and the answer is what it becomes', async () => {
  const answering = async (mode: string) => {
    const context = await startScoped({ kind: 'onCompletion', options: { mode } }, ['mock:done'], working);
    context.mocks.get('mock:done').reply('from the completion');
    return (await context.send('loopback:in', 'good', { pattern: 'InOut' })).body;
  };
  expect(await answering('BeforeConsumer')).toBe('from the completion');
  expect(await answering('AfterConsumer')).toBe('good changed');
});

test('in parallel the sender does not wait for its steps', async () => {
  const order = async (options: object) => {
    const context = await startScoped({ kind: 'onCompletion', options: { ...options } }, ['mock:done'], working);
    const told: string[] = [];
    const held = Promise.withResolvers<void>();
    context.mocks.get('mock:done').whenReceived(async () => {
      await held.promise;
      told.push('completion');
    });
    const sent = context.send('loopback:in', 'good').then(() => told.push('sender'));
    await settle();
    held.resolve();
    await sent;
    await settle();
    return told;
  };
  expect(await order({})).toEqual(['completion', 'sender']);
  expect(await order({ parallelProcessing: true })).toEqual(['sender', 'completion']);
  expect(await order({ executorService: { poolSize: 1 } })).toEqual(['sender', 'completion']);
});

test('the one of a route takes the place of the one for all', async () => {
  const own = { ...working, scoped: [{ kind: 'onCompletion', options: {}, steps: [{ kind: 'stop', options: {} }] }] };
  const context = await startScoped({ kind: 'onCompletion', options: {} }, ['mock:done'], own);
  await context.send('loopback:in', 'good');
  expect(context.mocks.get('mock:done').received).toEqual([]);
});

test('only so many run in parallel: then messages wait for one of them', async () => {
  const parallel = { kind: 'onCompletion', options: { parallelProcessing: true } };
  const context = await startScoped(parallel, ['mock:done'], working);
  const held = Promise.withResolvers<void>();
  context.mocks.get('mock:done').whenReceived(() => held.promise);
  let sent = 0;
  const sending = Array.from({ length: 1001 }, () => context.send('loopback:in', 'good').then(() => sent++));
  await settle(10);
  expect(sent).toBe(1000);
  held.resolve();
  await Promise.all(sending);
  await context.mocks.get('mock:done').whenCount(1001);
});

test('the copy of a message that failed has not failed itself', async () => {
  const { context, exchanges } = await done({}, []);
  expect(exchanges).toEqual([]);
  const told: string[] = [];
  context.events.listen(({ type }) => {
    if (type === 'ExchangeCompleted' || type === 'ExchangeFailed') told.push(type);
  });
  await context.send('loopback:in', 'bad', { pattern: 'InOut' });
  expect(told).toEqual(['ExchangeCompleted', 'ExchangeFailed']);
});
