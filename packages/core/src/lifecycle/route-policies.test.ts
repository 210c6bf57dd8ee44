import { expect, test } from 'vitest';
import { route } from '../builder/route-steps.ts';
import { createTestContext } from '../testing/test-context.ts';
import { settle } from '../testing/virtual-clock.ts';
import type { RoutePolicy } from './route-policy.ts';
import { throttlingExceptionPolicy } from './throttling-exception-policy.ts';
import { throttlingInflightPolicy } from './throttling-inflight-policy.ts';

const withPolicy = (policy: RoutePolicy) => route('r').from('loopback:in').options({ routePolicy: policy });

test('a policy sees the route start and stop and each of its messages', async () => {
  const seen: string[] = [];
  const policy: RoutePolicy = {
    onInit: () => void seen.push('init'),
    onStart: () => void seen.push('start'),
    onStop: () => void seen.push('stop'),
    onExchangeBegin: (exchange) => void seen.push(`begin ${String(exchange.body)}`),
    onExchangeDone: (exchange) => void seen.push(`done ${String(exchange.body)}`),
  };
  const context = createTestContext();
  await context.addRoutes(withPolicy(policy).setBody('out'));
  await context.start();
  await context.send('loopback:in', 'in');
  await context.stop();
  expect(seen).toEqual(['init', 'start', 'begin in', 'done out', 'stop']);
});

test('a route is suspended while too many messages are under way', async () => {
  const context = createTestContext();
  await context.addRoutes(withPolicy(throttlingInflightPolicy(2, 1)).delay(1000));
  await context.start();
  const sent = [context.send('loopback:in', 1), context.send('loopback:in', 2)];
  await settle();
  expect(context.routes.status('r')).toBe('Suspended');
  await context.clock.runUntil(Promise.all(sent));
  await settle();
  expect(context.routes.status('r')).toBe('Started');
  await context.stop();
});

test('a route that keeps failing rests, and tries again', async () => {
  const policy = throttlingExceptionPolicy({
    failures: 2,
    windowMs: 10_000,
    openMs: 5000,
    exceptions: ['java.io.IOException'],
  });
  const context = createTestContext();
  await context.addRoutes(withPolicy(policy).throwException('java.io.IOException', 'away'));
  await context.start();
  await context.send('loopback:in', 1);
  await context.send('loopback:in', 2);
  expect(context.routes.status('r')).toBe('Suspended');
  await context.clock.advance(5000);
  expect(context.routes.status('r')).toBe('Started');
  await context.stop();
});
