import { expect, test } from 'vitest';
import type { CircuitBreakerOptions } from '../builder/flow-steps.ts';
import { startSteps } from '../../test/run-steps.ts';

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
