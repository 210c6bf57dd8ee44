import { expect, test } from 'vitest';
import { loadYaml } from '../yaml/load-yaml.ts';
import { createContext } from './dhow-context.ts';
import { stepsWithId } from './step-ids.ts';

const model = (route: string, id: string) =>
  loadYaml(`- route:
    id: ${route}
    from:
      uri: timer:x
      steps:
        - choice:
            when: [{ simple: "\${body}", steps: [{ stop: { id: ${id} } }] }]
            otherwise: { id: ${route}-else, steps: [{ stop: {} }] }
`);

const timer = {
  spec: { scheme: 'timer', title: '', description: '', options: {} },
  createEndpoint: () => ({ uri: 'timer:x', createConsumer: () => ({ start: () => {}, stop: () => {} }) }),
};

const contextWith = async (...models: ReturnType<typeof model>[]) => {
  const context = createContext({ components: [timer] });
  await context.addRoutes(...models);
  return context;
};

test('ids of clauses and nested steps are found', () => {
  expect([...stepsWithId(model('a', 'x').routes[0]!)].map(({ id }) => id).toSorted()).toEqual(['a-else', 'x']);
});

test('two routes with a step of one id do not start', async () => {
  const context = await contextWith(model('a', 'x'), model('b', 'x'));
  await expect(context.start()).rejects.toMatchObject({ code: 'ROUTE_DUPLICATE_STEP_ID' });
});

test('the id of a route that was replaced is free again', async () => {
  const context = await contextWith(model('a', 'x'));
  await context.start();
  await context.reloadRoutes(model('a', 'y'));
  await context.addRoutes(model('b', 'x'));
  expect(context.routes.ids).toEqual(['a', 'b']);
  await context.stop();
});

test('a reload with an id that a step has already changes nothing', async () => {
  const context = await contextWith(model('a', 'x'), model('b', 'y'));
  await context.start();
  const before = context.routes.get('a');
  const duplicate = { code: 'ROUTE_DUPLICATE_STEP_ID' };
  await expect(context.reloadRoutes(model('a', 'y'))).rejects.toMatchObject(duplicate);
  await expect(context.reloadRoutes(model('c', 'y'))).rejects.toMatchObject(duplicate);
  expect(context.routes.get('a')).toBe(before);
  expect(context.routes.ids).toEqual(['a', 'b']);
  await context.stop();
});

test('two routes that are reloaded together may exchange their ids', async () => {
  const context = await contextWith(model('a', 'x'), model('b', 'y'));
  await context.start();
  const [a, b] = [model('a', 'y'), model('b', 'x')];
  await context.reloadRoutes({ ...a, routes: [...a.routes, ...b.routes] });
  const ids = context.routes.list().flatMap(({ model: each }) => [...stepsWithId(each)].map(({ id }) => id));
  expect(ids.toSorted()).toEqual(['a-else', 'b-else', 'x', 'y']);
  await context.stop();
});

test('a step may not have the id of a route', async () => {
  const duplicate = { code: 'ROUTE_DUPLICATE_STEP_ID' };
  await expect((await contextWith(model('a', 'b'), model('b', 'x'))).start()).rejects.toMatchObject(duplicate);
  await expect((await contextWith(model('a', 'a'))).start()).rejects.toMatchObject(duplicate);
});
