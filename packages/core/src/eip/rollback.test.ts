import { expect, test } from 'vitest';
import { exceptionTypeOf } from '../error-handling/exception-types.ts';
import { runSteps } from '../../test/run-steps.ts';
import { ref, routeOf, runTransacted } from '../../test/transacted-routes.ts';

// Observed on Camel 4.22.0 with Spring's transactions.

const after = '{ to: "mock:after" }';
const onException = (steps: string) =>
  `- onException: { exception: [java.lang.Exception], handled: { constant: "true" }, steps: [${steps}] }\n`;

test('rollback fails the message, with its words or with those of Camel', async () => {
  const run = await runTransacted(
    routeOf(`{ transacted: {} }, ${ref('insertA')}, { rollback: { message: "no good" } }, ${after}`),
  );
  expect([run.rows, run.exchange.rollbackOnly]).toEqual([[], true]);
  expect(run.mocks.get('mock:after').received).toHaveLength(0);
  const { cause } = run.exchange.exception as Error;
  expect(exceptionTypeOf(cause)).toBe('org.apache.camel.RollbackExchangeException');
  expect((cause as Error).message).toMatch(/no good\. Exchange\[/);
  const plain = await runSteps((steps) => steps.eip('rollback'));
  expect(plain.exception).toMatchObject({ code: 'ROUTE_ROLLBACK' });
  expect(String(plain.exception)).toContain('Intended rollback');
  const empty = await runSteps((steps) => steps.eip('rollback', { message: '' }));
  expect((empty.exception as Error).message).toMatch(/^Exchange\[/);
});

test('both marks at once are refused', async () => {
  const marks = { markRollbackOnly: true, markRollbackOnlyLast: true };
  await expect(runSteps((steps) => steps.eip('rollback', marks))).rejects.toThrow('only one of');
});

test.each(['markRollbackOnly', 'markRollbackOnlyLast'])('%s rolls back without an exception', async (mark) => {
  const run = await runTransacted(
    routeOf(`{ transacted: {} }, ${ref('insertA')}, { rollback: { ${mark}: true } }, ${after}`),
  );
  expect([run.rows, run.exchange.exception]).toEqual([[], undefined]);
  expect(run.mocks.get('mock:after').received).toHaveLength(0);
  expect([run.exchange.rollbackOnly, run.exchange.rollbackOnlyLast]).toEqual([mark === 'markRollbackOnly', false]);
});

test('is not redelivered', async () => {
  const handler = 'errorHandler: { defaultErrorHandler: { redeliveryPolicy: { maximumRedeliveries: 3 } } },';
  const run = await runTransacted(routeOf('{ transacted: {} }, { rollback: { message: "no" } }', 'in', handler));
  expect(run.exchange.header('CamelRedelivered')).toBe(false);
  expect(run.events).toEqual(['begin', 'rollback']);
});

test('a rollback whose exception is handled commits', async () => {
  const run = await runTransacted(
    onException('{ to: "mock:told" }') +
      routeOf(`{ transacted: {} }, ${ref('insertA')}, { rollback: { message: "no" } }`),
  );
  expect([run.rows, run.exchange.exception, run.exchange.rollbackOnly]).toEqual([['a'], undefined, false]);
});

test.each(['markRollbackOnly', 'markRollbackOnlyLast'])(
  'a failure that is handled by %s rolls back and leaves no exception: dead letter and rollback in one',
  async (mark) => {
    const run = await runTransacted(
      onException(`{ to: "mock:dead" }, { rollback: { ${mark}: true } }`) +
        routeOf(`{ transacted: {} }, ${ref('insertA')}, ${ref('fail')}`),
    );
    expect([run.rows, run.exchange.exception]).toEqual([[], undefined]);
    expect(run.mocks.get('mock:dead').received).toHaveLength(1);
  },
);

const nested = (mark: string, propagation: string) =>
  runTransacted(
    routeOf(`{ transacted: {} }, { to: "loopback:b" }, ${ref('insertA')}, ${after}`) +
      routeOf(
        `{ transacted: { ref: PROPAGATION_${propagation} } }, ${ref('insertB')}, { rollback: { ${mark}: true } }`,
        'b',
      ),
  );

test('markRollbackOnlyLast ends with the innermost transaction, and the route goes on', async () => {
  const run = await nested('markRollbackOnlyLast', 'REQUIRES_NEW');
  expect(run.rows).toEqual(['a']);
  expect(run.mocks.get('mock:after').received).toHaveLength(1);
});

test('markRollbackOnly rolls back the outer ones as well', async () => {
  const run = await nested('markRollbackOnly', 'REQUIRES_NEW');
  expect([run.rows, run.events]).toEqual([[], ['begin', 'begin', 'rollback', 'rollback']]);
  expect(run.mocks.get('mock:after').received).toHaveLength(0);
});

test('markRollbackOnlyLast where both are one transaction ends the whole', async () => {
  const run = await nested('markRollbackOnlyLast', 'REQUIRED');
  expect([run.rows, run.exchange.exception]).toEqual([[], undefined]);
  expect(run.mocks.get('mock:after').received).toHaveLength(0);
});

test('outside of a transaction it is a failure like others', async () => {
  const run = await runTransacted(routeOf(`${ref('insertA')}, { rollback: { message: x } }`));
  expect([run.rows, run.exchange.rollbackOnly]).toEqual([['a'], true]);
  expect(run.exchange.exception).toMatchObject({ code: 'ROUTE_ROLLBACK' });
});
