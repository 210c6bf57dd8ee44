import { expect, test } from 'vitest';
import { loadYaml } from '../yaml/load-yaml.ts';
import { createTestContext } from '../testing/test-context.ts';

const route = (id: string, options = '') =>
  `- route: { id: ${id}, ${options} from: { uri: "loopback:${id}", steps: [{ log: x }] } }\n`;

/** A started context, and the events of its routes from then on. */
async function started(yaml: string) {
  const context = createTestContext();
  await context.addRoutes(loadYaml(yaml));
  await context.start();
  const told: string[] = [];
  context.events.listen((event) => {
    if ('routeId' in event && event.type.startsWith('Route')) told.push(`${event.type} ${event.routeId}`);
  });
  return { context, told };
}

test('a route that is started later has its place after those that run, and stops before them', async () => {
  const { context, told } = await started(route('late', 'autoStartup: false,') + route('a') + route('b'));
  const places = () => context.routes.started.map((id) => `${context.routes.startupOrder(id)} ${id}`);
  expect(places()).toEqual(['1001 a', '1002 b']);
  await context.routes.start('late');
  expect(places()).toEqual(['1001 a', '1002 b', '1003 late']);
  expect(context.routes.list().map(({ routeId }) => routeId)).toEqual(['late', 'a', 'b']);
  told.length = 0;
  await context.stop();
  expect(told.filter((event) => event.startsWith('RouteStopped'))).toEqual([
    'RouteStopped late',
    'RouteStopped b',
    'RouteStopped a',
  ]);
});

test('its place is one that no other route has', async () => {
  const { context } = await started(route('late', 'autoStartup: false,') + route('a', 'startupOrder: 1001,'));
  await context.routes.start('late');
  expect(context.routes.startupOrder('late')).toBe(1002);
  await context.stop();
});

test('one that never ran is told as stopped once: when it is stopped, goes, or the context stops', async () => {
  const yaml = ['a', 'b', 'c'].map((id) => route(id, 'autoStartup: false,')).join('');
  const { context, told } = await started(yaml);
  await context.routes.stop('a');
  await context.routes.remove('b');
  await context.stop();
  expect(told).toEqual([
    'RouteStopping a',
    'RouteStopped a',
    'RouteStopping b',
    'RouteStopped b',
    'RouteRemoved b',
    'RouteStopping c',
    'RouteStopped c',
    'RouteRemoved c',
    'RouteRemoved a',
  ]);
});

test('what never ran goes before all others', async () => {
  const { context, told } = await started(route('never', 'autoStartup: false,') + route('a'));
  await context.routes.stop('never');
  await context.stop();
  expect(told.filter((event) => event.startsWith('RouteRemoved'))).toEqual(['RouteRemoved never', 'RouteRemoved a']);
});

test('in a context that is suspended no route starts, until the context resumes', async () => {
  const { context } = await started(route('a'));
  await context.suspend();
  await context.routes.start('a');
  await context.routes.resume('a');
  expect(context.routes.status('a')).toBe('Suspended');
  await context.resume();
  expect(context.routes.status('a')).toBe('Started');
  await context.stop();
});
