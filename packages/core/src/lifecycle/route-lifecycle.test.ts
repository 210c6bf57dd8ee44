import { expect, test } from 'vitest';
import { route } from '../builder/route-steps.ts';
import type { Component } from '../component/component.ts';
import { createTestContext } from '../testing/test-context.ts';
import { settle } from '../testing/virtual-clock.ts';

/** A source whose start and stop are told, and fail as often as a test says. */
function source(log: string[], failures: { left: number } = { left: 0 }): Component {
  return {
    spec: { scheme: 'source', title: 'Source', description: 'A source of a test.', options: {}, lenient: true },
    createEndpoint: ({ uri, path }) => ({
      uri,
      createConsumer: () => ({
        start() {
          if (failures.left-- > 0) throw new Error(`${path} is away`);
          log.push(`start ${path}`);
        },
        stop: () => void log.push(`stop ${path}`),
      }),
    }),
  };
}

const from = (id: string, startupOrder?: number) => {
  const steps = route(id).from(`source:${id}`).log('seen');
  return startupOrder === undefined ? steps : steps.options({ startupOrder });
};

test('routes start in the order of startupOrder, the others after them, and stop in reverse', async () => {
  const log: string[] = [];
  const context = createTestContext({ components: [source(log)] });
  await context.addRoutes(from('a'), from('b', 20), from('c', 10));
  await context.start();
  await context.stop();
  expect(log).toEqual(['start c', 'start b', 'start a', 'stop a', 'stop b', 'stop c']);
});

test('a route that does not start by itself is told of with the others, and again only when it starts anew', async () => {
  const context = createTestContext({ components: [source([])] });
  await context.addRoutes(from('a'), route('b').from('source:b').options({ autoStartup: false }).log('seen'));
  const told: string[] = [];
  context.events.listen((event) => {
    if ('routeId' in event && /^Route(Added|Started)$/.test(event.type)) told.push(`${event.type} ${event.routeId}`);
  });
  await context.start();
  expect(told.splice(0)).toEqual(['RouteAdded a', 'RouteAdded b', 'RouteStarted a']);
  await context.routes.start('b');
  expect(told.splice(0)).toEqual(['RouteStarted b']);
  await context.routes.stop('b');
  await context.routes.start('b');
  expect(told).toEqual(['RouteAdded b', 'RouteStarted b']);
  await context.stop();
});

test('two routes of one startupOrder are refused with both names', async () => {
  const context = createTestContext({ components: [source([])] });
  await context.addRoutes(from('a', 5), from('b', 5));
  await expect(context.start()).rejects.toThrow(/Route a already has startupOrder 5/);
});

test('when one route does not start, those before it are stopped again', async () => {
  const log: string[] = [];
  const context = createTestContext({ components: [source(log)] });
  await context.addRoutes(from('a', 1), route('b').from('mock:b').eip('to', { uri: 'nosuch:x' }));
  await expect(context.start()).rejects.toThrow(/No component for the scheme "nosuch"/);
  expect(context.phase).toBe('stopped');
});

test('a route that starts by itself only when told to can be started later', async () => {
  const log: string[] = [];
  const context = createTestContext({ components: [source(log)] });
  await context.addRoutes(from('a').options({ autoStartup: false }));
  await context.start();
  expect(log).toEqual([]);
  expect(await context.routes.start('a')).toBe(true);
  expect(context.routes.status('a')).toBe('Started');
  expect(await context.routes.start('nothing')).toBe(false);
  await context.stop();
});

test('a stop waits for messages under way', async () => {
  const context = createTestContext();
  await context.addRoutes(route('slow').from('loopback:in').delay(1000).to('mock:out'));
  await context.start();
  const sent = context.send('loopback:in', 'x');
  await settle();
  const stopping = context.stop();
  await context.clock.runUntil(Promise.all([sent, stopping]));
  expect(context.mocks.get('mock:out').bodies).toEqual(['x']);
});

test('what is not done in time is aborted, and says so', async () => {
  const context = createTestContext({ shutdownTimeoutMs: 500 });
  await context.addRoutes(route('hung').from('loopback:in').delay(3_600_000).to('mock:out'));
  await context.start();
  const sent = context.send('loopback:in', 'x');
  await settle();
  const stopping = context.stop();
  await context.clock.advance(500);
  await stopping;
  expect((await sent).exception).toMatchObject({ code: 'ROUTE_SHUTDOWN_FORCED' });
});

test('a suspended route keeps its steps and takes messages again when it is resumed', async () => {
  const context = createTestContext();
  await context.addRoutes(route('r').from('loopback:in').to('mock:out'));
  await context.start();
  await context.routes.suspend('r');
  expect((await context.send('loopback:in', 1)).exception).toBeDefined();
  await context.routes.resume('r');
  await context.send('loopback:in', 2);
  // One that runs stays as it is.
  expect(await context.routes.resume('r')).toBe(true);
  await context.send('loopback:in', 3);
  expect(context.mocks.get('mock:out').bodies).toEqual([2, 3]);
  await context.stop();
});

test('a new version takes the place of a route, and messages go through it', async () => {
  const context = createTestContext();
  const version = (text: string) => route('r').from('loopback:in').setBody(text);
  await context.addRoutes(version('old'));
  await context.start();
  await context.reloadRoutes(version('new'));
  expect(await context.request('loopback:in')).toBe('new');
  expect(context.routes.ids).toEqual(['r']);
  await context.stop();
});

test('a version that does not compile or start leaves the old one running', async () => {
  const failures = { left: 0 };
  const log: string[] = [];
  const context = createTestContext({ components: [source(log, failures)] });
  await context.addRoutes(route('r').from('loopback:in').setBody('old'));
  await context.start();
  await expect(context.reloadRoutes(route('r').from('loopback:in').eip('nosuch'))).rejects.toThrow(/no step "nosuch"/);
  expect(await context.request('loopback:in')).toBe('old');
  failures.left = 1;
  await expect(context.reloadRoutes(from('r'))).rejects.toMatchObject({ code: 'ROUTE_RELOAD_FAILED' });
  expect(await context.request('loopback:in')).toBe('old');
  await context.stop();
});

test('a supervised route that cannot start is tried again, with longer waits, while the others run', async () => {
  const log: string[] = [];
  const context = createTestContext({
    components: [source(log, { left: 2 })],
    supervise: { backOffMs: 1000, multiplier: 2 },
  });
  await context.addRoutes(from('a', 1), route('b').from('loopback:in').setBody('up'));
  await context.start();
  expect(await context.request('loopback:in')).toBe('up');
  expect(context.supervisor!.failures).toMatchObject([{ routeId: 'a', attempts: 1, retrying: true }]);
  await context.clock.advance(1000);
  expect(context.supervisor!.failures).toMatchObject([{ attempts: 2 }]);
  await context.clock.advance(2000);
  expect(context.routes.status('a')).toBe('Started');
  expect(context.supervisor!.failures).toEqual([]);
  await context.stop();
});
