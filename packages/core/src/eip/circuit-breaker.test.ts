import { describe, expect, test } from 'vitest';
import type { CircuitBreakerOptions } from '../builder/flow-steps.ts';
import type { TestContext, TestContextOptions } from '../testing/test-context.ts';
import { NamedException } from '../error-handling/exception-types.ts';
import { validateYaml } from '../yaml/load-yaml.ts';
import { runSteps, startSteps } from '../../test/run-steps.ts';

type Resilience = NonNullable<CircuitBreakerOptions['resilience4jConfiguration']>;

const breaker = (resilience4jConfiguration: Resilience, withFallback = true) =>
  startSteps((steps) => {
    if (!withFallback) return steps.circuitBreaker((inner) => inner.to('mock:api'), { resilience4jConfiguration });
    return steps.circuitBreaker((inner) => inner.to('mock:api'), {
      resilience4jConfiguration,
      fallback: (inner) => inner.setBody('instead'),
    });
  });
const two = { minimumNumberOfCalls: 2, slidingWindowSize: 2, failureRateThreshold: 50, waitDurationInOpenState: 5 };

test('a call that works goes through', async () => {
  const context = await breaker(two);
  context.mocks.get('mock:api').reply('ok');
  const exchange = await context.send('loopback:in', 1);
  expect(exchange.body).toBe('ok');
  expect(exchange.property('CamelCircuitBreakerSuccessfulExecution')).toBe(true);
});

test('a failure runs the fallback, and leaves no error', async () => {
  const context = await breaker(two);
  context.mocks.get('mock:api').fail(new Error('down'));
  const exchange = await context.send('loopback:in', 1);
  expect([exchange.body, exchange.exception]).toEqual(['instead', undefined]);
  expect(exchange.property('CamelCircuitBreakerResponseFromFallback')).toBe(true);
});

test('after enough failures nothing is called; after a wait it is tried again, and closes', async () => {
  const context = await breaker({ ...two, permittedNumberOfCallsInHalfOpenState: 1 });
  const api = context.mocks.get('mock:api').fail(new Error('down'));
  for (let n = 0; n < 4; n++) expect((await context.send('loopback:in', n)).body).toBe('instead');
  expect(api.received).toHaveLength(2);
  await context.clock.advance(5000);
  api.reply('ok');
  expect((await context.send('loopback:in', 5)).body).toBe('ok');
  expect((await context.send('loopback:in', 6)).body).toBe('ok');
  expect(api.received).toHaveLength(4);
});

test('a route that starts again begins with a closed circuit', async () => {
  const context = await breaker(two);
  const api = context.mocks.get('mock:api').fail(new Error('down'));
  for (let n = 0; n < 3; n++) await context.send('loopback:in', n);
  expect(api.received).toHaveLength(2);
  await context.routes.stop('r');
  await context.routes.start('r');
  await context.send('loopback:in', 3);
  expect(api.received).toHaveLength(3);
});

test('without a fallback the failure is that of the call', async () => {
  const context = await breaker(two, false);
  context.mocks.get('mock:api').fail(new TypeError('down'));
  const { exception } = await context.send('loopback:in', 1);
  expect(String((exception as Error).message)).toContain('down');
});

test('a call that takes too long ends in the fallback', async () => {
  const context = await startSteps((steps) =>
    steps.circuitBreaker((inner) => inner.delay(5000), {
      resilience4jConfiguration: { ...two, timeoutEnabled: true, timeoutDuration: 1000 },
      fallback: (inner) => inner.setBody('too slow'),
    }),
  );
  const exchange = await context.clock.runUntil(context.send('loopback:in', 1));
  expect(exchange.body).toBe('too slow');
  expect(exchange.property('CamelCircuitBreakerResponseShortCircuited')).toBe(true);
});

const simpleFailure = () => new TypeError('down');
const calls = async (options: Readonly<Record<string, unknown>>, more: TestContextOptions = {}) => {
  const context = await startSteps(
    (steps) => steps.eip('circuitBreaker', options, (inner) => inner.to('mock:api')),
    more,
  );
  const api = context.mocks.get('mock:api');
  const call = async (outcome: 'ok' | 'fail') => {
    if (outcome === 'ok') api.whenReceived(undefined);
    else api.fail(simpleFailure());
    const before = api.received.length;
    await context.send('loopback:in', outcome);
    return api.received.length > before;
  };
  return { context, call, api };
};
const resilience = (more: Resilience) => ({ resilience4jConfiguration: { ...two, ...more } });

test('the rate at which it opens', async () => {
  const { call } = await calls(resilience({ failureRateThreshold: 60 }));
  for (const outcome of ['fail', 'ok', 'fail'] as const) expect(await call(outcome)).toBe(true);
  expect(await call('fail')).toBe(true);
  expect(await call('ok')).toBe(false);
});

test('a window of time forgets what is older', async () => {
  const { call, context } = await calls(resilience({ slidingWindowType: 'TIME_BASED', slidingWindowSize: 10 }));
  await call('fail');
  await context.clock.advance(11_000);
  await call('fail');
  expect(await call('fail')).toBe(true);
  expect(await call('ok')).toBe(false);
});

test('it may turn half-open by itself, and open again when nothing was tried in time', async () => {
  const later = async (more: Resilience) => {
    const { call, context } = await calls(resilience({ permittedNumberOfCallsInHalfOpenState: 1, ...more }));
    await call('fail');
    await call('fail');
    await context.clock.advance(9000);
    return call('ok');
  };
  expect(await later({ maxWaitDurationInHalfOpenState: 3 })).toBe(true);
  expect(await later({ automaticTransitionFromOpenToHalfOpenEnabled: true })).toBe(true);
  expect(await later({ automaticTransitionFromOpenToHalfOpenEnabled: true, maxWaitDurationInHalfOpenState: 3 })).toBe(
    false,
  );
});

test('half-open it lets so many calls through, and closes when they worked', async () => {
  const afterOneTrial = async (permittedNumberOfCallsInHalfOpenState: number) => {
    const more = { minimumNumberOfCalls: 3, slidingWindowSize: 3, permittedNumberOfCallsInHalfOpenState };
    const { call, context } = await calls(resilience(more));
    for (let n = 0; n < 3; n++) await call('fail');
    await context.clock.advance(5000);
    await call('ok');
    return (await context.send('loopback:in', 1)).property('CamelCircuitBreakerState');
  };
  expect(await afterOneTrial(1)).toBe('CLOSED');
  expect(await afterOneTrial(3)).toBe('HALF_OPEN');
});

test('slow calls open it, too', async () => {
  const afterSlow = async (more: Resilience) => {
    const context = await startSteps((steps) =>
      steps.eip('circuitBreaker', resilience(more), (inner) => inner.delay(2000).to('mock:api')),
    );
    for (let n = 0; n < 3; n++) await context.clock.runUntil(context.send('loopback:in', n));
    return context.mocks.get('mock:api').received.length;
  };
  expect(await afterSlow({})).toBe(3);
  expect(await afterSlow({ slowCallDurationThreshold: 1 })).toBe(2);
  expect(await afterSlow({ slowCallDurationThreshold: 3 })).toBe(3);
  const half = await startSteps((steps) =>
    steps.eip('circuitBreaker', resilience({ slowCallDurationThreshold: 1, slowCallRateThreshold: 50 }), (inner) =>
      inner.delay(({ body }) => Number(body)).to('mock:api'),
    ),
  );
  for (const ms of [2000, 0, 0]) await half.clock.runUntil(half.send('loopback:in', ms));
  expect(half.mocks.get('mock:api').bodies).toEqual([2000, 0]);
});

test('a call that is not permitted passes the steps by, or fails when asked to', async () => {
  const refused = async (more: Resilience) => {
    const { call, context } = await calls(resilience(more));
    await call('fail');
    await call('fail');
    return (await context.send('loopback:in', 'x')).exception;
  };
  expect(await refused({})).toBeUndefined();
  expect(await refused({ throwExceptionWhenHalfOpenOrOpenState: true })).toMatchObject({ code: 'ROUTE_CIRCUIT_OPEN' });
});

test('only some failures count, or all but some', async () => {
  const opened = async (more: Resilience) => {
    const { call } = await calls(resilience(more));
    await call('fail');
    await call('fail');
    return !(await call('ok'));
  };
  expect(await opened({ recordException: ['RangeError'] })).toBe(false);
  expect(await opened({ recordException: ['TypeError'] })).toBe(true);
  expect(await opened({ ignoreException: ['TypeError'] })).toBe(false);
  expect(await opened({ ignoreException: ['RangeError'] })).toBe(true);
});

/** How many of two calls at a time were made, each of which takes 100 ms. */
const atATime = async (options: Readonly<Record<string, unknown>>, count = 2) => {
  const context = await startSteps((steps) =>
    steps.eip('circuitBreaker', options, (inner) => inner.delay(100).to('mock:api')),
  );
  const sent = Array.from({ length: count }, (_, n) => context.send('loopback:in', n));
  const done = await context.clock.runUntil(Promise.all(sent));
  const rejected = done.filter(({ exception }) => exception !== undefined);
  return { made: context.mocks.get('mock:api').received.length, rejected };
};

test('a bulkhead limits the calls under way; others wait so long, or are refused', async () => {
  const bulkhead = (more: Resilience) => resilience({ bulkheadEnabled: true, bulkheadMaxConcurrentCalls: 1, ...more });
  expect((await atATime(resilience({ bulkheadMaxConcurrentCalls: 1 }))).made).toBe(2);
  const full = await atATime(bulkhead({}));
  expect(full.made).toBe(1);
  expect((full.rejected[0]!.exception as Error).cause ?? full.rejected[0]!.exception).toMatchObject({
    code: 'ROUTE_BULKHEAD_FULL',
  });
  expect((await atATime(bulkhead({ bulkheadMaxWaitDuration: 50 }))).made).toBe(1);
  expect((await atATime(bulkhead({ bulkheadMaxWaitDuration: 150 }))).made).toBe(2);
});

/** A call that would take 5 seconds: when it ended for the caller, and whether it was told to stop. */
const lateCall = async (options: Readonly<Record<string, unknown>>) => {
  let aborted = false;
  const ref = async (_: unknown, signal: AbortSignal) => {
    await context.clock.sleep(5000);
    ({ aborted } = signal);
  };
  const context: TestContext = await startSteps((steps) =>
    steps.eip('circuitBreaker', options, (inner) => inner.eip('process', { ref })),
  );
  const began = context.clock.now();
  const { exception } = await context.clock.runUntil(context.send('loopback:in', 1));
  const took = context.clock.now() - began;
  await context.clock.advance(5000);
  return { took, aborted, exception };
};

test('a call has so much time, and is told to stop when it is over, unless it may run on', async () => {
  const timed = (more: Resilience) => lateCall(resilience({ timeoutEnabled: true, ...more }));
  const late = await timed({ timeoutDuration: 700 });
  expect(late).toMatchObject({ took: 700, aborted: true });
  expect(late.exception).toBeDefined();
  expect(await timed({ timeoutDuration: 700, timeoutCancelRunningFuture: false })).toMatchObject({ aborted: false });
  expect((await lateCall(resilience({ timeoutDuration: 700 }))).took).toBe(5000);
});

test('a bean may hold settings that several share; what the step has itself goes before', async () => {
  const beans = { shared: { ...two, throwExceptionWhenHalfOpenOrOpenState: true, failureRateThreshold: 60 } };
  const options = { configuration: '#shared', resilience4jConfiguration: { failureRateThreshold: 50 } };
  const { call, context } = await calls(options, { beans });
  await call('fail');
  await call('ok');
  expect((await context.send('loopback:in', 1)).exception).toMatchObject({ code: 'ROUTE_CIRCUIT_OPEN' });
});

test('no error handler stands around its steps; one around the whole of it when it inherits it', async () => {
  const tried = async (inheritErrorHandler: boolean, withFallback = true) => {
    const context = await startSteps((steps) =>
      steps
        .errorHandler('defaultErrorHandler', { redeliveryPolicy: { maximumRedeliveries: 3, redeliveryDelay: 0 } })
        .circuitBreaker((inner) => inner.to('mock:api'), {
          inheritErrorHandler,
          ...(withFallback ? { fallback: (inner) => inner.setBody('instead') } : {}),
        }),
    );
    const api = context.mocks.get('mock:api').fail(simpleFailure());
    return [(await context.send('loopback:in', 1)).body, api.received.length];
  };
  expect(await tried(true)).toEqual(['instead', 1]);
  expect(await tried(false)).toEqual(['instead', 1]);
  expect(await tried(true, false)).toEqual([1, 4]);
  expect(await tried(false, false)).toEqual([1, 1]);
});

test('what does not count as a failure passes the steps by, by its causes too', async () => {
  const passed = async (more: Resilience, failure: Error) => {
    const context = await breaker({ ...two, ...more });
    context.mocks.get('mock:api').fail(failure);
    const exchange = await context.send('loopback:in', 1);
    return [exchange.body, exchange.property('CamelCircuitBreakerSuccessfulExecution')];
  };
  const wrapped = new Error('outer', { cause: new RangeError('inner') });
  expect(await passed({ recordException: ['TypeError'] }, wrapped)).toEqual([1, true]);
  expect(await passed({ recordException: ['RangeError'] }, wrapped)).toEqual(['instead', false]);
  expect(await passed({ ignoreException: ['RangeError'] }, wrapped)).toEqual([1, false]);
});

test('half-open it decides after no more calls than are needed otherwise', async () => {
  const context = await breaker(two);
  const api = context.mocks.get('mock:api').fail(new Error('down'));
  for (let n = 0; n < 2; n++) await context.send('loopback:in', n);
  await context.clock.advance(5000);
  api.reply('ok');
  const states: unknown[] = [];
  for (let n = 0; n < 2; n++) states.push((await context.send('loopback:in', n)).property('CamelCircuitBreakerState'));
  expect(states).toEqual(['HALF_OPEN', 'CLOSED']);
});

test('without a fallback a call that takes too long fails, and tells so', async () => {
  const context = await startSteps((steps) =>
    steps.circuitBreaker((inner) => inner.delay(5000), {
      resilience4jConfiguration: { ...two, timeoutEnabled: true, timeoutDuration: 1000 },
    }),
  );
  const exchange = await context.clock.runUntil(context.send('loopback:in', 1));
  expect(exchange.exception).toMatchObject({ code: 'ROUTE_CALL_TIMED_OUT', details: { timeoutMs: 1000 } });
  expect(exchange.property('CamelCircuitBreakerResponseTimedOut')).toBe(true);
});

test('a fallback over the network is refused', async () => {
  const clause = {
    kind: 'onFallback',
    options: { fallbackViaNetwork: true },
    steps: [{ kind: 'to', options: { uri: 'mock:fallback' } }],
  };
  const start = startSteps((steps) =>
    steps.eip('circuitBreaker', { onFallback: clause }, (inner) => inner.to('mock:api')),
  );
  await expect(start).rejects.toThrow('fallbackViaNetwork is not supported');
});

describe('under the names of MicroProfile Fault Tolerance', () => {
  const tolerance = (more: object) => ({ faultToleranceConfiguration: { requestVolumeThreshold: 2, ...more } });

  test('it opens after so many calls, at a rate, and closes after so many that worked', async () => {
    const { call, context } = await calls(tolerance({ failureRatio: 60, delay: 3000, successThreshold: 2 }));
    for (const outcome of ['fail', 'ok', 'fail', 'fail'] as const) expect(await call(outcome)).toBe(true);
    expect(await call('ok')).toBe(false);
    await context.clock.advance(3000);
    // One that worked is not enough: the second, which fails, opens it again.
    expect(await call('ok')).toBe(true);
    expect(await call('fail')).toBe(true);
    expect(await call('ok')).toBe(false);
  });

  test('without settings it looks at twenty calls, stays open for five seconds and closes after one that works', async () => {
    const { call, context } = await calls({ faultToleranceConfiguration: {} });
    for (let n = 0; n < 10; n++) expect(await call('ok')).toBe(true);
    for (let n = 0; n < 10; n++) expect(await call('fail')).toBe(true);
    expect(await call('ok')).toBe(false);
    await context.clock.advance(4999);
    expect(await call('ok')).toBe(false);
    await context.clock.advance(1);
    expect(await call('ok')).toBe(true);
    for (let n = 0; n < 19; n++) expect(await call('fail')).toBe(true);
  });

  test('a call has so much time', async () => {
    expect((await lateCall(tolerance({ timeoutEnabled: true, timeoutDuration: 700 }))).took).toBe(700);
    expect((await lateCall(tolerance({ timeoutDuration: 700 }))).took).toBe(5000);
  });

  test('so many calls are under way, and so many may wait for a place', async () => {
    const bulkhead = { bulkheadEnabled: true, bulkheadMaxConcurrentCalls: 1, bulkheadWaitingTaskQueue: 1 };
    expect((await atATime(tolerance(bulkhead), 3)).made).toBe(2);
    expect((await atATime(tolerance({ ...bulkhead, bulkheadWaitingTaskQueue: 2 }), 3)).made).toBe(3);
    expect((await atATime(tolerance({ ...bulkhead, bulkheadEnabled: false }), 3)).made).toBe(3);
  });
});

test('a fallback without steps is none', async () => {
  const empty = { kind: 'onFallback', options: {}, steps: [] };
  const run = await runSteps((steps) =>
    steps.eip('circuitBreaker', { onFallback: empty }, (inner) =>
      inner.process(() => {
        throw new NamedException('java.lang.IllegalStateException', 'down');
      }),
    ),
  );
  expect(run.exception).toMatchObject({ message: 'down' });
  expect(run.exchange.property('CamelCircuitBreakerResponseFromFallback')).toBe(false);
});

test.each([
  ['failureRateThreshold', 0, 'a number above 0, up to 100'],
  ['failureRateThreshold', 101, 'a number above 0, up to 100'],
  ['slowCallRateThreshold', 0, 'a number above 0, up to 100'],
  ['slowCallDurationThreshold', 0, 'a number above 0'],
  ['slidingWindowSize', 0, 'a whole number of at least 1'],
  ['minimumNumberOfCalls', 0, 'a whole number of at least 1'],
  ['permittedNumberOfCallsInHalfOpenState', 0, 'a whole number of at least 1'],
  ['waitDurationInOpenState', 0, 'a number of at least 0.001'],
  ['bulkheadMaxConcurrentCalls', -1, 'a whole number of at least 0'],
])('%s of %d is refused in YAML and in TypeScript, and what it takes is told', async (name, value, expected) => {
  const step = `circuitBreaker: { resilience4jConfiguration: { ${name}: ${value} }, steps: [{ log: x }] }`;
  const found = validateYaml(`- from: { uri: "direct:a", steps: [{ ${step} }] }`);
  expect(found.map(({ code, details }) => [code, details['expected']])).toEqual([['YAML_BAD_VALUE', expected]]);
  const written = runSteps((steps) => steps.eip('circuitBreaker', resilience({ [name]: value }), (inner) => inner));
  await expect(written).rejects.toThrow(
    `resilience4jConfiguration of circuitBreaker in route r: the option "${name}" does not take ${value}; expected ${expected}`,
  );
});

test('what a bean says of the limits is checked as well', async () => {
  const configuration = { slidingWindowSize: 0, somethingElse: true };
  await expect(runSteps((steps) => steps.eip('circuitBreaker', { configuration }, (inner) => inner))).rejects.toThrow(
    'configuration of circuitBreaker in route r: the option "slidingWindowSize" does not take 0',
  );
});
