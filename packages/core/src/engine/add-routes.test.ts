import { expect, test } from 'vitest';
import { failingSource } from '../../test/failing-source.ts';
import { route } from '../builder/route-steps.ts';
import { createTestContext } from '../testing/test-context.ts';
import { loadYaml } from '../yaml/load-yaml.ts';

const yaml = (text: string) => ({ toRoutes: () => loadYaml(text) });

async function running() {
  const context = createTestContext({ components: [failingSource] });
  await context.addRoutes(route('old').from('loopback:old').to('mock:old'));
  await context.start();
  return context;
}

test('what is added to a context that runs is there as a whole or not at all', async () => {
  const context = await running();
  const file = (target: string) =>
    yaml(`
- beans: [{ name: numbers, type: java.util.HashMap }]
- routeTemplate: { id: act, from: { uri: "kamelet:source", steps: [{ to: "mock:act" }] } }
- route: { id: first, from: { uri: "loopback:first", steps: [{ to: "kamelet:act" }] } }
- route: { id: second, from: { uri: "loopback:second", steps: [{ to: "${target}" }] } }
`);
  await expect(context.addRoutes(file('nowhere:x'))).rejects.toThrow('nowhere');
  expect(context.routes.ids).toEqual(['old']);
  expect(context.beans.lookup('numbers')).toBeUndefined();
  await context.addRoutes(file('mock:second'));
  expect(context.routes.ids).toContain('first');
  await context.send('loopback:first', 'a');
  expect(context.mocks.get('mock:act').bodies).toEqual(['a']);
  await context.stop();
});

test('a route that does not start takes back those that were added with it, and the others go on', async () => {
  const context = await running();
  const good = route('good').from('loopback:good').to('mock:good');
  await expect(context.addRoutes(good, route('bad').from('failing:x').to('mock:bad'))).rejects.toThrow('it is away');
  expect([context.routes.ids, context.routes.status('old')]).toEqual([['old'], 'Started']);
  await context.addRoutes(good);
  await context.send('loopback:good', 'a');
  await context.send('loopback:old', 'b');
  expect([context.mocks.get('mock:good').bodies, context.mocks.get('mock:old').bodies]).toEqual([['a'], ['b']]);
  await context.stop();
});

test('adding routes starts these alone: one that was stopped stays so', async () => {
  const context = await running();
  await context.routes.stop('old');
  await context.addRoutes(route('new').from('loopback:new').to('mock:new'));
  expect([context.routes.status('old'), context.routes.status('new')]).toEqual(['Stopped', 'Started']);
  await context.stop();
});
