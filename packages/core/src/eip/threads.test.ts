import { expect, test } from 'vitest';
import { startSteps } from '../../test/run-steps.ts';

test('so many messages are worked on at a time', async () => {
  const context = await startSteps((steps) =>
    steps.threads({ poolSize: 2, maxPoolSize: 2, maxQueueSize: 10 }).delay(100).to('mock:out'),
  );
  const begin = context.clock.now();
  await context.clock.runUntil(Promise.all([1, 2, 3].map((n) => context.send('loopback:in', n))));
  expect(context.mocks.get('mock:out').received.map(({ at }) => at - begin)).toEqual([100, 100, 200]);
});

test('what does not fit into the queue is refused, if so configured', async () => {
  const context = await startSteps((steps) =>
    steps.threads({ poolSize: 1, maxPoolSize: 1, maxQueueSize: 1, rejectedPolicy: 'Abort' }).delay(100).to('mock:out'),
  );
  const all = await context.clock.runUntil(Promise.all([1, 2, 3].map((n) => context.send('loopback:in', n))));
  expect(all.map(({ exception }) => exception !== undefined)).toEqual([false, false, true]);
  expect(all[2]!.exception).toMatchObject({ code: 'ROUTE_QUEUE_REJECTED' });
});

test('else the sender runs on with it', async () => {
  const context = await startSteps((steps) =>
    steps.threads({ poolSize: 1, maxPoolSize: 1, maxQueueSize: 1 }).delay(100).to('mock:out'),
  );
  const all = await context.clock.runUntil(Promise.all([1, 2, 3].map((n) => context.send('loopback:in', n))));
  expect(all.every(({ exception }) => exception === undefined)).toBe(true);
});
