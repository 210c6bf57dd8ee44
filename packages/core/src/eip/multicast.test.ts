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

test('a branch that cannot be prepared has failed; the others run', async () => {
  let prepared = 0;
  const onPrepare = () => {
    if (++prepared === 1) throw new Error('not ready');
  };
  const run = await runRoute(
    start.multicast([(steps) => steps.to('mock:a'), (steps) => steps.to('mock:b')], { onPrepare }),
    'x',
  );
  expect(run.exception).toMatchObject({ message: 'not ready' });
  expect(['mock:a', 'mock:b'].map((name) => run.mocks.get(name).received.length)).toEqual([0, 1]);
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

/** Two branches of 100 ms each, of which the second fails for the body `bad`. */
const two = (options: Readonly<Record<string, unknown>>, body = 'x') =>
  runRoute(
    start.eip('multicast', options, (branches) =>
      branches
        .pipeline((first) => first.delay(100).to('mock:a').setBody('first'))
        .pipeline((second) =>
          second
            .to('mock:b')
            .delay(100)
            .process((message) => {
              if (message.body === 'bad') throw new Error('bad branch');
              (message as { body: unknown }).body = 'second';
            }),
        ),
    ),
    body,
  );

test('a method of a bean joins the bodies; the first is joined with null when it may be', async () => {
  const aggregationStrategy = { join: (old: unknown, next: unknown) => [old, next] };
  const method = { aggregationStrategy, aggregationStrategyMethodName: 'join' };
  expect((await two(method)).body).toEqual(['first', 'second']);
  expect((await two({ ...method, aggregationStrategyMethodAllowNull: true })).body).toEqual([
    [null, 'first'],
    'second',
  ]);
});

test('onPrepare changes each copy before it is sent', async () => {
  const onPrepare = (copy: Exchange) => void (copy.body = `prepared ${String(copy.body)}`);
  const run = await two({ onPrepare });
  expect(run.mocks.get('mock:a').bodies).toEqual(['prepared x']);
  expect(run.mocks.get('mock:b').bodies).toEqual(['prepared x']);
});

test('onPrepare has seen all copies before the first is sent', async () => {
  const seen: string[] = [];
  const note = (what: string) => () => void seen.push(what);
  await runRoute(
    route('r')
      .from('timer:t')
      .multicast([(branch) => branch.process(note('first')), (branch) => branch.process(note('second'))], {
        onPrepare: note('prepared'),
      }),
    'x',
  );
  expect(seen).toEqual(['prepared', 'prepared', 'first', 'second']);
});

test('branches not done in time are told to the strategy and left out', async () => {
  const late: number[] = [];
  const aggregationStrategy = { aggregate: joined, timeout: (_: unknown, index: number) => void late.push(index) };
  const run = await two({ aggregationStrategy, parallelProcessing: true, timeout: 50 });
  expect([late, run.body]).toEqual([[0, 1], 'x']);
  const inTime = await two({ aggregationStrategy, parallelProcessing: true, timeout: 150 });
  expect(inTime.body).toBe('first+second');
});

test('with shareUnitOfWork a branch that fails fails the whole, whatever the strategy makes of it', async () => {
  const run = await two({ aggregationStrategy: joined, shareUnitOfWork: true }, 'bad');
  expect(run.exception).toMatchObject({ message: 'bad branch' });
  expect((await two({ aggregationStrategy: joined }, 'bad')).exception).toBeUndefined();
});

test('a pool of threads lets branches run side by side', async () => {
  const secondBegins = async (options: Readonly<Record<string, unknown>>) => {
    const run = await two({ ...options });
    return run.mocks.get('mock:b').received[0]!.at - run.mocks.get('mock:a').received[0]!.at;
  };
  expect(await secondBegins({})).toBe(0);
  expect(await secondBegins({ executorService: '#pool' })).toBe(-100);
  expect(await secondBegins({ executorService: { poolSize: 1 } })).toBe(0);
});

test('the steps inside of a branch are redelivered by themselves', async () => {
  let tries = 0;
  const cast = start
    .errorHandler('defaultErrorHandler', { redeliveryPolicy: { maximumRedeliveries: 2, redeliveryDelay: 0 } })
    .multicast([
      (steps) =>
        steps.pipeline((inner) =>
          inner.to('mock:before').process(() => {
            tries++;
            throw new Error('no');
          }),
        ),
      (steps) => steps.to('mock:other'),
    ]);
  const run = await runRoute(cast, 'x');
  expect([run.mocks.get('mock:before').received.length, tries]).toEqual([1, 3]);
});
