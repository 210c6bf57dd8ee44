import { expect, test } from 'vitest';
import { runSteps, startSteps } from '../../test/run-steps.ts';

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

/** When three messages at a time are done, each of which takes 100 ms. */
const doneAt = async (options: Readonly<Record<string, unknown>>) => {
  const context = await startSteps((steps) => steps.eip('threads', options).delay(100).to('mock:out'), {
    beans: { pool: { poolSize: 1 } },
  });
  const begin = context.clock.now();
  const all = await context.clock.runUntil(Promise.all([1, 2, 3].map((n) => context.send('loopback:in', n))));
  const at = context.mocks.get('mock:out').received.map((message) => message.at - begin);
  return { at, refused: all.filter(({ exception }) => exception !== undefined).length };
};
const one = { poolSize: 1, maxPoolSize: 1, maxQueueSize: 1 };

test('when the queue is full: refused, run by the sender, or held up', async () => {
  expect(await doneAt({ ...one, rejectedPolicy: 'CallerRuns' })).toEqual({ at: [100, 100, 200], refused: 0 });
  expect(await doneAt({ ...one, rejectedPolicy: 'Block' })).toEqual({ at: [100, 200, 300], refused: 0 });
  expect(await doneAt({ ...one, callerRunsWhenRejected: false })).toEqual({ at: [100, 200], refused: 1 });
});

test('more are worked on when the queue is full, up to another size', async () => {
  const refusing = { ...one, rejectedPolicy: 'Abort' };
  expect(await doneAt({ ...refusing, maxPoolSize: 2 })).toEqual({ at: [100, 100, 200], refused: 0 });
  const { maxPoolSize: _, ...alone } = refusing;
  expect(await doneAt(alone)).toEqual({ at: [100, 200], refused: 1 });
});

test('a pool that is a bean has the size', async () => {
  for (const executorService of [{ poolSize: 1 }, '#pool'])
    expect((await doneAt({ executorService, maxPoolSize: 1 })).at).toEqual([100, 200, 300]);
  expect((await doneAt({ executorService: '#other', maxPoolSize: 1 })).at).toEqual([100, 100, 100]);
});

test('a pool of none has one that works', async () => {
  expect((await doneAt({ poolSize: 0, maxPoolSize: 1 })).at).toEqual([100, 200, 300]);
});

test('at most fewer than at least is refused', async () => {
  await expect(runSteps((steps) => steps.eip('threads', { poolSize: 5, maxPoolSize: 2 }))).rejects.toThrow(
    'maxPoolSize must be at least poolSize',
  );
  await expect(runSteps((steps) => steps.eip('threads', { maxPoolSize: 2 }))).rejects.toThrow('was 2 and 10');
});

test('who gives up waiting for a place gives none back', async () => {
  let working = 0;
  let most = 0;
  const context = await startSteps((steps) =>
    steps.threads({ poolSize: 1, maxPoolSize: 1 }).process(async () => {
      most = Math.max(most, ++working);
      await context.clock.sleep(100);
      working--;
    }),
  );
  const first = context.send('loopback:in', 1);
  const abort = new AbortController();
  const givenUp = context.send('loopback:in', 2, { signal: abort.signal });
  abort.abort(new Error('not wanted any more'));
  expect((await givenUp).exception).toMatchObject({ message: 'not wanted any more' });
  const more = [3, 4].map((n) => context.send('loopback:in', n));
  await context.clock.runUntil(Promise.all([first, ...more]));
  expect(most).toBe(1);
});

test('the unit of time is one of Java', async () => {
  const run = (timeUnit: string) => runSteps((steps) => steps.eip('threads', { poolSize: 1, timeUnit }), 'x');
  expect((await run('seconds')).body).toBe('x');
  await expect(run('moons')).rejects.toThrow('one of NANOSECONDS');
});
