import { expect, test } from 'vitest';
import { exceptionTypeOf } from '../error-handling/exception-types.ts';
import { route } from '../builder/route-steps.ts';
import { createTestContext } from '../testing/test-context.ts';
import { MemoryTransactions } from '../../test/memory-transactions.ts';
import { ref, routeOf, runTransacted } from '../../test/transacted-routes.ts';

// What is expected here was observed on Camel 4.22.0 with Spring's transactions, except where a test says otherwise.

const deadLetter = 'errorHandler: { deadLetterChannel: { deadLetterUri: "mock:dead" } },';
const onException = (rest: string) => `- onException: { exception: [java.lang.Exception], ${rest} }\n`;

test('commits when the message ends well, and when it is stopped', async () => {
  const well = await runTransacted(routeOf(`{ transacted: {} }, ${ref('insertA')}`));
  expect([well.rows, well.events, well.exchange.exception]).toEqual([['a'], ['begin', 'commit'], undefined]);
  const stopped = await runTransacted(routeOf(`{ transacted: {} }, ${ref('insertA')}, { stop: {} }`));
  expect(stopped.rows).toEqual(['a']);
});

test('rolls back on a failure, which comes out wrapped', async () => {
  const run = await runTransacted(routeOf(`{ transacted: {} }, ${ref('insertA')}, ${ref('fail')}`));
  expect([run.rows, run.events]).toEqual([[], ['begin', 'rollback']]);
  expect(exceptionTypeOf(run.exchange.exception)).toBe('org.apache.camel.RuntimeCamelException');
  expect(run.exchange.exception).toMatchObject({ cause: { message: 'fail' } });
  expect(run.context.logged.lines.map(({ level, message }) => `${level} ${message}`)).toContainEqual(
    expect.stringMatching(/^WARN Transaction rolled back \(ExchangeId: .*, route: route1\)$/i),
  );
});

test('takes in the steps before it too when the route was written for Camel', async () => {
  const run = await runTransacted(routeOf(`${ref('insertA')}, { transacted: {} }, ${ref('fail')}`));
  expect(run.rows).toEqual([]);
});

test('redelivers within the transaction', async () => {
  const handler =
    'errorHandler: { defaultErrorHandler: { redeliveryPolicy: { maximumRedeliveries: 3, asyncDelayedRedelivery: true } } },';
  const steps = `{ transacted: {} }, ${ref('insertA')}, ${ref('failTwice')}, ${ref('insertB')}`;
  const run = await runTransacted(routeOf(steps, 'in', handler));
  expect([run.rows, run.events]).toEqual([
    ['a', 'b'],
    ['begin', 'commit'],
  ]);
});

test('a handled failure commits what was done: dead letter channel, handled and continued', async () => {
  const steps = `{ transacted: {} }, ${ref('insertA')}, ${ref('fail')}, ${ref('insertC')}`;
  const dead = await runTransacted(routeOf(steps, 'in', deadLetter));
  expect([dead.rows, dead.exchange.exception]).toEqual([['a'], undefined]);
  expect(dead.mocks.get('mock:dead').received).toHaveLength(1);
  const handled = await runTransacted(
    onException(`handled: { constant: "true" }, steps: [${ref('insertB')}]`) + routeOf(steps),
  );
  expect([handled.rows, handled.exchange.exception]).toEqual([['a', 'b'], undefined]);
  const continued = await runTransacted(onException('continued: { constant: "true" }') + routeOf(steps));
  expect(continued.rows).toEqual(['a', 'c']);
});

test('the steps of an onException that does not handle are rolled back with the rest', async () => {
  const run = await runTransacted(
    onException(`steps: [${ref('insertB')}, { to: "mock:told" }]`) +
      routeOf(`{ transacted: {} }, ${ref('insertA')}, ${ref('fail')}`),
  );
  expect(run.rows).toEqual([]);
  expect(run.mocks.get('mock:told').received).toHaveLength(1);
});

test('a caught failure commits the rest', async () => {
  const attempt = `{ doTry: { steps: [${ref('insertB')}, ${ref('fail')}], doCatch: [{ exception: [java.lang.Exception], steps: [{ to: "mock:caught" }] }] } }`;
  const run = await runTransacted(routeOf(`{ transacted: {} }, ${ref('insertA')}, ${attempt}`));
  expect([run.rows, run.exchange.exception]).toEqual([['a', 'b'], undefined]);
});

test('called routes join, whichever of them fails', async () => {
  const outer = await runTransacted(
    routeOf(`{ transacted: {} }, ${ref('insertA')}, { to: "loopback:b" }, ${ref('fail')}`) +
      routeOf(ref('insertB'), 'b'),
  );
  expect(outer.rows).toEqual([]);
  const inner = await runTransacted(
    routeOf(`{ transacted: {} }, ${ref('insertA')}, { to: "loopback:b" }, { to: "mock:after" }`) +
      routeOf(`${ref('insertB')}, ${ref('fail')}`, 'b'),
  );
  expect(inner.rows).toEqual([]);
  expect(inner.mocks.get('mock:after').received).toHaveLength(0);
  const handled = await runTransacted(
    routeOf(`{ transacted: {} }, ${ref('insertA')}, { to: "loopback:b" }`) +
      routeOf(`${ref('insertB')}, ${ref('fail')}`, 'b', deadLetter),
  );
  expect(handled.rows).toEqual(['a', 'b']);
});

test('a called route that is transacted by the same policy is no boundary of its own', async () => {
  const attempt = '{ doTry: { steps: [{ to: "loopback:b" }], doCatch: [{ exception: [java.lang.Exception] }] } }';
  const run = await runTransacted(
    routeOf(`{ transacted: {} }, ${ref('insertA')}, ${attempt}`) +
      routeOf(`{ transacted: {} }, ${ref('insertB')}, ${ref('fail')}`, 'b'),
  );
  expect([run.rows, run.events]).toEqual([
    ['a', 'b'],
    ['begin', 'commit'],
  ]);
});

test('parts that run one after the other are inside', async () => {
  const split = `{ split: { tokenize: ",", steps: [${ref('insertBody')}, { choice: { when: [{ simple: "\${body} == 2", steps: [${ref('fail')}] }] } }] } }`;
  const run = await runTransacted(routeOf(`{ transacted: {} }, ${split}`), { body: '1,2,3' });
  expect([run.rows, run.events]).toEqual([[], ['begin', 'rollback']]);
  const multicast = `{ multicast: { steps: [${ref('insertA')}, ${ref('insertB')}] } }`;
  const many = await runTransacted(routeOf(`{ transacted: {} }, ${multicast}, ${ref('fail')}`));
  expect(many.rows).toEqual([]);
});

test('parts that run in parallel are outside, and the start says so', async () => {
  const split = `{ split: { tokenize: ",", parallelProcessing: true, steps: [${ref('insertBody')}] } }`;
  const run = await runTransacted(routeOf(`{ transacted: {} }, ${split}, ${ref('fail')}`), { body: '1,2,3' });
  expect(run.rows).toEqual(['1', '2', '3']);
  const warned = run.context.logged.lines.map(({ message }) => message).join('\n');
  expect(warned).toContain(
    'The parts of split in route route1 run in parallel and therefore outside of the transaction',
  );
  const multicast = `{ multicast: { parallelProcessing: true, steps: [${ref('insertA')}, ${ref('insertB')}] } }`;
  const many = await runTransacted(routeOf(`{ transacted: {} }, ${multicast}, ${ref('fail')}`));
  expect(new Set(many.rows)).toEqual(new Set(['a', 'b']));
});

test('what runs beside the message is outside', async () => {
  const run = await runTransacted(
    routeOf(`{ transacted: {} }, ${ref('insertA')}, { wireTap: { uri: "loopback:b" } }, ${ref('fail')}`) +
      routeOf(ref('insertB'), 'b'),
  );
  await run.context.clock.runUntil(run.context.stop());
  expect(run.rows).toEqual(['b']);
});

test('what enriches the message is inside', async () => {
  const enrich = '{ enrich: { constant: "loopback:b" } }';
  const run = await runTransacted(
    routeOf(`{ transacted: {} }, ${enrich}, ${ref('fail')}`) + routeOf(ref('insertB'), 'b'),
  );
  expect(run.rows).toEqual([]);
});

test('a commit that fails is the failure of the message, past its error handler', async () => {
  const source = new MemoryTransactions();
  source.commitFailure = new Error('disk full');
  const run = await runTransacted(routeOf(`{ transacted: {} }, ${ref('insertA')}`, 'in', deadLetter), { source });
  expect([run.rows, run.exchange.exception]).toEqual([[], source.commitFailure]);
  expect(run.mocks.get('mock:dead').received).toHaveLength(0);
});

test('each message has a transaction of its own', async () => {
  const source = new MemoryTransactions();
  const { context } = await runTransacted(
    routeOf(`{ transacted: {} }, ${ref('insertBody')}, { delay: { constant: 50 } }`),
    {
      source,
      body: 1,
    },
  );
  const both = Promise.all([context.send('loopback:in', 2), context.send('loopback:in', 3)]);
  await context.clock.runUntil(both);
  expect(source.rows).toEqual([1, 2, 3]);
  expect(source.events.filter((event) => event === 'begin')).toHaveLength(3);
});

test('in the typed builder it holds the steps that stand in it', async () => {
  const source = new MemoryTransactions();
  const context = createTestContext({ beans: { source, insertB: source.insert('b') } });
  await context.addRoutes(
    route('typed')
      .from('loopback:in')
      .eip('transacted', { ref: source }, (inner) => inner.eip('process', { ref: source.insert('a') }))
      .eip('process', { ref: source.insert('b') })
      .throwException('java.io.IOException', 'late'),
  );
  await context.start();
  const exchange = await context.send('loopback:in', null);
  expect(source.rows).toEqual(['a', 'b']);
  expect(exceptionTypeOf(exchange.exception)).toBe('java.io.IOException');
  await context.clock.runUntil(context.stop());
});

test('a ref that cannot be found, and none where there are several data sources, are told at the start', async () => {
  const start = (transacted: string, beans: Readonly<Record<string, unknown>> = {}) =>
    runTransacted(routeOf(`{ transacted: ${transacted} }, ${ref('insertA')}`), { beans });
  await expect(start('{ ref: row }')).rejects.toThrow(/row.*Did you mean "rows"/s);
  await expect(start('{}', { other: new MemoryTransactions() })).rejects.toThrow(
    /several data sources\. Write "ref" with one of rows, other/,
  );
  await expect(start('{ ref: insertA }')).rejects.toThrow(/no transaction policy/);
  await expect(start('{}', { rows: undefined })).rejects.toThrow(/there is no data source/);
});
