import { route } from '@dhow/core';
import { createTestContext, settle } from '@dhow/core/testing';
import { expect, test } from 'vitest';
import { engineViewOf } from './engine-view-of-context.ts';

test('tells of a message under way in which step it waits, and for how long', async () => {
  const context = createTestContext();
  const view = engineViewOf(context);
  let answer = () => {};
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await context.addRoutes(
    route('r')
      .from('loopback:in')
      .filter(
        () => true,
        (steps) => steps.process(() => asked).id('ask'),
      ),
  );
  await context.start();
  const sent = context.send('loopback:in', 1);
  await context.clock.advance(3000);
  expect(view.inflight()).toMatchObject([{ routeId: 'r', durationMillis: 3000, waitsIn: 'ask', waitingMillis: 3000 }]);
  expect(view.routes()).toMatchObject([{ id: 'r', oldestInflightMillis: 3000, throughput: 0 }]);
  answer();
  await sent;
  expect(view.inflight()).toEqual([]);
  expect(view.routes()).toMatchObject([{ oldestInflightMillis: undefined }]);
  await context.clock.advance(1000);
  expect(view.routes()[0]!.throughput).toBeGreaterThan(0);
  await context.stop();
});

test('a message that waits for its redelivery shows in the step that failed', async () => {
  const context = createTestContext();
  const view = engineViewOf(context);
  await context.addRoutes(
    route('r')
      .from('loopback:in')
      .errorHandler('defaultErrorHandler', { redeliveryPolicy: { maximumRedeliveries: 1, redeliveryDelay: 60_000 } })
      .process(() => {
        throw new Error('not there');
      })
      .id('deliver'),
  );
  await context.start();
  const sent = context.send('loopback:in', 1);
  await settle();
  await context.clock.advance(30_000);
  expect(view.inflight()).toMatchObject([{ waitsIn: 'deliver', waitingMillis: 30_000 }]);
  await context.clock.advance(30_000);
  await sent;
  expect(view.errors()).toMatchObject([{ routeId: 'r', stepId: 'deliver', handled: false, redeliveries: 1 }]);
  await context.stop();
});

test('a route that is stopped as failed is missed, one that is stopped is not; a reset sets the numbers back', async () => {
  const context = createTestContext();
  const view = engineViewOf(context);
  await context.addRoutes(route('r').from('loopback:in').log('seen'));
  await context.start();
  await context.send('loopback:in', 1);
  const of = () => view.routes()[0]!;
  expect(of().statistics.exchangesTotal).toBe(1);
  await view.control('r', 'reset');
  expect([of().state, of().statistics.exchangesTotal, of().steps[0]!.statistics.exchangesTotal]).toEqual([
    'Started',
    0,
    0,
  ]);
  await view.control('r', 'stop');
  expect(of()).toMatchObject({ state: 'Stopped', shouldRun: false });
  await view.control('r', 'stopAndFail');
  expect(of()).toMatchObject({ state: 'Stopped', shouldRun: true, lastError: 'ROUTE_STOPPED_AS_FAILED' });
  await context.clock.runUntil(view.control('r', 'restart', 3000));
  expect(of()).toMatchObject({ state: 'Started', shouldRun: true, lastError: undefined });
  await context.stop();
});
