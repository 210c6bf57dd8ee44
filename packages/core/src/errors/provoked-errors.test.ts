import { expect, onTestFinished, test } from 'vitest';
import { route, routes, type RouteSteps } from '../builder/route-steps.ts';
import type { Component } from '../component/component.ts';
import { causeChain } from '../error-handling/exception-types.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { RouteModel, RoutesModel, StepModel } from '../model/route-model.ts';
import { AggregationRepository, memoryStateStore } from '../state/index.ts';
import { createTestContext, type TestContextOptions } from '../testing/test-context.ts';
import { runSteps } from '../../test/run-steps.ts';
import { RouteError } from './route-error.ts';
import type { RouteErrorCode } from './route-errors.ts';

const codesOf = (error: unknown) => causeChain(error).map((each) => (each as { code?: unknown }).code);
const simple = (expression: string) => ({ language: 'simple', expression });

/** Codes of what starting these routes fails with. */
async function starting(source: RoutesModel | RouteModel, options: TestContextOptions = {}): Promise<unknown[]> {
  const context = createTestContext(options);
  onTestFinished(() => context.clock.runUntil(context.stop()));
  const model = 'routes' in source ? source : { ...routes(), routes: [source] };
  try {
    await context.addRoutes(model);
    await context.start();
  } catch (error) {
    return codesOf(error);
  }
  return [];
}
const step = (kind: string, options: StepModel['options'] = {}, steps?: readonly StepModel[]): RouteModel => ({
  id: 'r',
  from: { uri: 'loopback:in' },
  steps: [steps ? { kind, options, steps } : { kind, options }],
});
const one = (kind: string): Component => ({
  spec: {
    scheme: kind,
    title: kind,
    description: 'For one side only.',
    options: { size: { type: 'integer', description: 'A size.', required: kind === 'sized' } },
  },
  createEndpoint: ({ uri }) => {
    if (kind === 'broken') throw new Error('no room');
    return kind === 'source'
      ? { uri, createConsumer: () => ({ start: () => undefined, stop: () => undefined }) }
      : { uri, createProducer: () => ({ process: () => undefined }) };
  },
});
const components = ['source', 'sink', 'sized', 'broken'].map(one);
const to = (uri: string) => step('to', { uri });

const whenStarting: Readonly<Partial<Record<RouteErrorCode, () => Promise<unknown[]>>>> = {
  ROUTE_UNKNOWN_STEP: () => starting(step('splitt')),
  ROUTE_BAD_OPTION: () => starting(to('sink:a?size=many'), { components }),
  ROUTE_UNKNOWN_OPTION: () => starting(to('sink:a?sise=3'), { components }),
  ROUTE_MISSING_OPTION: () => starting(to('sized:a'), { components }),
  ROUTE_BAD_URI: () => starting(to('nothing here')),
  ROUTE_NO_SUCH_COMPONENT: () => starting(to('sinkk:a'), { components }),
  ROUTE_ENDPOINT_FAILED: () => starting(to('broken:a'), { components }),
  ROUTE_ENDPOINT_CANNOT_SEND: () => starting(to('source:a'), { components }),
  ROUTE_ENDPOINT_CANNOT_RECEIVE: () => starting({ ...to('mock:a'), from: { uri: 'sink:a' } }, { components }),
  ROUTE_BAD_BEAN: () => starting(step('process', { ref: '#bean' }), { beans: { bean: 5 } }),
  ROUTE_NO_SUCH_BEAN: () => starting(step('process', { ref: '#nobody' })),
  ROUTE_NO_SUCH_LANGUAGE: () => starting(step('setBody', { expression: { language: 'simpel', expression: 'x' } })),
  ROUTE_NO_SUCH_DATA_FORMAT: () => starting(step('marshal', { dataFormat: { kind: 'cvs', options: {} } })),
  ROUTE_NO_SUCH_PROPERTY: () => starting(to('mock:{{nowhere}}')),
  ROUTE_NO_STEPS: () => starting({ id: 'r', from: { uri: 'loopback:in' }, steps: [] }),
  ROUTE_DUPLICATE_ID: () =>
    starting({ ...routes(), routes: [to('mock:a'), { ...to('mock:b'), from: { uri: 'loopback:b' } }] }),
  ROUTE_NO_SUCH_TEMPLATE: () =>
    starting({ ...routes(), templatedRoutes: [{ routeTemplateRef: 'nobody', parameters: {}, beans: [] }] }),
  ROUTE_NO_SUCH_ROUTE: () => starting(to('kamelet:sink?routeId=nobody')),
  ROUTE_START_FAILED: () => {
    const second = { ...to('mock:b'), id: 's', from: { uri: 'loopback:b' } };
    const options = { startupOrder: 1 };
    return starting({
      ...routes(),
      routes: [
        { ...to('mock:a'), options },
        { ...second, options },
      ],
    });
  },
};

test.each(Object.entries(whenStarting))('%s stops the start', async (code, provoke) => {
  expect(await provoke()).toContain(code);
});

const sending = async (
  build: (steps: RouteSteps) => { toRoutes: RouteSteps['toRoutes'] },
  body: unknown,
  options = {},
) => codesOf((await runSteps(build, body, options)).exception);
const failing = () => {
  throw new Error('no');
};

const whenSending: Readonly<Partial<Record<RouteErrorCode, () => Promise<unknown[]>>>> = {
  ROUTE_MULTICAST_PART_FAILED: () =>
    sending((steps) => steps.multicast([(part) => part.process(failing)], { stopOnException: true }), 'a'),
  ROUTE_ENDPOINT_CANNOT_POLL: () => sending((steps) => steps.pollEnrich('sink:a'), 'a', { components }),
  ROUTE_SAGA: () => sending((steps) => steps.to('saga:complete'), 'a'),
  ROUTE_ORIGINAL_MESSAGE_OFF: () =>
    sending(
      (steps) =>
        steps
          .onException(['Error'], { useOriginalBody: true, handled: true }, (handler) => handler.to('mock:x'))
          .process(failing),
      'a',
    ),
  ROUTE_CALL_TIMED_OUT: () =>
    sending(
      (steps) =>
        steps.circuitBreaker((inner) => inner.delay(5000), {
          resilience4jConfiguration: { timeoutEnabled: true, timeoutDuration: 10 },
        }),
      'a',
    ),
};

test.each(Object.entries(whenSending))('%s fails the message', async (code, provoke) => {
  expect(await provoke()).toContain(code);
});

test('ROUTE_TIMED_OUT is why a part that comes too late is cancelled', async () => {
  const reasons: unknown[] = [];
  const waits = (_: Exchange, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => {
        reasons.push(signal.reason);
        resolve();
      });
    });
  const options = { parallelProcessing: true, timeout: 10 };
  await runSteps((steps) => steps.multicast([(part) => part.eip('process', { ref: waits })], options), 'a');
  expect(codesOf(reasons[0])).toEqual(['ROUTE_TIMED_OUT']);
});

test('ROUTE_CIRCUIT_OPEN and ROUTE_BULKHEAD_FULL', async () => {
  const context = createTestContext();
  const guarded = (
    id: string,
    resilience4jConfiguration: object,
    inner: (steps: RouteSteps) => RouteSteps<never, never>,
  ) =>
    route(id)
      .from(`loopback:${id}`)
      .circuitBreaker(inner as never, { resilience4jConfiguration }) as never;
  const open = { minimumNumberOfCalls: 1, slidingWindowSize: 1, throwExceptionWhenHalfOpenOrOpenState: true };
  const bulkhead = { bulkheadEnabled: true, bulkheadMaxConcurrentCalls: 1, bulkheadMaxWaitDuration: 0 };
  await context.addRoutes(
    routes(
      guarded('open', open, (steps) => steps.process(failing) as never),
      guarded('full', bulkhead, (steps) => steps.delay(1000) as never),
    ),
  );
  await context.start();
  onTestFinished(() => context.clock.runUntil(context.stop()));
  await context.send('loopback:open', 1);
  expect(codesOf((await context.send('loopback:open', 2)).exception)).toContain('ROUTE_CIRCUIT_OPEN');
  const both = await context.clock.runUntil(Promise.all([1, 2].map((n) => context.send('loopback:full', n))));
  expect(codesOf(both[1]!.exception)).toContain('ROUTE_BULKHEAD_FULL');
});

test('ROUTE_STARTUP_ORDER_CLASH tells both routes', async () => {
  const context = createTestContext();
  const first = route('a').from('loopback:a').options({ startupOrder: 7 }).to('mock:a');
  const second = route('b').from('loopback:b').options({ startupOrder: 7 }).to('mock:b');
  const clash = new RouteError('ROUTE_STARTUP_ORDER_CLASH', { other: 'a', order: 7 });
  const starting = async () => {
    await context.addRoutes(first, second);
    await context.start();
  };
  await expect(starting()).rejects.toThrow(clash.message);
});

test('ROUTE_CONTEXT_STOPPED', async () => {
  const context = createTestContext();
  await context.addRoutes(route('r').from('loopback:in').to('mock:a'));
  await context.start();
  await context.clock.runUntil(context.stop());
  await expect(context.send('mock:a', 1)).rejects.toMatchObject({ code: 'ROUTE_CONTEXT_STOPPED' });
});

test('ROUTE_EXPECTATION_FAILED', () => {
  const mock = createTestContext().mocks.get('mock:a');
  mock.expect.count(1);
  expect(() => mock.assertIsSatisfied()).toThrow(expect.objectContaining({ code: 'ROUTE_EXPECTATION_FAILED' }));
});

const stored = (body: unknown, more: object) =>
  sending(
    (steps) =>
      steps.eip(
        'aggregate',
        {
          correlationExpression: simple('k'),
          completionSize: 5,
          aggregationStrategy: (_: unknown, next: unknown) => next,
          ...more,
        },
        (group) => group.to('mock:group'),
      ),
    body,
  );

test('ROUTE_STORE_NOT_JSON', async () => {
  expect(await stored(new Map(), { aggregationRepository: {} })).toContain('ROUTE_STORE_NOT_JSON');
});

test('ROUTE_OPTIMISTIC_LOCK_FAILED', async () => {
  const overtaken = new AggregationRepository(memoryStateStore(), 'a');
  overtaken.add = () => Promise.resolve(false);
  const more = { aggregationRepository: overtaken, optimisticLockRetryPolicy: { maximumRetries: 2, retryDelay: 1 } };
  expect(await stored('a', more)).toContain('ROUTE_OPTIMISTIC_LOCK_FAILED');
});
