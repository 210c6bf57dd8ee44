import { expect, onTestFinished, test } from 'vitest';
import { route, routes, type OnExceptionOptions } from '../builder/route-steps.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { createTestContext } from '../testing/test-context.ts';
import { runSteps } from '../../test/run-steps.ts';
import { NamedException } from './exception-types.ts';

/** Fails so many times, and then works. */
function failing(times: number, error: () => unknown = () => new Error('not yet')) {
  const calls: unknown[] = [];
  return {
    calls,
    run(message: { body: unknown }) {
      calls.push(message.body);
      message.body = 'changed by the attempt';
      if (calls.length <= times) throw error();
    },
  };
}
const never = Number.POSITIVE_INFINITY;
const quick = { maximumRedeliveries: 2, redeliveryDelay: 0 };

test('without a word about it a failure goes back to the sender at once', async () => {
  const step = failing(never);
  const run = await runSteps((steps) => steps.process((message) => step.run(message)).to('mock:after'), 'a');
  expect(step.calls).toHaveLength(1);
  expect(run.exception).toMatchObject({ message: 'not yet' });
  expect(run.mocks.get('mock:after').received).toHaveLength(0);
  expect(run.exchange.property('CamelFailureRouteId')).toBe('r');
});

test('only the step that failed is tried again, each time with the message as it came to it', async () => {
  const step = failing(2);
  let before = 0;
  const run = await runSteps(
    (steps) =>
      steps
        .errorHandler('defaultErrorHandler', { redeliveryPolicy: quick })
        .process(() => void before++)
        .process((message) => step.run(message)),
    'a',
  );
  expect(before).toBe(1);
  expect(step.calls).toEqual(['a', 'a', 'a']);
  expect(run.exception).toBeUndefined();
  expect(run.headers).toMatchObject({
    CamelRedelivered: true,
    CamelRedeliveryCounter: 2,
    CamelRedeliveryMaxCounter: 2,
  });
});

test('waits pass by the clock of the context', async () => {
  const context = createTestContext();
  const step = failing(3);
  const redeliveryPolicy = { maximumRedeliveries: 5, redeliveryDelay: 100, useExponentialBackOff: true };
  await context.addRoutes(
    route('r')
      .from('loopback:in')
      .errorHandler('defaultErrorHandler', { redeliveryPolicy })
      .process((message) => step.run(message)),
  );
  await context.start();
  const begin = context.clock.now();
  await context.clock.runUntil(context.send('loopback:in', 'a'));
  expect(context.clock.now() - begin).toBe(100 + 200 + 400);
  await context.stop();
});

test('a dead letter channel takes the message and ends it well', async () => {
  const run = await runSteps(
    (steps) =>
      steps
        .errorHandler('deadLetterChannel', { deadLetterUri: 'mock:dead', redeliveryPolicy: quick })
        .process((message) => failing(never).run(message))
        .to('mock:after'),
    'a',
  );
  expect(run.exception).toBeUndefined();
  const [dead] = run.mocks.get('mock:dead').received;
  expect(dead!.exchange.property('CamelExceptionCaught')).toMatchObject({ message: 'not yet' });
  expect(run.mocks.get('mock:after').received).toHaveLength(0);
});

test('a dead letter endpoint that fails: swallowed, or told when so configured', async () => {
  const dead = (deadLetterHandleNewException: boolean) =>
    runSteps(
      (steps) =>
        steps
          .errorHandler('deadLetterChannel', { deadLetterUri: 'mock:dead', deadLetterHandleNewException })
          .throwException('java.io.IOException', 'first'),
      'a',
      { prepare: ({ mocks }) => void mocks.get('mock:dead').fail(new Error('dead letters are full')) },
    );
  expect((await dead(true)).exception).toBeUndefined();
  expect((await dead(false)).exception).toMatchObject({ message: 'dead letters are full' });
});

test('no error handler: the calling route handles, and repeats the whole call', async () => {
  const context = createTestContext();
  const step = failing(1);
  await context.addRoutes(
    routes(
      route('outer')
        .from('loopback:outer')
        .errorHandler('defaultErrorHandler', { redeliveryPolicy: quick })
        .to('loopback:inner') as never,
      route('inner')
        .from('loopback:inner')
        .errorHandler('noErrorHandler', {})
        .to('mock:begun')
        .process((message) => step.run(message)) as never,
    ),
  );
  await context.start();
  onTestFinished(() => context.clock.runUntil(context.stop()));
  const exchange = await context.clock.runUntil(context.send('loopback:outer', 'a', { pattern: 'InOut' }));
  expect(exchange.exception).toBeUndefined();
  expect(context.mocks.get('mock:begun').received).toHaveLength(2);
});

const clause = (
  options: OnExceptionOptions,
  error: () => unknown = () => new NamedException('java.io.IOException', 'io'),
) =>
  runSteps(
    (steps) =>
      steps
        .onException(['java.io.IOException'], options, (handler) => handler.setBody('handled').to('mock:handler'))
        .process(() => {
          throw error();
        })
        .to('mock:after'),
    'a',
  );

test('handled: the block makes the reply, and the route ends', async () => {
  const run = await clause({ handled: true });
  expect([run.body, run.exception]).toEqual(['handled', undefined]);
  expect(run.mocks.get('mock:after').received).toHaveLength(0);
});

test('continued: the block runs, and the route goes on after the failed step', async () => {
  const run = await clause({ continued: true });
  expect(run.exception).toBeUndefined();
  expect(run.mocks.get('mock:after').bodies).toEqual(['handled']);
  expect(run.exchange.property('CamelExceptionCaught')).toMatchObject({ message: 'io' });
});

test('neither: the block runs, and the failure goes back to the sender', async () => {
  const run = await clause({});
  expect(run.mocks.get('mock:handler').received).toHaveLength(1);
  expect(run.exception).toMatchObject({ message: 'io' });
});

test('handled and continued may depend on the message', async () => {
  const run = await clause({ handled: ({ exchange }) => exchange.header('no') === 'way' });
  expect(run.exception).toMatchObject({ message: 'io' });
});

test('onWhen chooses, and one that throws does not', async () => {
  expect((await clause({ handled: true, onWhen: () => false })).exception).toBeDefined();
  const throws = () => {
    throw new Error('onWhen is broken');
  };
  expect((await clause({ handled: true, onWhen: throws })).exception).toMatchObject({ message: 'io' });
});

test('retryWhile takes the place of the count', async () => {
  const step = failing(never, () => new NamedException('java.io.IOException', 'io'));
  await runSteps((steps) =>
    steps
      .onException(['java.io.IOException'], {
        retryWhile: ({ exchange }) => Number(exchange.header('CamelRedeliveryCounter')) < 3,
        redeliveryPolicy: { redeliveryDelay: 0 },
      })
      .process((message) => step.run(message)),
  );
  expect(step.calls).toHaveLength(3);
});

test('of several clauses the one nearest to the error is taken, and causes count', async () => {
  const taken = async (error: () => unknown) => {
    const run = await runSteps((steps) =>
      ['java.lang.Exception', 'java.io.IOException', 'java.io.FileNotFoundException', 'TypeError']
        .reduce((all, type) => all.onException([type], { handled: true }, (handler) => handler.setBody(type)), steps)
        .process(() => {
          throw error();
        }),
    );
    return run.body;
  };
  expect(await taken(() => new NamedException('java.io.FileNotFoundException', 'x'))).toBe(
    'java.io.FileNotFoundException',
  );
  expect(await taken(() => new NamedException('java.net.ConnectException', 'x'))).toBe('java.io.IOException');
  expect(await taken(() => new NamedException('java.lang.IllegalStateException', 'x'))).toBe('java.lang.Exception');
  expect(await taken(() => new TypeError('x'))).toBe('TypeError');
  const cause = new NamedException('java.io.FileNotFoundException', 'deep');
  expect(await taken(() => new Error('outer', { cause }))).toBe('java.io.FileNotFoundException');
});

test('what fails inside a clause goes to the sender', async () => {
  const run = await runSteps((steps) =>
    steps
      .onException(['java.io.IOException'], { handled: true }, (handler) =>
        handler.process(() => {
          throw new RangeError('in the clause');
        }),
      )
      .throwException('java.io.IOException', 'first'),
  );
  expect(run.exception).toEqual(new RangeError('in the clause'));
});

test('the original message, with what the route did to it undone', async () => {
  const original = (useOriginal: object) =>
    runSteps(
      (steps) =>
        steps
          .errorHandler('deadLetterChannel', { deadLetterUri: 'mock:dead', ...useOriginal })
          .setBody('changed')
          .setHeader('added', 1)
          .throwException('java.io.IOException', 'x'),
      'as it came',
      { allowUseOriginalMessage: true },
    );
  const whole = (await original({ useOriginalMessage: true })).mocks.get('mock:dead').received[0]!;
  expect([whole.body, whole.headers['added']]).toEqual(['as it came', undefined]);
  const body = (await original({ useOriginalBody: true })).mocks.get('mock:dead').received[0]!;
  expect([body.body, body.headers['added']]).toEqual(['as it came', 1]);
});

test('hooks: when it failed, before each attempt, before it is given up', async () => {
  const told: string[] = [];
  const hook = (name: string) => (exchange: Exchange) =>
    void told.push(`${name} ${String(exchange.header('CamelRedeliveryCounter'))}`);
  await runSteps((steps) =>
    steps
      .errorHandler('deadLetterChannel', {
        deadLetterUri: 'mock:dead',
        redeliveryPolicy: { maximumRedeliveries: 1, redeliveryDelay: 0 },
        onExceptionOccurredRef: hook('occurred'),
        onRedeliveryRef: hook('redelivery'),
        onPrepareFailureRef: hook('prepare'),
      })
      .throwException('java.io.IOException', 'x'),
  );
  expect(told.map((line) => line.split(' ')[0])).toEqual(['occurred', 'redelivery', 'occurred', 'prepare']);
});

test('parts of a split are handled one by one', async () => {
  const run = await runSteps(
    (steps) =>
      steps
        .onException(['RangeError'], { handled: true }, (handler) => handler.to('mock:bad'))
        .split((part) =>
          part
            .process(({ body }) => {
              if (body === 2) throw new RangeError('two');
            })
            .to('mock:good'),
        )
        .to('mock:after'),
    [1, 2, 3],
  );
  expect(run.mocks.get('mock:good').bodies).toEqual([1, 3]);
  expect(run.mocks.get('mock:bad').bodies).toEqual([2]);
});
