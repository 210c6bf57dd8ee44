import { expect, test } from 'vitest';
import { causeChain, exceptionTypeOf } from '../error-handling/exception-types.ts';
import { transactionPolicy } from '../transaction/transaction-policy.ts';
import type { Processor } from './processor.ts';
import { MemoryTransactions } from '../../test/memory-transactions.ts';
import { ref, routeOf, runTransacted } from '../../test/transacted-routes.ts';
import { runSteps } from '../../test/run-steps.ts';

// The propagations were observed on Camel 4.22.0 with Spring's transactions.

const transacted = (propagation: string) => `{ transacted: { ref: PROPAGATION_${propagation} } }`;
const caught =
  '{ doTry: { steps: [{ to: "loopback:b" }], doCatch: [{ exception: [java.lang.Exception], steps: [{ to: "mock:caught" }] }] } }';

test('policy puts a processor around its steps', async () => {
  const order: string[] = [];
  const policy = {
    wrap(steps: Processor): Processor {
      return async (exchange, signal) => {
        order.push('before');
        await steps(exchange, signal);
        order.push('after');
      };
    },
  };
  await runSteps((steps) =>
    steps.eip('policy', { ref: policy }, (inner) => inner.process(() => void order.push('within'))),
  );
  expect(order).toEqual(['before', 'within', 'after']);
});

test('policy takes what transacted takes', async () => {
  const run = await runTransacted(
    routeOf(`{ policy: { ref: PROPAGATION_REQUIRED, steps: [${ref('insertA')}, ${ref('fail')}] } }`),
  );
  expect([run.rows, run.events]).toEqual([[], ['begin', 'rollback']]);
});

test('a policy that was registered is used by its name, and the only one without a name', async () => {
  const source = new MemoryTransactions();
  const beans = { mine: transactionPolicy(source, 'MANDATORY') };
  const named = await runTransacted(routeOf(`{ transacted: { ref: mine } }, ${ref('insertA')}`), { source, beans });
  expect(named.exchange.exception).toMatchObject({ code: 'ROUTE_TRANSACTION_STATE' });
  const only = await runTransacted(routeOf(`{ transacted: {} }, ${ref('insertA')}`), { source, beans });
  expect(only.exchange.exception).toMatchObject({ code: 'ROUTE_TRANSACTION_STATE' });
});

test('REQUIRES_NEW commits by itself, whatever becomes of the outer one', async () => {
  const run = await runTransacted(
    routeOf(`${transacted('REQUIRED')}, { to: "loopback:b" }, ${ref('insertA')}, ${ref('fail')}`) +
      routeOf(`${transacted('REQUIRES_NEW')}, ${ref('insertB')}`, 'b'),
  );
  expect([run.rows, run.events]).toEqual([['b'], ['begin', 'begin', 'commit', 'rollback']]);
});

test('REQUIRES_NEW rolls back by itself, and its failure may be caught', async () => {
  const run = await runTransacted(
    routeOf(`${transacted('REQUIRED')}, ${ref('insertA')}, ${caught}, ${ref('insertC')}`) +
      routeOf(`${transacted('REQUIRES_NEW')}, ${ref('insertB')}, ${ref('fail')}`, 'b'),
  );
  expect([run.rows, run.exchange.exception]).toEqual([['a', 'c'], undefined]);
});

test('REQUIRES_NEW within a transaction is refused where it would wait for itself', async () => {
  const source = new MemoryTransactions();
  source.oneAtATime = true;
  const nested = `${transacted('REQUIRES_NEW')}, ${ref('insertB')}`;
  const run = await runTransacted(
    routeOf(`${transacted('REQUIRED')}, ${ref('insertA')}, { to: "loopback:b" }`) + routeOf(nested, 'b'),
    { source },
  );
  expect([run.rows, run.events]).toEqual([[], ['begin', 'rollback']]);
  expect(run.exchange.exception).toMatchObject({ cause: { code: 'ROUTE_TRANSACTION_NESTED' } });
  const alone = await runTransacted(routeOf(nested), { source });
  expect(alone.rows).toEqual(['b']);
});

test('a failure is wrapped once, by however many transactions it passes', async () => {
  const run = await runTransacted(
    routeOf(`${transacted('REQUIRED')}, { to: "loopback:b" }`) +
      routeOf(`${transacted('REQUIRES_NEW')}, ${ref('fail')}`, 'b'),
  );
  expect(causeChain(run.exchange.exception).map(exceptionTypeOf)).toEqual([
    'org.apache.camel.RuntimeCamelException',
    'RangeError',
  ]);
});

test('MANDATORY without a transaction fails, and the error handler of the route is not asked', async () => {
  const run = await runTransacted(
    routeOf(
      `${transacted('MANDATORY')}, ${ref('insertA')}`,
      'in',
      'errorHandler: { deadLetterChannel: { deadLetterUri: "mock:dead" } },',
    ),
  );
  expect(exceptionTypeOf(run.exchange.exception)).toBe(
    'org.springframework.transaction.IllegalTransactionStateException',
  );
  expect(run.exchange.exception).toMatchObject({
    code: 'ROUTE_TRANSACTION_STATE',
    message: expect.stringContaining(
      "No existing transaction found for transaction marked with propagation 'mandatory'",
    ) as string,
  });
  expect([run.rows, run.mocks.get('mock:dead').received]).toEqual([[], []]);
});

test('NEVER within a transaction fails, and runs without one', async () => {
  const within = await runTransacted(
    routeOf(`${transacted('REQUIRED')}, ${ref('insertA')}, { to: "loopback:b" }`) +
      routeOf(`${transacted('NEVER')}, ${ref('insertB')}`, 'b'),
  );
  expect(within.rows).toEqual([]);
  expect(within.exchange.exception).toMatchObject({ cause: { code: 'ROUTE_TRANSACTION_STATE' } });
  const without = await runTransacted(routeOf(`${transacted('NEVER')}, ${ref('insertA')}, ${ref('fail')}`));
  expect([without.rows, without.events]).toEqual([['a'], []]);
});

test('NOT_SUPPORTED leaves the transaction for its steps', async () => {
  const run = await runTransacted(
    routeOf(`${transacted('REQUIRED')}, { to: "loopback:b" }, ${ref('insertA')}, ${ref('fail')}`) +
      routeOf(`${transacted('NOT_SUPPORTED')}, ${ref('insertB')}`, 'b'),
  );
  expect([run.rows, run.events]).toEqual([['b'], ['begin', 'rollback']]);
});

test('SUPPORTS joins a transaction and begins none', async () => {
  const without = await runTransacted(routeOf(`${transacted('SUPPORTS')}, ${ref('insertA')}, ${ref('fail')}`));
  expect([without.rows, without.events]).toEqual([['a'], []]);
  const within = await runTransacted(
    routeOf(`${transacted('REQUIRED')}, { to: "loopback:b" }, ${ref('fail')}`) +
      routeOf(`${transacted('SUPPORTS')}, ${ref('insertB')}`, 'b'),
  );
  expect(within.rows).toEqual([]);
});

test('a failure within another policy that joined rolls all back, even when it was caught', async () => {
  const run = await runTransacted(
    routeOf(`${transacted('REQUIRED')}, ${ref('insertA')}, ${caught}, { to: "mock:after" }`) +
      routeOf(`${transacted('MANDATORY')}, ${ref('insertB')}, ${ref('fail')}`, 'b'),
  );
  expect(run.rows).toEqual([]);
  expect(run.mocks.get('mock:after').received).toHaveLength(1);
  expect(run.exchange.exception).toMatchObject({ code: 'ROUTE_TRANSACTION_ROLLED_BACK' });
});

test('two data sources have transactions beside each other', async () => {
  const other = new MemoryTransactions();
  const beans = { other, insertOther: other.insert('o') };
  const run = await runTransacted(
    routeOf(`{ transacted: { ref: rows } }, ${ref('insertA')}, { to: "loopback:b" }, ${ref('fail')}`) +
      routeOf(`{ transacted: { ref: other } }, ${ref('insertOther')}, ${ref('insertB')}`, 'b'),
    { beans },
  );
  expect([run.rows, other.rows]).toEqual([[], ['o']]);
});
