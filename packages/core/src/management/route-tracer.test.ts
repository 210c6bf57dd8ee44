import { expect, test } from 'vitest';
import { route } from '../builder/route-steps.ts';
import type { TracePlace } from '../exchange/trace-place.ts';
import { thenRun } from '../eip/then-run.ts';
import { groupedBody } from '../eip/standard-strategies.ts';
import { createTestContext } from '../testing/test-context.ts';
import { traceContext, type RouteTracer } from './route-tracer.ts';

function recorder(told: string[]): RouteTracer {
  return {
    route({ route: { routeId } }, work) {
      told.push(`into ${routeId}`);
      return thenRun(work(), () => void told.push(`out of ${routeId}`));
    },
    send({ uri, isComputed }, work) {
      told.push(`to ${uri}${isComputed ? ' (computed)' : ''}`);
      return work();
    },
  };
}

const caller = route('caller').from('loopback:in').to('loopback:sub').toD('mock:out');
const called = route('called').from('loopback:sub').setBody(1);

test('a tracer is told of routes and sends, nested as they happen, of routes added later too, and of nothing after its end', async () => {
  const told: string[] = [];
  const context = createTestContext();
  await context.addRoutes(caller);
  const end = traceContext(context, recorder(told));
  await context.addRoutes(called);
  await context.start();
  await context.send('loopback:in', 0);
  expect(told).toEqual([
    'to loopback://in',
    'into caller',
    'to loopback://sub',
    'into called',
    'out of called',
    'to mock://out (computed)',
    'out of caller',
  ]);
  end();
  await context.send('loopback:in', 0);
  expect(told).toHaveLength(7);
  expect(context.events.active).toBe(false);
  await context.stop();
});

test('what a tracer throws at a step changes nothing of the message', async () => {
  const context = createTestContext();
  await context.addRoutes(called);
  const broken = () => {
    throw new Error('broken');
  };
  const go: RouteTracer['route'] = (_traced, work) => work();
  traceContext(context, { route: go, send: (_sent, work) => work(), steps: { began: broken, done: broken } });
  await context.start();
  const exchange = await context.send('loopback:sub', 0);
  expect(exchange).toMatchObject({ body: 1, exception: undefined });
  await context.stop();
});

test('the place in a trace goes with copies of a message, and that of a group is joined by each of its messages', async () => {
  const places: (TracePlace | undefined)[] = [];
  const joined: TracePlace[] = [];
  const place = (name: string): TracePlace => ({
    outer: undefined,
    logFields: {},
    headers: () => ({ traceparent: name }),
    joinedBy(other) {
      joined.push(other);
      return this;
    },
  });
  const context = createTestContext();
  await context.addRoutes(
    route('r')
      .from('loopback:in')
      .split((part) => part.to('mock:part'))
      .aggregate('all', { completionSize: 2, aggregationStrategy: groupedBody() }, (group) => group.to('mock:group')),
  );
  let messages = 0;
  traceContext(context, {
    route({ exchange }, work) {
      exchange.trace = place(`${++messages}`);
      return work();
    },
    send({ exchange, uri }, work) {
      if (uri === 'mock://part') places.push(exchange.trace);
      return work();
    },
  });
  await context.start();
  await context.send('loopback:in', ['a', 'b']);
  await context.send('loopback:in', ['c']);
  await context.stop();
  expect(places.map((each) => each?.headers()['traceparent'])).toEqual(['1', '1', '2']);
  expect(joined.map((each) => each.headers()['traceparent'])).toEqual(['2']);
});
