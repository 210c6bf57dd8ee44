import fc from 'fast-check';
import { expect, test } from 'vitest';
import { route } from '../builder/route-steps.ts';
import type { SplitOptions } from '../builder/flow-steps.ts';
import { withRowNumber, rowNumberOf } from '../component/row-number.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { runRoute, type RunRouteOptions } from '../testing/run-route.ts';
import type { SplitResult } from './failure-limit.ts';

const failOnBad = ({ body }: { body: unknown }) => {
  if (body === 'bad') throw new Error('bad part');
};
const joined = (old: Exchange | undefined, next: Exchange) => {
  if (!old) return next;
  old.body = `${String(old.body)}+${String(next.body)}`;
  return old;
};
const split = (body: unknown, options: SplitOptions = {}, more: RunRouteOptions = {}) =>
  runRoute(
    route('r')
      .from('timer:t')
      .castBody<readonly string[]>()
      .split((part) => part.process(failOnBad).to('mock:part'), options)
      .to('mock:after'),
    body,
    more,
  );

test('each part goes through the steps with its place; the message afterwards is the one before', async () => {
  const run = await split(['a', 'b']);
  const parts = run.mocks.get('mock:part').received;
  expect(parts.map(({ body }) => body)).toEqual(['a', 'b']);
  const place = ({ exchange }: (typeof parts)[number]) =>
    ['Index', 'Size', 'Complete'].map((name) => exchange.property(`CamelSplit${name}`));
  expect(parts.map(place)).toEqual([
    [0, 2, false],
    [1, 2, true],
  ]);
  expect(run.mocks.get('mock:after').bodies).toEqual([['a', 'b']]);
});

test('a text splits at its delimiter, outside of brackets, without empty ends', async () => {
  expect((await split('(a,b),c,,d,')).mocks.get('mock:part').bodies).toEqual(['(a,b)', 'c', '', 'd']);
  expect((await split('a;b', { delimiter: ';' })).mocks.get('mock:part').bodies).toEqual(['a', 'b']);
  expect((await split('a,b', { delimiter: 'false' })).mocks.get('mock:part').bodies).toEqual(['a,b']);
});

test('of empty parts at the ends one is dropped; a blank text has no parts; brackets that stay open hold nothing', async () => {
  const parts = async (text: string) => (await split(text)).mocks.get('mock:part').bodies;
  expect(await parts(',,a,')).toEqual(['', 'a']);
  expect(await parts(',,')).toEqual(['']);
  expect(await parts(' ')).toEqual([]);
  expect(await parts('(a,b')).toEqual(['(a', 'b']);
  expect(await parts('f(a,b,c),d')).toEqual(['f(a,b,c)', 'd']);
});

test('null parts are left out, and a null value is not split at all', async () => {
  expect((await split(['a', null, 'b'])).mocks.get('mock:part').bodies).toEqual(['a', 'b']);
  expect((await split(null)).mocks.get('mock:part').bodies).toEqual([]);
});

test('in streaming the size is told with the last part only, and the source is read part by part', async () => {
  let read = 0;
  function* items() {
    for (const item of ['a', 'b', 'c']) {
      read++;
      yield item;
    }
  }
  const seen: number[] = [];
  const run = await runRoute(
    route('r')
      .from('timer:t')
      .castBody<Iterable<string>>()
      .split((part) => part.process(() => void seen.push(read)).to('mock:part'), { streaming: true }),
    { [Symbol.iterator]: items },
  );
  expect(seen[0]).toBeLessThan(3);
  const sizes = run.mocks.get('mock:part').received.map(({ exchange }) => exchange.property('CamelSplitSize'));
  expect(sizes).toEqual([undefined, undefined, 3]);
});

test('a stream of items is split as it is read, and closed when the rest is not wanted', async () => {
  let closed = false;
  async function* items() {
    try {
      for (let n = 0; ; n++) yield n === 2 ? 'bad' : `item ${n}`;
    } finally {
      closed = true;
    }
  }
  const run = await split(items(), { stopOnException: true });
  expect(run.mocks.get('mock:part').bodies).toEqual(['item 0', 'item 1']);
  expect(closed).toBe(true);
});

test('a failed part fails the message after all parts have run, unless the strategy drops it', async () => {
  const run = await split(['a', 'bad', 'c']);
  expect(run.mocks.get('mock:part').bodies).toEqual(['a', 'c']);
  expect(run.exception).toMatchObject({ message: 'bad part' });
  const kept = await split(['a', 'bad', 'c'], { aggregationStrategy: joined });
  expect(kept.exception).toBeUndefined();
  expect(kept.mocks.get('mock:after').bodies).toEqual(['a+bad+c']);
});

test('stopOnException ends with the number of the part', async () => {
  const run = await split(['a', 'bad', 'c'], { stopOnException: true });
  expect(run.mocks.get('mock:part').bodies).toEqual(['a']);
  expect((run.exception as Error).message).toContain('failed for number 1');
});

test('below maxFailedRecords and errorThreshold failures are counted, at it the split is given up', async () => {
  const below = await split(['a', 'bad', 'c', 'bad'], { maxFailedRecords: 3 });
  expect(below.exception).toBeUndefined();
  const result = below.exchange.property('CamelSplitResult') as SplitResult;
  expect(result).toMatchObject({ totalItems: 4, failureCount: 2, successCount: 2, aborted: false });
  expect(result.failures.map(({ index }) => index)).toEqual([1, 3]);
  const at = await split(['a', 'bad', 'bad', 'd'], { maxFailedRecords: 2 });
  expect((at.exception as Error).message).toContain('number 2');
  const share = await split(['a', 'b', 'bad', 'bad', 'e'], { errorThreshold: 0.5 });
  expect((share.exception as Error).message).toContain('number 3');
});

test('parts that nobody came to are counted in the result, where their number is known', async () => {
  const run = await split(['bad', 'a', 'b'], { maxFailedRecords: 1 });
  const result = run.exchange.property('CamelSplitResult') as SplitResult;
  expect(result).toMatchObject({ totalItems: 3, failureCount: 1, successCount: 0, aborted: true });
});

test.each([[['a', 'b']], ['a,b'], [''], [{ a: 1 }]])('with the delimiter single, %o is one part', async (body) => {
  const run = await split(body, { delimiter: 'single' });
  expect(run.mocks.get('mock:part').bodies).toEqual([body]);
});

test('group makes lists of parts', async () => {
  const run = await split(['a', 'b', 'c'], { group: 2 });
  expect(run.mocks.get('mock:part').bodies).toEqual([['a', 'b'], ['c']]);
  const withNull = await split(['a', null, 'b'], { group: 2 });
  expect(withNull.mocks.get('mock:part').bodies).toEqual([['a', null], ['b']]);
});

test('a limit of 0 is none', async () => {
  const run = await split(['a', 'bad', 'c'], { maxFailedRecords: 0, errorThreshold: 0 });
  expect(run.exception).toMatchObject({ message: 'bad part' });
  expect(run.mocks.get('mock:part').bodies).toEqual(['a', 'c']);
});

test('a part that cannot be prepared has failed: its steps do not run, the next one does', async () => {
  const run = await split(['a', 'bad', 'c'], { onPrepare: (part: Exchange) => failOnBad(part) });
  expect(run.exception).toMatchObject({ message: 'bad part' });
  expect(run.mocks.get('mock:part').bodies).toEqual(['a', 'c']);
});

test('the parts of a list are all prepared before the first is worked on, those of a stream one by one', async () => {
  const order = async (body: unknown, options: SplitOptions) => {
    const seen: unknown[] = [];
    const note = (what: string) => (part: Exchange) => void seen.push(`${what} ${String(part.body)}`);
    await split(body, {
      ...options,
      onPrepare: note('prepared'),
      aggregationStrategy: (_, part) => (note('done')(part), part),
    });
    return seen;
  };
  expect(await order(['a', 'b'], {})).toEqual(['prepared a', 'prepared b', 'done a', 'done b']);
  expect(await order(new Uint8Array([1, 2]), {})).toEqual(['prepared 1', 'prepared 2', 'done 1', 'done 2']);
  expect(await order(['a', 'b'], { streaming: true })).toEqual(['prepared a', 'done a', 'prepared b', 'done b']);
});

test('a strategy that fails in parallel fails the step, and the message stays as it was', async () => {
  const aggregationStrategy = (old: Exchange | undefined, next: Exchange) => {
    if (next.body === 'b') throw new Error('no b');
    return old ?? next;
  };
  const run = await split('a,b', { parallelProcessing: true, aggregationStrategy });
  expect(run.exception).toMatchObject({ message: 'no b' });
  expect(run.body).toBe('a,b');
});

test('options that cannot stand together are refused', async () => {
  await expect(split([], { errorThreshold: 1.5 })).rejects.toThrow(/between 0.0 and 1.0/);
  await expect(split([], { maxFailedRecords: 1, stopOnException: true })).rejects.toThrow(/cannot stand beside/);
  await expect(split([], { watermarkKey: 'k' })).rejects.toThrow(/together/);
  await expect(split([], { group: -1 })).rejects.toThrow(/group must not be negative/);
  await expect(split([], { maxFailedRecords: -1 })).rejects.toThrow(/maxFailedRecords must not be negative/);
  await expect(split([], { timeout: 10 })).rejects.toThrow(/ParallelProcessing has not been enabled/);
  await expect(split([], { watermarkExpression: '${body}' })).rejects.toThrow(/requires resumeStrategy/);
});

test('a blank delimiter is refused with the expression to write instead', async () => {
  const start = 'the option "delimiter" is blank: delimiter must be specified and not empty.';
  const instead = (token: string) => `${start} In its place, write the expression tokenize: { token: ${token} }.`;
  await expect(split([], { delimiter: ' ' })).rejects.toThrow(instead('" "'));
  await expect(split([], { delimiter: '\n' })).rejects.toThrow(instead('"\\n"'));
  await expect(split([], { delimiter: '' })).rejects.toThrow(`${start} Leave it out to cut at commas`);
});

test('onPrepare changes each part before it is sent', async () => {
  const onPrepare = (exchange: Exchange) => void (exchange.body = `<${String(exchange.body)}>`);
  expect((await split(['a'], { onPrepare })).mocks.get('mock:part').bodies).toEqual(['<a>']);
});

test('with a watermark a second run begins after what the first one did', async () => {
  const kept = new Map<string, unknown>();
  const resumeStrategy = {
    get: (key: string) => kept.get(key),
    set: (key: string, value: unknown) => void kept.set(key, value),
  };
  const options = { watermarkKey: 'file', resumeStrategy };
  expect((await split(['a', 'b'], options)).mocks.get('mock:part').bodies).toEqual(['a', 'b']);
  expect((await split(['a', 'b', 'c'], options)).mocks.get('mock:part').bodies).toEqual(['c']);
  await split(['a', 'b', 'c', 'bad'], options);
  expect(kept.get('file')).toBe(2);
});

test('parallel parts are joined in their order whatever order they end in, and in streaming as they end', async () => {
  const run = (options: SplitOptions) =>
    runRoute(
      route('r')
        .from('timer:t')
        .castBody<readonly number[]>()
        .split((part) => part.delay(({ body }) => body), {
          parallelProcessing: true,
          aggregationStrategy: joined,
          ...options,
        }),
      [30, 10, 20],
    );
  expect((await run({})).body).toBe('30+10+20');
  expect((await run({ streaming: true })).body).toBe('10+20+30');
  const pool = { parallelProcessing: false, executorService: '#pool', streaming: true };
  expect((await run(pool)).body).toBe('10+20+30');
  expect((await run({ ...pool, executorService: { poolSize: 1 } })).body).toBe('30+10+20');
});

test('parts that are not done in time are told to the strategy and left out', async () => {
  const late: number[] = [];
  const strategy = { aggregate: joined, timeout: (_old: unknown, index: number) => void late.push(index) };
  const run = await runRoute(
    route('r')
      .from('timer:t')
      .castBody<readonly number[]>()
      .split((part) => part.delay(({ body }) => body), {
        parallelProcessing: true,
        timeout: 50,
        aggregationStrategy: strategy,
      }),
    [10, 100, 20],
  );
  expect(run.body).toBe('10+20');
  expect(late).toEqual([1]);
});

test('with shareUnitOfWork, too, a strategy that is an object of a class hears of the end', async () => {
  class Counting {
    ended = 0;
    aggregate(old: Exchange | undefined, next: Exchange): Exchange {
      return old ?? next;
    }
    onCompletion(): void {
      this.ended++;
    }
  }
  const aggregationStrategy = new Counting();
  await split(['a', 'b'], { shareUnitOfWork: true, aggregationStrategy });
  expect(aggregationStrategy.ended).toBe(1);
});

test('with shareUnitOfWork a part that fails for good ends the whole', async () => {
  const run = await split(['a', 'bad', 'c'], { shareUnitOfWork: true, aggregationStrategy: joined });
  expect(run.exception).toMatchObject({ message: 'bad part' });
});

test('parts keep the row numbers of their items', async () => {
  const run = await split([withRowNumber({ name: 'a' }, 7)]);
  expect(rowNumberOf(run.mocks.get('mock:part').bodies[0])).toBe(7);
});

test('no part is lost, doubled or out of order, however many run at a time and however long they take', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(20), { maxLength: 40 }),
      fc.integer({ min: 1, max: 8 }),
      async (waits, poolSize) => {
        const run = await runRoute(
          route('r')
            .from('timer:t')
            .castBody<readonly number[]>()
            .split((part) => part.delay(({ body }) => body), {
              parallelProcessing: true,
              executorService: { poolSize },
              aggregationStrategy: '#class:GroupedBodyAggregationStrategy',
            }),
          waits,
        );
        expect(run.body).toEqual(waits);
      },
    ),
    { numRuns: 25 },
  );
});

test('a method of a bean joins the bodies; the first is joined with null when it may be', async () => {
  const aggregationStrategy = { join: (old: unknown, next: unknown) => [old, next] };
  const method = { aggregationStrategy, aggregationStrategyMethodName: 'join' };
  expect((await split(['a', 'b'], method)).body).toEqual(['a', 'b']);
  const allowing = { ...method, aggregationStrategyMethodAllowNull: true };
  expect((await split(['a', 'b'], allowing)).body).toEqual([[null, 'a'], 'b']);
});

test('the watermark may be a value of the parts instead of their number', async () => {
  const kept = new Map<string, unknown>();
  const resumeStrategy = {
    get: (key: string) => kept.get(key),
    set: (key: string, value: unknown) => void kept.set(key, value),
  };
  const options = { watermarkKey: 'day', watermarkExpression: '${body}', resumeStrategy };
  await split(['2024-01', '2024-02'], options);
  expect(kept.get('day')).toBe('2024-02');
  const later = await split(['2024-02', '2024-03'], options);
  expect(later.mocks.get('mock:part').bodies).toEqual(['2024-03']);
});

test('parts know what they belong to: an aggregator may put them together again', async () => {
  const seen: unknown[] = [];
  const noted = (part: Exchange) => void seen.push(part.property('CamelCorrelationId'));
  const { exchange } = await split(['a', 'b'], { onPrepare: noted });
  expect(seen).toEqual([exchange.id, exchange.id]);
  expect(exchange.property('CamelCorrelationId')).toBeUndefined();
});
