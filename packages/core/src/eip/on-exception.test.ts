import { describe, expect, onTestFinished, test } from 'vitest';
import { route, routes } from '../builder/route-steps.ts';
import { NamedException } from '../error-handling/exception-types.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { createTestContext, type TestContextOptions } from '../testing/test-context.ts';

type Options = Readonly<Record<string, unknown>>;
const io = () => new NamedException('java.io.IOException', 'disk');
const simple = (expression: string) => ({ language: 'simple', expression });
const yes = { language: 'constant', expression: 'true' };
const no = { language: 'constant', expression: 'false' };

interface Setting extends TestContextOptions {
  /** How often the step fails; always when absent. */
  readonly failures?: number;
  /** A dead letter channel stands around, whose endpoint fails. */
  readonly deadLetterFails?: boolean;
  /** Its steps; a send to `mock:handler` when absent. */
  readonly steps?: readonly string[];
}

/** A route of which one step fails, with one `onException`; what became of a message. */
async function handled(options: Options, setting: Setting = {}) {
  const { failures = Number.POSITIVE_INFINITY, deadLetterFails, steps = ['mock:handler'], ...rest } = setting;
  const context = createTestContext(rest);
  onTestFinished(() => context.clock.runUntil(context.stop()));
  const at: number[] = [];
  const model = route('r')
    .from('loopback:in')
    .setBody('changed')
    .setHeader('added', 1)
    .process(() => {
      at.push(context.clock.now());
      if (at.length <= failures) throw io();
    })
    .to('mock:after')
    .toRoutes();
  const [only] = model.routes;
  const clause = {
    kind: 'onException',
    options: { exception: ['java.io.IOException'], ...options },
    steps: steps.map((uri) => ({ kind: 'to', options: { uri } })),
  };
  const dead = { kind: 'deadLetterChannel', options: { deadLetterUri: 'mock:dead' } };
  await context.addRoutes({
    ...model,
    routes: [{ ...only!, scoped: [clause], ...(deadLetterFails ? { errorHandler: dead } : {}) }],
  });
  await context.start();
  context.logged.lines.length = 0;
  if (deadLetterFails) context.mocks.get('mock:dead').fail(new Error('full'));
  const began = context.clock.now();
  const sent = context.send('loopback:in', 'original', { pattern: 'InOut' });
  const exchange = await context.clock.runUntil(sent);
  const waits = at.map((time, index) => time - (at[index - 1] ?? began)).slice(1);
  const count = (name: string) => context.mocks.get(`mock:${name}`).received.length;
  const lines = (start: string) => context.logged.lines.filter(({ message }) => message.startsWith(start));
  const attempts = lines('Failed delivery').filter(({ message }) => message.includes('On delivery attempt'));
  const exhausted = lines('Failed delivery').filter(({ message }) => message.includes('Exhausted'));
  return { context, exchange, attempts, exhausted, lines, count, waits, tries: at.length };
}
const redelivered = (redeliveryPolicy: Options, setting?: Setting) =>
  handled({ redeliveryPolicy: { redeliveryDelay: 0, ...redeliveryPolicy } }, setting);

describe('which failures', () => {
  test('those of its classes, and of classes below them', async () => {
    expect((await handled({ handled: yes, exception: ['java.lang.Exception'] })).count('handler')).toBe(1);
    const other = await handled({ handled: yes, exception: ['java.lang.IllegalStateException', 'RangeError'] });
    expect([other.count('handler'), other.exchange.exception]).toMatchObject([0, { message: 'disk' }]);
  });

  test('where the condition holds', async () => {
    expect(
      (await handled({ handled: yes, onWhen: simple("${body} == 'changed'") })).exchange.exception,
    ).toBeUndefined();
    expect((await handled({ handled: yes, onWhen: simple("${body} == 'other'") })).exchange.exception).toBeDefined();
    // What the condition itself fails with takes the place of the failure.
    const broken = await handled({ handled: yes, onWhen: simple('${body.nowhere}') });
    expect(String(broken.exchange.exception)).toContain('nowhere');
  });
});

test('a clause of the route is asked before those of its file, at the same distance', async () => {
  const scoped = (name: string, exception: string) => ({
    kind: 'onException',
    options: { exception: [exception], handled: yes },
    steps: [{ kind: 'to', options: { uri: `mock:${name}` } }],
  });
  const asked = async (own: string, all: string) => {
    const throwing = { kind: 'throwException', options: { exceptionType: 'java.io.IOException' } };
    const model = { id: 'r', from: { uri: 'loopback:in' }, steps: [throwing], scoped: [scoped('own', own)] };
    const context = createTestContext();
    onTestFinished(() => context.clock.runUntil(context.stop()));
    await context.addRoutes({ ...routes(), routes: [model], scoped: [scoped('all', all)] });
    await context.start();
    await context.send('loopback:in');
    return ['own', 'all'].filter((name) => context.mocks.get(`mock:${name}`).received.length > 0);
  };
  expect(await asked('java.io.IOException', 'java.io.IOException')).toEqual(['own']);
  expect(await asked('java.lang.Exception', 'java.io.IOException')).toEqual(['all']);
});

describe('what becomes of the message', () => {
  test('handled: the sender sees no failure, and the route ends', async () => {
    const { exchange, count } = await handled({ handled: yes });
    expect([exchange.exception, count('handler'), count('after')]).toEqual([undefined, 1, 0]);
    expect((await handled({ handled: no })).exchange.exception).toMatchObject({ message: 'disk' });
  });

  test('continued: the route goes on after the step that failed', async () => {
    const { exchange, count } = await handled({ continued: yes });
    expect([exchange.exception, count('handler'), count('after')]).toEqual([undefined, 1, 1]);
    expect((await handled({ continued: no })).count('after')).toBe(0);
  });

  test('its steps see the message as it came in, or the body alone', async () => {
    const seen = async (options: Options) => {
      const { context } = await handled({ handled: yes, ...options }, { allowUseOriginalMessage: true });
      const [message] = context.mocks.get('mock:handler').received;
      return [message!.body, message!.headers['added']];
    };
    expect(await seen({})).toEqual(['changed', 1]);
    expect(await seen({ useOriginalMessage: true })).toEqual(['original', undefined]);
    expect(await seen({ useOriginalBody: true })).toEqual(['original', 1]);
  });
});

describe('trying again', () => {
  test('as often as the policy says; the policy may be a bean', async () => {
    expect((await redelivered({ maximumRedeliveries: 2 })).tries).toBe(3);
    expect((await redelivered({ maximumRedeliveries: -1 }, { failures: 20 })).tries).toBe(21);
    const beans = { twice: { maximumRedeliveries: 2, redeliveryDelay: 70 } };
    expect((await handled({ redeliveryPolicyRef: '#twice' }, { beans })).waits).toEqual([70, 70]);
  });

  test('never, when redelivery is off', async () => {
    expect((await redelivered({ maximumRedeliveries: 2, disableRedelivery: true })).tries).toBe(1);
  });

  test('while a condition holds, which replaces the count', async () => {
    const retryWhile = simple('${header.CamelRedeliveryCounter} < 4');
    const { tries } = await handled({ retryWhile, redeliveryPolicy: { redeliveryDelay: 0, maximumRedeliveries: 1 } });
    expect(tries).toBe(4);
  });

  test('a processor is told of each failure, and one before each redelivery', async () => {
    const told: string[] = [];
    const note = (what: string) => (exchange: Exchange) =>
      void told.push(`${what} ${String(exchange.header('CamelRedeliveryCounter'))}`);
    const beans = { occurred: note('occurred'), again: note('again') };
    const redeliveryPolicy = { maximumRedeliveries: 1, redeliveryDelay: 0 };
    await handled({ onExceptionOccurredRef: '#occurred', onRedeliveryRef: '#again', redeliveryPolicy }, { beans });
    expect(told).toEqual(['occurred 1', 'again 1', 'occurred 2']);
  });

  test.each<[string, Options, number[]]>([
    ['the same wait each time', { redeliveryDelay: 50 }, [50, 50, 50]],
    ['growing waits', { redeliveryDelay: 50, useExponentialBackOff: true }, [50, 100, 200]],
    ['growing by a factor', { redeliveryDelay: 50, useExponentialBackOff: true, backOffMultiplier: 3 }, [50, 150, 450]],
    [
      'up to the longest',
      { redeliveryDelay: 50, useExponentialBackOff: true, maximumRedeliveryDelay: 90 },
      [50, 90, 90],
    ],
    ['by attempt', { delayPattern: '1:5;3:10' }, [5, 5, 10]],
  ])('%s', async (_, policy, waits) => {
    expect((await redelivered({ maximumRedeliveries: 3, ...policy })).waits).toEqual(waits);
  });

  test('chance spreads the waits, by the factor given', async () => {
    const spread = async (policy: Options) =>
      (await redelivered({ maximumRedeliveries: 20, redeliveryDelay: 1000, useCollisionAvoidance: true, ...policy }))
        .waits;
    const usual = await spread({});
    expect(new Set(usual).size).toBeGreaterThan(1);
    // Each starts from the one before, as in Camel.
    const steps = usual.map((ms, index) => Math.abs(ms / (usual[index - 1] ?? 1000) - 1));
    expect(Math.max(...steps)).toBeLessThanOrEqual(0.152);
    expect(new Set(await spread({ collisionAvoidanceFactor: 0 }))).toEqual(new Set([1000]));
  });

  test('while the context stops it is given up, if so configured', async () => {
    const stopped = async (policy: Options) => {
      const context = createTestContext({ shutdownTimeoutMs: 60_000 });
      const redeliveryPolicy = { maximumRedeliveries: 5, redeliveryDelay: 3000, ...policy };
      await context.addRoutes(
        route('r')
          .from('loopback:in')
          .onException(['java.io.IOException'], { redeliveryPolicy })
          .process(() => {
            throw io();
          }),
      );
      await context.start();
      const sent = context.send('loopback:in', 1);
      await context.clock.advance(10);
      const from = context.clock.now();
      const stopping = context.stop();
      const { exception } = await context.clock.runUntil(sent);
      const took = context.clock.now() - from;
      await context.clock.runUntil(stopping);
      return { took, exception };
    };
    expect((await stopped({})).took).toBeGreaterThan(10_000);
    const given = await stopped({ allowRedeliveryWhileStopping: false });
    expect(given.took).toBeLessThanOrEqual(1000);
    expect(given.exception).toMatchObject({ code: 'ROUTE_SHUTDOWN_FORCED' });
  });
});

describe('what is logged', () => {
  const once = { maximumRedeliveries: 1 };

  test('each attempt, with its class and not its message', async () => {
    const { attempts } = await redelivered({ maximumRedeliveries: 2 });
    expect(attempts.map(({ level, fields }) => [level, fields])).toEqual([
      ['DEBUG', undefined],
      ['DEBUG', undefined],
      ['DEBUG', undefined],
    ]);
    expect(attempts[0]!.message).toContain('java.io.IOException');
    expect(attempts[0]!.message).not.toContain('disk');
  });

  test('attempts at another level, with the stack, each n-th only, or not at all', async () => {
    for (const retryAttemptedLogLevel of ['TRACE', 'INFO', 'WARN', 'ERROR'])
      expect((await redelivered({ ...once, retryAttemptedLogLevel })).attempts[0]!.level).toBe(retryAttemptedLogLevel);
    expect((await redelivered({ ...once, retryAttemptedLogLevel: 'OFF' })).attempts).toEqual([]);
    expect((await redelivered({ ...once, logRetryStackTrace: true })).attempts[0]!.fields).toHaveProperty('error');
    const some = await redelivered({ maximumRedeliveries: 4, retryAttemptedLogInterval: 2 });
    expect(some.attempts.map(({ message }) => /attempt: (\d)/.exec(message)![1])).toEqual(['0', '2', '4']);
    expect((await redelivered({ ...once, logRetryAttempted: false })).attempts).toEqual([]);
  });

  test('when it is given up, with the stack', async () => {
    const { exhausted } = await redelivered(once);
    expect(exhausted).toMatchObject([{ logger: 'r', level: 'ERROR', fields: { error: { message: 'disk' } } }]);
    for (const retriesExhaustedLogLevel of ['TRACE', 'DEBUG', 'INFO', 'WARN'])
      expect((await redelivered({ ...once, retriesExhaustedLogLevel })).exhausted[0]!.level).toBe(
        retriesExhaustedLogLevel,
      );
    expect((await redelivered({ ...once, retriesExhaustedLogLevel: 'OFF' })).exhausted).toEqual([]);
    expect((await redelivered({ ...once, logStackTrace: false })).exhausted[0]!.fields).toBeUndefined();
    expect((await redelivered({ ...once, logExhausted: false })).exhausted).toEqual([]);
  });

  test('a failure that was handled or continued only when asked for', async () => {
    const logged = async (options: Options, redeliveryPolicy: Options) =>
      (await handled({ ...options, redeliveryPolicy })).exhausted.length;
    expect(await logged({ handled: yes }, once)).toBe(0);
    expect(await logged({ handled: yes }, { ...once, logHandled: true })).toBe(1);
    expect(await logged({ continued: yes }, once)).toBe(0);
    expect(await logged({ continued: yes }, { ...once, logContinued: true })).toBe(1);
  });

  test('a new failure of the dead letter endpoint', async () => {
    const told = async (policy: Options) => {
      const setting = { deadLetterFails: true, steps: [] };
      const { lines } = await redelivered({ ...once, ...policy }, setting);
      return lines('New exception').map(({ level }) => level);
    };
    expect(await told({})).toEqual(['WARN']);
    expect(await told({ logNewException: false })).toEqual([]);
  });
});
