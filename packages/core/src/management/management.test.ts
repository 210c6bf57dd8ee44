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
    ['filter', { bodyType: 'java.lang.Integer' }],
    ['setBody', { bodyType: 'java.lang.Integer' }],
    ['removeHeader', { headersRemoved: ['patient'] }],
    ['setHeader', { headersChanged: ['kind'] }],
    ['to', undefined],
  ]);
  expect(JSON.stringify(records[0]!.steps)).not.toContain('Amina');
  await context.stop();
});

test('the time of a message is that of its outermost steps, and each step says where it stands', async () => {
  const records: NewHistoryRecord[] = [];
  const context = createTestContext();
  await context.addRoutes(
    route('outer')
      .from('loopback:in')
      .filter(
        () => true,
        (steps) => steps.to('loopback:inner'),
      )
      .setBody('done'),
    route('inner').from('loopback:inner').delay(100),
  );
  await context.start();
  recordHistory(context, { add: async (record) => void records.push(record) }, () => ({ payload: 'none' }));
  await context.clock.runUntil(context.send('loopback:in', 1));
  await settle();
  expect(records).toMatchObject([{ routeId: 'outer', elapsedMs: 100 }]);
  expect(records[0]!.steps.map(({ kind, depth, routeId }) => [kind, depth, routeId])).toEqual([
    ['filter', undefined, undefined],
    ['to', 1, undefined],
    ['delay', 2, 'inner'],
    ['setBody', undefined, undefined],
  ]);
  await context.stop();
});

test('history, tracer and breakpoints go on with the new version of a route', async () => {
  const records: NewHistoryRecord[] = [];
  const context = createTestContext();
  const version = (kind: string) => route('r').from('loopback:in').setHeader('kind', kind).id('set').to('mock:out');
  await context.addRoutes(version('x'));
  await context.start();
  recordHistory(context, { add: async (record) => void records.push(record) }, () => ({ payload: 'none' }));
  const tracer = new BacklogTracer(context);
  tracer.enable();
  const stepDebugger = new StepDebugger(context);
  stepDebugger.attach();
  stepDebugger.setBreakpoint('set');
  await context.reloadRoutes(version('y'));
  const sent = context.send('loopback:in', 1);
  await settle();
  expect(stepDebugger.suspended).toHaveLength(1);
  stepDebugger.resumeAll();
  await sent;
  await settle();
  expect([records.length, tracer.steps.length]).toEqual([1, 2]);
  await context.stop();
});

test('a breakpoint needs a step; a condition that fails holds nobody; a stop lets all go', async () => {
  const context = createTestContext();
  await context.addRoutes(route('r').from('loopback:in').setHeader('kind', 'x').id('label').to('mock:out'));
  await context.start();
  const stepDebugger = new StepDebugger(context, { fallbackTimeoutSeconds: 0 });
  stepDebugger.attach();
  expect(() => stepDebugger.setBreakpoint('lable')).toThrow('there is no step "lable". Did you mean "label"?');
  stepDebugger.setBreakpoint('label', () => {
    throw new TypeError('of Amina');
  });
  await context.send('loopback:in', 'free');
  expect(context.logged.lines.map(({ message }) => message)).toEqual([
    'the condition of the breakpoint of label failed: TypeError',
  ]);
  stepDebugger.setBreakpoint('label');
  expect(stepDebugger.breakpoints).toEqual(['label']);
  const sent = context.send('loopback:in', 'held');
  await settle();
  await context.stop();
  await sent;
  expect([stepDebugger.attached, stepDebugger.suspended]).toEqual([false, []]);
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
