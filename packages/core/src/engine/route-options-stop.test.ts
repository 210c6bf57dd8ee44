import { expect, test } from 'vitest';
import { startSteps } from '../../test/run-steps.ts';
import { sources } from '../../test/sources.ts';
import { route } from '../builder/route-steps.ts';
import type { Component } from '../component/component.ts';
import { createTestContext } from '../testing/test-context.ts';
import { settle } from '../testing/virtual-clock.ts';

test('as the context stops, a message under way still finds the routes that it goes on to', async () => {
  const ended: string[] = [];
  const { component, routes } = sources(ended);
  const context = createTestContext({ components: [component] });
  await context.addRoutes(
    route('main').from('source:main').delay(1000).to('loopback:sub'),
    route('sub').from('loopback:sub').delay(1000).to('mock:out'),
  );
  await context.start();
  const reader = routes.get('main')!;
  void reader.process(reader.createExchange('x'));
  await settle();
  await context.clock.runUntil(context.stop());
  expect(context.mocks.get('mock:out').bodies).toEqual(['x']);
});

test('groups that are sent on as the context stops find the routes that they go on to', async () => {
  const context = createTestContext();
  const group = {
    completionSize: 10,
    completeAllOnStop: true,
    aggregationStrategy: '#class:GroupedBodyAggregationStrategy',
  };
  await context.addRoutes(
    route('main')
      .from('loopback:in')
      .aggregate('all', group, (steps) => steps.to('loopback:sub')),
    route('sub')
      .from('loopback:sub')
      .aggregate('all', group, (steps) => steps.to('loopback:last')),
    route('last').from('loopback:last').to('mock:out'),
  );
  await context.start();
  await context.send('loopback:in', 'a');
  await context.send('loopback:in', 'b');
  await context.clock.runUntil(context.stop());
  expect(context.mocks.get('mock:out').bodies).toEqual([[['a', 'b']]]);
});

test.each([
  ['Default', ['last', 'watch', 'main']],
  ['Defer', ['last', 'main', 'watch']],
] as const)('shutdownRoute %s', async (shutdownRoute, order) => {
  const ended: string[] = [];
  const { component, routes } = sources(ended);
  const context = createTestContext({ components: [component] });
  await context.addRoutes(
    route('main').from('source:main').delay(1000).to('mock:out'),
    route('watch').from('source:watch').options({ shutdownRoute }).to('mock:watch'),
    route('last').from('source:last').to('mock:out'),
  );
  await context.start();
  const main = routes.get('main')!;
  void main.process(main.createExchange('x'));
  await settle();
  const stopping = context.stop();
  await settle();
  expect(routes.has('watch')).toBe(shutdownRoute === 'Defer');
  expect(context.routes.status('watch')).toBe(shutdownRoute === 'Defer' ? 'Started' : 'Stopping');
  await context.clock.runUntil(stopping);
  expect(ended).toEqual(order);
});

test.each([
  ['CompleteCurrentTaskOnly', false],
  ['CompleteAllTasks', true],
] as const)(
  'shutdownRunningTask %s tells the source whether to work off its batch',
  async (shutdownRunningTask, all) => {
    const { component, routes } = sources();
    const context = createTestContext({ components: [component] });
    await context.addRoutes(route('r').from('source:a').options({ shutdownRunningTask }).to('mock:out'));
    await context.start();
    expect(routes.get('a')!.completesAllTasks).toBe(all);
    await context.stop();
  },
);

test('a source that cannot end does not keep the others from it', async () => {
  const ended: string[] = [];
  const { component } = sources(ended);
  const broken: Component = {
    ...component,
    spec: { ...component.spec, scheme: 'broken' },
    createEndpoint: ({ uri }) => ({
      uri,
      createConsumer: () => ({ start: () => undefined, stop: () => Promise.reject(new Error('away')) }),
    }),
  };
  const context = createTestContext({ components: [component, broken] });
  await context.addRoutes(route('a').from('source:a').to('mock:out'), route('b').from('broken:b').to('mock:out'));
  await context.start();
  await context.stop();
  expect(ended).toEqual(['a']);
  expect(context.logged.lines.filter(({ level }) => level === 'WARN').map(({ message }) => message)).toEqual([
    'The source of route b failed at its end: java.lang.Exception',
  ]);
});

test('a restart stops, waits and starts again', async () => {
  const context = await startSteps((steps) => steps.to('mock:out'));
  const restarting = context.routes.restart('r', 5000);
  await context.clock.advance(4999);
  expect(context.routes.status('r')).toBe('Stopped');
  await context.clock.advance(1);
  expect(await restarting).toBe(true);
  expect(context.routes.status('r')).toBe('Started');
  expect(await context.routes.restart('nobody')).toBe(false);
});

test('a route that is stopped as failed counts as failed until it starts again', async () => {
  const context = await startSteps((steps) => steps.to('mock:out'));
  expect(await context.routes.stopAndFail('r')).toBe(true);
  expect(context.routes.status('r')).toBe('Stopped');
  expect(context.routes.get('r')!.lastError).toMatchObject({ code: 'ROUTE_STOPPED_AS_FAILED' });
  await context.routes.start('r');
  expect(context.routes.get('r')!.lastError).toBeUndefined();
  expect(await context.routes.stopAndFail('nobody')).toBe(false);
});

test('a reset sets the numbers of a route and its steps back', async () => {
  const context = await startSteps((steps) => steps.to('mock:out'));
  await context.send('loopback:in', 'x');
  expect(context.routes.reset('r')).toBe(true);
  const { counter, channels } = context.routes.get('r')!;
  expect([counter.total, channels[0]!.counter.total]).toEqual([0, 0]);
  expect(context.routes.reset('nobody')).toBe(false);
});
