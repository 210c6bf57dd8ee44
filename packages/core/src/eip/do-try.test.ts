import { expect, test } from 'vitest';
import { route } from '../builder/route-steps.ts';
import type { StepModel } from '../model/route-model.ts';
import { runRoute } from '../testing/run-route.ts';
import { loadYaml } from '../yaml/load-yaml.ts';
import { startSteps } from '../../test/run-steps.ts';

const start = route('r').from('timer:t').castBody<string>();
const io = 'java.io.IOException';

test('the first clause that matches the failure or one of its causes handles it, in file order', async () => {
  const tried = start.doTry(
    (steps) => steps.throwException('java.io.FileNotFoundException', 'gone'),
    (branches) =>
      branches
        .doCatch(['java.lang.IllegalStateException'], (steps) => steps.setBody('state'))
        .doCatch(['java.lang.Exception'], (steps) => steps.setBody('any'))
        .doCatch([io], (steps) => steps.setBody('io')),
  );
  const run = await runRoute(tried.to('mock:after'), 'x');
  expect(run.mocks.get('mock:after').bodies).toEqual(['any']);
});

test('doFinally runs in any case, and an uncaught failure goes on to the caller', async () => {
  const tried = (exceptionType: string) =>
    start
      .doTry(
        (steps) => steps.throwException(exceptionType, 'broken'),
        (branches) =>
          branches.doCatch([io], (steps) => steps.to('mock:caught')).doFinally((steps) => steps.to('mock:finally')),
      )
      .to('mock:after');
  const caught = await runRoute(tried(io), 'x');
  expect(['caught', 'finally', 'after'].map((name) => caught.mocks.get(`mock:${name}`).received.length)).toEqual([
    1, 1, 1,
  ]);
  const uncaught = await runRoute(tried('java.lang.IllegalStateException'), 'x');
  expect(['caught', 'finally', 'after'].map((name) => uncaught.mocks.get(`mock:${name}`).received.length)).toEqual([
    0, 1, 0,
  ]);
  expect(uncaught.exception).toMatchObject({ message: 'broken' });
});

test('the error handler of the route does not act inside', async () => {
  let calls = 0;
  const tried = start
    .errorHandler('deadLetterChannel', { deadLetterUri: 'mock:dead', redeliveryPolicy: { maximumRedeliveries: 3 } })
    .doTry(
      (steps) =>
        steps.process(() => {
          calls++;
          throw new Error('no');
        }),
      (branches) => branches.doCatch(['java.lang.IllegalStateException'], (steps) => steps),
    );
  const run = await runRoute(tried, 'x');
  expect(calls).toBe(1);
  expect(run.mocks.get('mock:dead').received).toEqual([]);
  expect(run.exception).toMatchObject({ message: 'no' });
});

test('stop inside skips doFinally and the steps after', async () => {
  const tried = start
    .doTry(
      (steps) => steps.stop(),
      (branches) => branches.doFinally((steps) => steps.to('mock:finally')),
    )
    .to('mock:after');
  const run = await runRoute(tried, 'x');
  expect(run.mocks.get('mock:finally').received).toEqual([]);
  expect(run.mocks.get('mock:after').received).toEqual([]);
  expect(run.exchange.routeStop).toBe(true);
});

test('the exception that was caught stays to be asked for', async () => {
  const tried = start.doTry(
    (steps) => steps.throwException(io, 'kept'),
    (branches) => branches.doCatch([io], (steps) => steps.log('caught')),
  );
  const run = await runRoute(tried, 'x');
  expect(run.exchange.property('CamelExceptionCaught')).toMatchObject({ message: 'kept' });
});

test('a clause with a condition handles only where it holds', async () => {
  const clause = (body: string, onWhen?: string): StepModel => ({
    kind: 'doCatch',
    options: {
      exception: [io],
      ...(onWhen === undefined ? {} : { onWhen: { language: 'simple', expression: onWhen } }),
    },
    steps: [{ kind: 'setBody', options: { expression: { language: 'constant', expression: body } } }],
  });
  const options = { doCatch: [clause('conditional', "${body} == 'x'"), clause('any')] };
  const tried = start.eip('doTry', options, (steps) => steps.throwException(io, 'broken'));
  expect((await runRoute(tried, 'x')).body).toBe('conditional');
  expect((await runRoute(tried, 'y')).body).toBe('any');
});

test('inside of another block the error handler stands around it, and repeats it alone', async () => {
  const nested = start
    .errorHandler('deadLetterChannel', {
      deadLetterUri: 'mock:dead',
      redeliveryPolicy: { maximumRedeliveries: 2, redeliveryDelay: 0 },
    })
    .filter(
      () => true,
      (steps) =>
        steps.to('mock:before').doTry(
          (inner) => inner.to('mock:tried').throwException(io, 'no'),
          (branches) => branches.doCatch(['java.lang.IllegalStateException'], (inner) => inner),
        ),
    );
  const run = await runRoute(nested, 'x');
  expect(['before', 'tried', 'dead'].map((name) => run.mocks.get(`mock:${name}`).received.length)).toEqual([1, 3, 1]);
});

test('without doFinally, too, what nothing caught can be read', async () => {
  const tried = start.doTry(
    (steps) => steps.throwException(io, 'kept'),
    (branches) => branches.doCatch(['java.lang.IllegalStateException'], (steps) => steps),
  );
  const { exchange } = await runRoute(tried, 'x');
  expect(exchange.property('CamelExceptionCaught')).toMatchObject({ message: 'kept' });
  expect(exchange.property('CamelFailureRouteId')).toBe('r');
});

test('a clause runs all its steps after a rollback, which catching does not undo', async () => {
  const tried = start.doTry(
    (steps) => steps.rollback('back'),
    (branches) => branches.doCatch(['java.lang.Exception'], (steps) => steps.to('mock:one').to('mock:two')),
  );
  const run = await runRoute(tried, 'x');
  expect(['one', 'two'].map((name) => run.mocks.get(`mock:${name}`).received.length)).toEqual([1, 1]);
  expect([run.exchange.rollbackOnly, String(run.exception)]).toEqual([true, expect.stringContaining('back')]);
});

test('a mark for rollback that a clause sets is no failure', async () => {
  const tried = start.doTry(
    (steps) => steps.throwException(io, 'no'),
    (branches) => branches.doCatch([io], (steps) => steps.eip('rollback', { markRollbackOnly: true })),
  );
  const run = await runRoute(tried, 'x');
  expect([run.exchange.rollbackOnly, run.exception]).toEqual([true, undefined]);
});

test('a failure that a clause takes is told as one that is handled', async () => {
  const steps = loadYaml(`- route:
    from:
      uri: loopback:in
      steps:
        - doTry:
            steps: [{ throwException: { exceptionType: java.io.IOException, message: m } }]
            doCatch: [{ exception: [java.io.IOException], steps: [{ to: mock:caught }] }]
`);
  const context = await startSteps(() => ({ toRoutes: () => steps }));
  const told: string[] = [];
  context.events.listen(({ type }) => void (/Handl|mock|Completed/.test(type) && told.push(type)));
  await context.send('loopback:in');
  expect(told).toEqual(['ExchangeFailureHandling', 'ExchangeFailureHandled', 'ExchangeCompleted']);
});
