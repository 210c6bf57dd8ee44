import { expect, test } from 'vitest';
import { route } from '../builder/route-steps.ts';
import type { NewHistoryRecord } from '../state/message-history-store.ts';
import { createTestContext } from '../testing/test-context.ts';
import { settle } from '../testing/virtual-clock.ts';
import { BacklogTracer } from './backlog-tracer.ts';
import { checkHealth } from './health.ts';
import { recordHistory } from './history-recorder.ts';
import { recordStartup } from './startup-report.ts';
import { StepDebugger } from './step-debugger.ts';

const twoSteps = route('r').from('loopback:in').setHeader('kind', 'x').to('mock:out');

test('a message counts once for the context, however many routes it passes', async () => {
  const context = createTestContext();
  await context.addRoutes(
    route('a').from('loopback:in').to('loopback:sub'),
    route('b').from('loopback:sub').setBody(1),
  );
  await context.start();
  await context.send('loopback:in', 0);
  await context.send('loopback:in', 0);
  expect(context.core.counter).toMatchObject({ completed: 2, failed: 0, inflight: 0 });
  expect(context.routes.list().map(({ counter }) => counter.completed)).toEqual([2, 2]);
  await context.stop();
});

test('history keeps the steps of each message, and of failures the class alone', async () => {
  const records: NewHistoryRecord[] = [];
  const context = createTestContext();
  await context.addRoutes(twoSteps, route('bad').from('loopback:bad').throwException('java.io.IOException', 'secret'));
  await context.start();
  const end = recordHistory(context, { add: async (record) => void records.push(record) }, () => ({ payload: 'none' }));
  await context.send('loopback:in', 1);
  await context.send('loopback:bad', 2);
  await settle();
  expect(records).toMatchObject([
    { routeId: 'r', outcome: 'completed', steps: [{ kind: 'setHeader' }, { kind: 'to' }] },
    { routeId: 'bad', outcome: 'failed', code: 'java.io.IOException', steps: [{ code: 'java.io.IOException' }] },
  ]);
  expect(JSON.stringify(records)).not.toContain('secret');
  end();
  await context.send('loopback:in', 3);
  await settle();
  expect(records).toHaveLength(2);
  await context.stop();
});

test('the tracer keeps the last steps, without bodies unless it is told to', async () => {
  const context = createTestContext();
  await context.addRoutes(twoSteps);
  await context.start();
  const tracer = new BacklogTracer(context, { size: 3 });
  await context.send('loopback:in', 'unseen');
  tracer.enable();
  await context.send('loopback:in', 'a');
  await context.send('loopback:in', 'b');
  expect(tracer.steps.map(({ kind }) => kind)).toEqual(['to', 'setHeader', 'to']);
  expect(tracer.dump()[1]).toMatchObject({ body: undefined, bodyType: 'java.lang.String', headerNames: ['kind'] });
  tracer.disable();
  await context.send('loopback:in', 'c');
  expect(tracer.steps).toEqual([]);
  await context.stop();
});

test('a breakpoint holds the messages that its condition takes, which may be changed and stepped', async () => {
  const context = createTestContext();
  await context.addRoutes(twoSteps);
  await context.start();
  const [first, second] = context.routes.get('r')!.channels.map(({ id }) => id);
  const stepDebugger = new StepDebugger(context);
  stepDebugger.attach();
  stepDebugger.setBreakpoint(first!, ({ body }) => body === 'held');
  await context.send('loopback:in', 'free');
  const sent = context.send('loopback:in', 'held');
  await settle();
  expect(stepDebugger.suspended).toMatchObject([{ stepId: first, routeId: 'r' }]);
  const { exchange } = stepDebugger.suspended[0]!;
  stepDebugger.step(exchange);
  await settle();
  expect(stepDebugger.suspended[0]!.stepId).toBe(second);
  exchange.body = 'changed';
  stepDebugger.detach();
  await sent;
  expect(context.mocks.get('mock:out').bodies).toEqual(['free', 'changed']);
  await context.stop();
});

test('a breakpoint takes a predicate of a language, and a message that nobody lets go goes on after a while', async () => {
  const context = createTestContext();
  await context.addRoutes(twoSteps);
  await context.start();
  const [first] = context.routes.get('r')!.channels.map(({ id }) => id);
  const stepDebugger = new StepDebugger(context, { fallbackTimeoutSeconds: 10 });
  stepDebugger.attach();
  await stepDebugger.setConditionalBreakpoint(first!, 'simple', "${body} == 'held'");
  await expect(stepDebugger.setConditionalBreakpoint(first!, 'simple', '${body')).rejects.toThrow(/body/);
  await context.send('loopback:in', 'free');
  const sent = context.send('loopback:in', 'held');
  await context.clock.advance(9000);
  expect(stepDebugger.suspended).toHaveLength(1);
  await context.clock.advance(1000);
  await sent;
  expect(stepDebugger.suspended).toEqual([]);
  expect(context.mocks.get('mock:out').bodies).toEqual(['free', 'held']);
  await context.stop();
});

test('history tells what each step changed, by type and names', async () => {
  const records: NewHistoryRecord[] = [];
  const context = createTestContext();
  await context.addRoutes(
    route('r')
      .from('loopback:in')
      .setHeader('kind', 'x')
      .filter(
        () => true,
        (steps) => steps.setBody(5),
      )
      .removeHeader('patient')
      .setHeader('kind', 'y')
      .to('mock:out'),
  );
  await context.start();
  recordHistory(context, { add: async (record) => void records.push(record) }, () => ({ payload: 'none' }));
  await context.send('loopback:in', 'secret', { headers: { patient: 'Amina' } });
  await settle();
  expect(records[0]!.steps.map(({ kind, changed }) => [kind, changed])).toEqual([
    ['setHeader', { headersAdded: ['kind'] }],
    ['setBody', { bodyType: 'java.lang.Integer' }],
    ['filter', { bodyType: 'java.lang.Integer' }],
    ['removeHeader', { headersRemoved: ['patient'] }],
    ['setHeader', { headersChanged: ['kind'] }],
    ['to', undefined],
  ]);
  expect(JSON.stringify(records[0]!.steps)).not.toContain('Amina');
  await context.stop();
});

test('health tells of routes that should run and do not', async () => {
  const context = createTestContext();
  await context.addRoutes(twoSteps, route('later').from('loopback:later').setBody(1).options({ autoStartup: false }));
  await context.start();
  const { signal } = new AbortController();
  const statuses = async () =>
    Object.fromEntries((await checkHealth(context, signal)).map(({ name, status }) => [name, status]));
  expect(await statuses()).toEqual({ context: 'UP', 'route:r': 'UP', 'route:later': 'UP' });
  await context.routes.stop('r');
  expect(await statuses()).toMatchObject({ 'route:r': 'DOWN' });
  await context.stop();
});

test('the startup report tells what the start did, in order', async () => {
  const context = createTestContext();
  const report = recordStartup(context);
  await context.addRoutes(twoSteps);
  await context.start();
  expect(report().map(({ what }) => what)).toEqual([
    'CamelContextInitializing',
    'CamelContextInitialized',
    'CamelContextStarting',
    'RoutesStarting',
    'RouteAdded r',
    'RouteStarting r',
    'RouteStarted r',
    'RoutesStarted',
    'CamelContextStarted',
  ]);
  await context.stop();
});
