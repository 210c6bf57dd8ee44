import { Readable } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { runSteps, startSteps } from '../../test/run-steps.ts';
import { readBytes } from '../convert/stream-value.ts';
import { loadYaml } from '../yaml/index.ts';
import { createTestContext } from '../testing/test-context.ts';
import { batches, type BatchSource } from '../exchange/batch-source.ts';
import { peek } from './keep-readable.ts';
import { RereadableIterator } from './rereadable-iterator.ts';
import { RereadableStream } from './rereadable-stream.ts';
import { memoryLimit } from './stored-items.ts';

const textOf = async (stream: unknown) => new TextDecoder().decode(await readBytes(stream as AsyncIterable<string>));
async function* text(): AsyncGenerator<string> {
  yield* await Promise.resolve(['North ', 'and ', 'South']);
}
const whole = 'North and South';

async function* numbers(count: number): AsyncGenerator<number> {
  for (let n = 0; n < count; n++) yield await Promise.resolve(n);
}
async function sum(stream: unknown): Promise<number> {
  let total = 0;
  for await (const n of stream as AsyncIterable<number>) total += n;
  return total;
}
function* countTo(end: number, closed?: () => void): Generator<number> {
  try {
    for (let n = 1; n <= end; n++) yield n;
  } finally {
    closed?.();
  }
}

/** Steps of a YAML route; what arrives at `mock:end` is read there. */
async function runYaml(steps: string, body: unknown, route = ''): Promise<string> {
  const context = createTestContext({
    beans: {
      seen: { add: () => true, contains: () => false, confirm: () => true, remove: () => true },
      size: {
        process: async ({ body: it }: { body: unknown }) => void (await textOf(it)),
        of: async (it: unknown) => void (await textOf(it)),
      },
    },
  });
  const source = `- route:\n    id: r\n${route}    from:\n      uri: loopback:in\n      steps:\n${steps}        - to: mock:end\n`;
  await context.addRoutes(loadYaml(source, { file: 'route.yaml' }));
  await context.start();
  onTestFinished(() => context.clock.runUntil(context.stop()));
  let arrived = '';
  context.mocks.get('mock:end').whenReceived(async (exchange) => {
    arrived = await textOf(exchange.body);
  });
  const exchange = await context.clock.runUntil(context.send('loopback:in', body));
  expect(exchange.exception).toBeUndefined();
  return arrived;
}

const looking: Readonly<Record<string, string>> = {
  setHeader: "{ name: size, simple: '${bodyAs(String).length()}' }",
  setProperty: "{ name: text, simple: '${bodyAs(String)}' }",
  setVariable: "{ name: text, simple: '${bodyAs(String)}' }",
  setHeaders: "{ headers: [{ name: text, simple: '${bodyAs(String)}' }] }",
  filter: '{ simple: "${bodyAs(String)} contains \'North\'", steps: [{ removeHeader: { name: x } }] }',
  validate: '{ simple: "${bodyAs(String)} contains \'South\'" }',
  choice: '{ when: [{ simple: "${bodyAs(String)} contains \'East\'", steps: [{ stop: {} }] }] }',
  log: "'got ${bodyAs(String)}'",
  script: "{ simple: '${bodyAs(String)}' }",
  delay: "{ simple: '${bodyAs(String).length()}' }",
  loop: "{ simple: '${bodyAs(String).length()}', steps: [{ removeHeader: { name: x } }] }",
  idempotentConsumer:
    "{ simple: '${bodyAs(String)}', idempotentRepository: seen, steps: [{ removeHeader: { name: x } }] }",
  toD: "'mock:${bodyAs(String).length()}'",
  process: '{ ref: size }',
  bean: '{ ref: size, method: of }',
};

test.each(Object.entries(looking))(
  'after %s has read a stream, the next step reads all of it',
  async (kind, written) => {
    expect(await runYaml(`        - ${kind}: ${written}\n`, text())).toBe(whole);
  },
);

test('steps one after the other look into the same stream', async () => {
  const steps = Object.entries(looking).filter(([kind]) => kind !== 'idempotentConsumer');
  expect(await runYaml(steps.map(([kind, written]) => `        - ${kind}: ${written}\n`).join(''), text())).toBe(whole);
});

test('functions of a TypeScript route look into rows, and the rows stay', async () => {
  const totals: number[] = [];
  const run = await runSteps(
    (steps) =>
      steps
        .castBody<AsyncIterable<number>>()
        .filter(
          async ({ body }) => (await sum(body)) === 10,
          (some) => some.setProperty('sum', ({ body }) => sum(body)),
        )
        .process(async ({ body }) => void totals.push(await sum(body)))
        .process(async ({ body }) => void totals.push(await sum(body))),
    numbers(5),
  );
  expect(run.exception).toBeUndefined();
  expect(run.exchange.property('sum')).toBe(10);
  expect(totals).toEqual([10, 10]);
  expect(await sum(run.body)).toBe(10);
});

test('what was read of a stream goes with the message into another route', async () => {
  const long = 'x'.repeat(memoryLimit);
  const context = await startSteps((steps) =>
    steps.setHeader('size', async ({ body }) => (await textOf(body)).length).to('loopback:sub'),
  );
  const read: number[] = [];
  const { route } = await import('../builder/route-steps.ts');
  await context.addRoutes(
    route('sub')
      .from('loopback:sub')
      .process(async ({ body }) => void read.push((await textOf(body)).length)),
  );
  const pieces = () => Readable.from([long, long, long]);
  const exchange = await context.send('loopback:in', pieces());
  expect(exchange.exception).toBeUndefined();
  expect(exchange.header('size')).toBe(3 * memoryLimit);
  expect(read).toEqual([3 * memoryLimit]);
});

test('a stream that was read before its message went into a group is read by each step after the group', async () => {
  const long = 'x'.repeat(memoryLimit);
  const read: (number | string)[] = [];
  const look = async ({ body }: { body: unknown }) => {
    read.push(
      await textOf(body).then(
        ({ length }) => length,
        (error: unknown) => (error as { code: string }).code,
      ),
    );
  };
  const context = await startSteps(
    (steps) =>
      steps
        .setHeader('size', async ({ body }) => (await textOf(body)).length)
        .aggregate(
          () => 'all',
          { completionSize: 1, aggregationStrategy: 'last' },
          (group) =>
            group
              .process(look)
              .process(look)
              .setBody('done')
              .process(() => undefined),
        ),
    { beans: { last: (_: unknown, next: unknown) => next } },
  );
  await context.send('loopback:in', Readable.from([long, long]));
  await expect.poll(() => read).toEqual([2 * memoryLimit, 2 * memoryLimit]);
});

test('rows that nobody looked into are passed on as they are, and so is what is made of them', async () => {
  const given: unknown[] = [];
  const source = numbers(4);
  const run = await runSteps(
    (steps) =>
      steps
        .setProperty('a', 1)
        .filter(
          ({ property }) => property('a') === 1,
          (some) => some.setProperty('b', ({ property }) => property('a')),
        )
        .process(({ body }) => void given.push(body))
        .transform(({ body }) => body)
        .process((message) => {
          given.push(message.body);
          const rows = message.body as AsyncIterable<number>;
          message.body = (async function* doubled() {
            for await (const n of rows) yield 2 * n;
          })();
        }),
    source,
  );
  expect(given[1]).toBeInstanceOf(RereadableStream);
  expect(await sum(run.body)).toBe(12);
  expect((given[1] as RereadableStream).passing).toBe(true);
});

test('a stream that is only passed on keeps nothing of it', async () => {
  const refs: WeakRef<object>[] = [];
  let closed = 0;
  async function* rows() {
    try {
      for (let n = 0; n < 10; n++) {
        const row = { n };
        refs.push(new WeakRef(row));
        yield await Promise.resolve(row);
      }
    } finally {
      closed++;
    }
  }
  const { Exchange } = await import('../exchange/exchange.ts');
  const exchange = new Exchange<unknown>(rows());
  let seen: RereadableStream | undefined;
  void peek(exchange, () => {
    seen = exchange.body as RereadableStream;
    exchange.body = 'another';
  });
  expect(exchange.body).toBe('another');
  for await (const row of seen!) if ((row as { n: number }).n === 4) break;
  expect(refs).toHaveLength(5);
  // As the stream itself would: who breaks off closes the source, and a second reader finds nothing.
  expect(closed).toBe(1);
  for await (const row of seen!) expect(row).toBeUndefined();
});

test('streams in batches are still read in batches by what was made of them', async () => {
  const sizes: number[] = [];
  const source: BatchSource<number> = {
    async *[batches]() {
      yield await Promise.resolve([1, 2, 3]);
      yield [4, 5];
    },
    async *[Symbol.asyncIterator]() {
      for await (const items of this[batches]()) yield* items;
    },
  };
  await runSteps(
    (steps) =>
      steps
        .castBody<AsyncIterable<number>>()
        .setHeader('sum', ({ body }) => sum(body))
        .mapEach((n) => n + 1)
        .process(async ({ body }) => {
          for await (const items of (body as unknown as BatchSource)[batches]()) sizes.push(items.length);
        }),
    source,
  );
  expect(sizes).toEqual([5]);
});

test('a condition that fails half way leaves the stream whole for who catches it', async () => {
  const caught: number[] = [];
  await runSteps(
    (steps) =>
      steps
        .errorHandler('noErrorHandler', {})
        .onException(['java.lang.Exception'], { continued: true })
        .filter(
          async ({ body }) => {
            for await (const n of body as AsyncIterable<number>) if (n === 2) throw new Error('half way');
            return true;
          },
          (some) => some.process(() => undefined),
        ),
    numbers(4),
  ).then(async ({ exchange }) => caught.push(await sum(exchange.body)));
  expect(caught).toEqual([6]);
});

test('a generator is kept as a stream is: gone through by each step, closed when its message is done', async () => {
  let closed = 0;
  const seen: unknown[] = [];
  const go = ({ body }: { body: unknown }) => void seen.push([...(body as Iterable<unknown>)]);
  const run = await runSteps(
    (steps) =>
      steps
        .setProperty('first', ({ body }) => (body as Iterator<unknown>).next().value as unknown)
        .process(go)
        .process(go)
        .split(
          (message) => message.body as Iterable<number>,
          (part) => part.process(({ body }) => void seen.push(body)),
          { streaming: true },
        )
        .setBody('done'),
    countTo(3, () => void closed++),
  );
  expect(run.exception).toBeUndefined();
  expect(run.exchange.property('first')).toBe(1);
  expect(seen).toEqual([[1, 2, 3], [1, 2, 3], 1, 2, 3]);
  expect(closed).toBe(1);
});

test('a long generator goes to a file and comes back as it was, to several who read in turns', () => {
  const size = 5000;
  function* rows() {
    for (let n = 0; n < size; n++) yield { n, text: 'x'.repeat(100) };
  }
  const iterator = new RereadableIterator(rows());
  const one = iterator[Symbol.iterator]();
  const other = iterator[Symbol.iterator]();
  for (let n = 0; n < size; n++) {
    expect(one.next().value).toMatchObject({ n });
    if (n % 2 === 0) continue;
    const behind = [other.next(), other.next()].map(({ value }) => value as unknown);
    expect(behind).toMatchObject([{ n: n - 1 }, { n }]);
  }
  for (const reader of [one, other]) expect(reader.next().done).toBe(true);
  expect([...iterator]).toHaveLength(size);
  iterator.hold();
  iterator.letGo(false);
  expect(() => [...iterator]).toThrow('cannot be read any more');
});

const readTwice = '        - split: { simple: "${body}", delimiter: single, steps: [{ process: { ref: size } }] }\n';

test('streamCache: true keeps the stream before each step, also before those that take it', async () => {
  expect(await runYaml(readTwice, text())).toBe('');
  expect(await runYaml(readTwice, text(), '    streamCache: true\n')).toBe(whole);
});

test('streamCache: false keeps nothing: who reads first has it', async () => {
  const log = "        - log: '${bodyAs(String)}'\n";
  expect(await runYaml(log, text())).toBe(whole);
  expect(await runYaml(log, text(), '    streamCache: false\n')).toBe('');
});

test('streamCache: false still redelivers what the message was beside its body', async () => {
  const seen: unknown[] = [];
  const run = await runSteps(
    (steps) =>
      steps
        .options({ streamCache: false })
        .errorHandler('defaultErrorHandler', { redeliveryPolicy: { maximumRedeliveries: 1, redeliveryDelay: 0 } })
        .process(async (message) => {
          seen.push(message.header('a'), await sum(message.body));
          message.setHeader('a', 'changed');
          if (seen.length === 2) throw new Error('once');
        }),
    numbers(3),
    { headers: { a: 'as sent' } },
  );
  expect(run.exception).toBeUndefined();
  expect(seen).toEqual(['as sent', 3, 'as sent', 0]);
});
