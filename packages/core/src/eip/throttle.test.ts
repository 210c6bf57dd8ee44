import { expect, test } from 'vitest';
import { exceptionTypeOf } from '../error-handling/exception-types.ts';
import { settle } from '../testing/virtual-clock.ts';
import { messageOf, runSteps, startSteps } from '../../test/run-steps.ts';

const times = async (
  options: Parameters<Parameters<typeof startSteps>[0]>[0] extends never ? never : object,
  count: number,
) => {
  const context = await startSteps((steps) => steps.throttle(2, options).to('mock:out'));
  const begin = context.clock.now();
  const sent = Array.from({ length: count }, (_, n) => context.send('loopback:in', n));
  const done = await context.clock.runUntil(Promise.all(sent));
  const at = context.mocks.get('mock:out').received.map((message) => message.at - begin);
  return { at, failed: done.filter(({ exception }) => exception !== undefined) };
};

test('so many pass in a period; others wait for their turn', async () => {
  const { at, failed } = await times({ timePeriodMillis: 1000 }, 5);
  expect(failed).toEqual([]);
  expect(at).toHaveLength(5);
  expect(at.filter((ms) => ms < 1000)).toHaveLength(2);
  expect(at.at(-1)).toBeGreaterThanOrEqual(2000);
});

test('what is too much may be refused instead', async () => {
  const { at, failed } = await times({ timePeriodMillis: 1000, rejectExecution: true }, 3);
  expect(at).toHaveLength(2);
  expect(failed[0]!.exception).toMatchObject({ code: 'ROUTE_THROTTLED' });
});

test('keys are limited each by itself', async () => {
  const context = await startSteps((steps) =>
    steps
      .eip('throttle', {
        expression: { language: 'constant', expression: '1' },
        correlationExpression: { language: 'simple', expression: '${body}' },
        timePeriodMillis: 1000,
        rejectExecution: true,
      })
      .to('mock:out'),
  );
  for (const body of ['a', 'b', 'a']) await context.send('loopback:in', body);
  expect(context.mocks.get('mock:out').bodies).toEqual(['a', 'b']);
});

test('by concurrency: one more passes when one is done', async () => {
  const context = await startSteps((steps) =>
    steps
      .eip('throttle', { expression: { language: 'constant', expression: '1' }, mode: 'ConcurrentRequests' })
      .delay(100)
      .to('mock:out'),
  );
  const begin = context.clock.now();
  await context.clock.runUntil(Promise.all([context.send('loopback:in', 1), context.send('loopback:in', 2)]));
  expect(context.mocks.get('mock:out').received.map(({ at }) => at - begin)).toEqual([100, 200]);
});

test('the period has its length', async () => {
  const { at } = await times({ timePeriodMillis: 5000 }, 3);
  expect(at.slice(0, 2)).toEqual([0, 0]);
  expect(at[2]).toBeGreaterThanOrEqual(4999);
});

test('fewer than none is a failure', async () => {
  const { exception } = await runSteps((steps) =>
    steps.eip('throttle', { expression: { language: 'constant', expression: '-1' } }),
  );
  expect(messageOf(exception)).toContain('must be a positive number');
});

test('a negative limit, and a message without a key, fail as in Camel', async () => {
  const failureOf = async (options: Readonly<Record<string, unknown>>) =>
    exceptionTypeOf((await runSteps((steps) => steps.eip('throttle', options))).exception);
  const constant = (expression: string) => ({ expression: { language: 'constant', expression } });
  expect(await failureOf(constant('-1'))).toBe('java.lang.IllegalStateException');
  const key = { correlationExpression: { language: 'header', expression: 'none' } };
  expect(await failureOf({ ...constant('5'), ...key })).toBe('java.lang.NullPointerException');
});

test('who gives up waiting leaves its place to the next, by concurrency and by period', async () => {
  for (const mode of ['ConcurrentRequests', 'TotalRequests']) {
    const context = await startSteps((steps) => steps.throttle(1, { mode }).delay(100).to('mock:out'));
    const begin = context.clock.now();
    const first = context.send('loopback:in', 1);
    await settle();
    const abort = new AbortController();
    const givenUp = context.send('loopback:in', 2, { signal: abort.signal });
    await settle();
    abort.abort(new Error('not wanted any more'));
    expect((await givenUp).exception).toMatchObject({ message: 'not wanted any more' });
    await context.clock.runUntil(Promise.all([first, context.send('loopback:in', 3)]));
    const at = context.mocks.get('mock:out').received.map((message) => message.at - begin);
    expect(at).toEqual(mode === 'TotalRequests' ? [100, 1100] : [100, 200]);
  }
});

test('a limit of its own for each key, in TypeScript', async () => {
  const context = await startSteps((steps) =>
    steps.throttle(1, { key: ({ body }) => body as string, rejectExecution: true }).to('mock:out'),
  );
  for (const body of ['a', 'b', 'a']) await context.send('loopback:in', body);
  expect(context.mocks.get('mock:out').bodies).toEqual(['a', 'b']);
});
