import { expect, test } from 'vitest';
import { route } from '../builder/route-steps.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { runRoute } from '../testing/run-route.ts';

const joined = (old: Exchange | undefined, next: Exchange) => {
  if (!old) return next;
  old.body = `${String(old.body)}+${String(next.body)}`;
  return old;
};
const start = route('r').from('timer:t').castBody<string>();

test('each branch gets a copy, and the last reply wins', async () => {
  const run = await runRoute(
    start.multicast([
      (steps) => steps.transform(({ body }) => `${body}1`),
      (steps) => steps.to('mock:b').transform(() => 'last'),
    ]),
    'x',
  );
  expect(run.mocks.get('mock:b').bodies).toEqual(['x']);
  expect(run.body).toBe('last');
});

test('a strategy joins the replies in the order of the branches, in streaming as they come', async () => {
  const cast = (streaming: boolean) =>
    start.multicast([(steps) => steps.delay(20).transform(() => 'slow'), (steps) => steps.transform(() => 'quick')], {
      parallelProcessing: true,
      streaming,
      aggregationStrategy: joined,
    });
  expect((await runRoute(cast(false), 'x')).body).toBe('slow+quick');
  expect((await runRoute(cast(true), 'x')).body).toBe('quick+slow');
});

test('any failed branch fails the whole after all have run; stopOnException ends at once', async () => {
  const cast = (stopOnException: boolean) =>
    start.multicast([(steps) => steps.throwException('java.io.IOException', 'no'), (steps) => steps.to('mock:b')], {
      stopOnException,
    });
  const all = await runRoute(cast(false), 'x');
  expect(all.mocks.get('mock:b').received).toHaveLength(1);
  expect(all.exception).toMatchObject({ message: 'no' });
  const stopped = await runRoute(cast(true), 'x');
  expect(stopped.mocks.get('mock:b').received).toEqual([]);
  expect((stopped.exception as Error).message).toContain('number 0');
});

test('a failing branch is redelivered by itself', async () => {
  let first = 0;
  let second = 0;
  const cast = start
    .errorHandler('defaultErrorHandler', { redeliveryPolicy: { maximumRedeliveries: 2, redeliveryDelay: 1 } })
    .multicast([
      (steps) => steps.process(() => void first++),
      (steps) =>
        steps.process(() => {
          if (++second < 3) throw new Error('again');
        }),
    ]);
  const run = await runRoute(cast, 'x');
  expect([first, second]).toEqual([1, 3]);
  expect(run.exception).toBeUndefined();
});
