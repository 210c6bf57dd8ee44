import { expect, test } from 'vitest';
import { failingSource } from '../../test/failing-source.ts';
import { createTestContext, type TestContextOptions } from '../testing/test-context.ts';
import { settle } from '../testing/virtual-clock.ts';
import { loadYaml } from '../yaml/load-yaml.ts';
import { route } from '../builder/route-steps.ts';

const file = (name: string, text: string) => loadYaml(text, { file: name });
const answering = (id: string, text: string, more = '') =>
  `- route: { id: ${id}, ${more} from: { uri: "loopback:${id}", steps: [{ setBody: { constant: ${text} } }] } }\n`;

async function start(files: Readonly<Record<string, string>>, options: TestContextOptions = {}) {
  const context = createTestContext(options);
  await context.addRoutes(...Object.entries(files).map(([name, text]) => file(name, text)));
  await context.start();
  const reload = (changed: Readonly<Record<string, string>>) =>
    context.reloadRoutes(...Object.entries(changed).map(([name, text]) => file(name, text)));
  return { context, reload };
}

test('routes that a file has no more drain and are gone; those of other files stay', async () => {
  const { context, reload } = await start({
    'a.yaml':
      answering('one', 'old') +
      '- route: { id: two, from: { uri: "loopback:two", steps: [{ delay: { constant: 1000 } }, { to: "mock:two" }] } }',
    'b.yaml': answering('other', 'old'),
  });
  const other = context.routes.get('other');
  const underWay = context.send('loopback:two', 'x');
  await settle();
  const reloading = reload({ 'a.yaml': answering('one', 'new') });
  await context.clock.runUntil(Promise.all([underWay, reloading]));
  expect(context.mocks.get('mock:two').bodies).toEqual(['x']);
  expect(context.routes.ids.toSorted()).toEqual(['one', 'other']);
  expect(await context.request('loopback:one')).toBe('new');
  expect(context.routes.get('other')).toBe(other);
  await reload({ 'b.yaml': '[]' });
  expect(context.routes.ids).toEqual(['one']);
  await context.stop();
});

test('when one part of a file does not start, what had vanished runs again', async () => {
  const { context, reload } = await start(
    { 'a.yaml': answering('one', 'old') + answering('two', 'old') },
    { components: [failingSource] },
  );
  await context.request('loopback:two');
  const broken = answering('one', 'new') + '- route: { id: bad, from: { uri: "failing:x", steps: [{ log: x }] } }';
  await expect(reload({ 'a.yaml': broken })).rejects.toMatchObject({
    code: 'ROUTE_RELOAD_FAILED',
    message: expect.stringContaining('it is away') as string,
  });
  expect(context.routes.ids).toEqual(['one', 'two']);
  expect([await context.request('loopback:one'), await context.request('loopback:two')]).toEqual(['old', 'old']);
  // What was counted is counted once.
  expect(context.core.counter.completed).toBe(3);
  await reload({ 'a.yaml': answering('two', 'new') });
  expect(context.routes.ids).toEqual(['two']);
  await context.stop();
});

const throwing = (id: string, more = '') =>
  `- route: { id: ${id}, ${more} from: { uri: "loopback:${id}", steps: [{ throwException: { exceptionType: java.io.IOException } }] } }\n`;
const handled = (by: string, id = '') =>
  `- routeConfiguration: { ${id} onException: [{ onException: { exception: [java.io.IOException], handled: { constant: "true" }, steps: [{ to: "mock:${by}" }] } }] }\n`;

test('configurations, interceptors and error handlers of a file are exchanged, also for the routes of other files', async () => {
  const { context, reload } = await start({
    'around.yaml': handled('old') + '- intercept: { steps: [{ to: "mock:intercepted" }] }\n',
    'a.yaml': throwing('one'),
    'b.yaml': throwing('two', 'routeConfigurationId: other,'),
  });
  const two = context.routes.get('two');
  const taken = async (id: string) => {
    for (const name of ['old', 'new']) context.mocks.get(`mock:${name}`).reset();
    const { exception } = await context.send(`loopback:${id}`);
    return exception === undefined
      ? ['old', 'new'].filter((name) => context.mocks.get(`mock:${name}`).received.length > 0)
      : 'failed';
  };
  expect(await taken('one')).toEqual(['old']);
  await reload({ 'around.yaml': handled('new') });
  expect(await taken('one')).toEqual(['new']);
  expect(context.routes.get('two')).toBe(two);
  const one = context.routes.get('one');
  await reload({ 'around.yaml': `\n\n${handled('new')}` });
  expect(context.routes.get('one')).toBe(one);
  await reload({ 'around.yaml': '[]' });
  expect(await taken('one')).toBe('failed');
  await context.stop();
});

test('interceptors of a file do not pile up', async () => {
  const intercepting = '- intercept: { steps: [{ to: "mock:seen" }] }\n' + answering('one', 'x');
  const { context, reload } = await start({ 'a.yaml': intercepting });
  await reload({ 'a.yaml': intercepting });
  await reload({ 'a.yaml': intercepting });
  await context.send('loopback:one');
  expect(context.mocks.get('mock:seen').received.length).toBe(1);
  await reload({ 'a.yaml': answering('one', 'x') });
  await context.send('loopback:one');
  expect(context.mocks.get('mock:seen').received.length).toBe(1);
  await context.stop();
});

const template = (text: string) => `
- routeTemplate:
    id: echo
    parameters: [{ name: name }]
    from: { uri: "loopback:{{name}}", steps: [{ setBody: { constant: ${text} } }] }
`;
const use = (name: string) =>
  `- templatedRoute: { routeTemplateRef: echo, parameters: [{ name: name, value: ${name} }] }\n`;

test('routes made of a template follow it, and go when their use goes', async () => {
  const { context, reload } = await start({ 't.yaml': template('old'), 'a.yaml': use('one') + use('two') });
  const ids = context.routes.ids;
  await reload({ 't.yaml': template('new') });
  expect([await context.request('loopback:one'), await context.request('loopback:two')]).toEqual(['new', 'new']);
  expect(context.routes.ids.toSorted()).toEqual(ids.toSorted());
  await reload({ 'a.yaml': use('one') });
  expect(context.routes.ids).toEqual(ids.slice(0, 1));
  await expect(reload({ 't.yaml': '[]' })).rejects.toMatchObject({ code: 'ROUTE_NO_SUCH_TEMPLATE' });
  expect(await context.request('loopback:one')).toBe('new');
  await context.stop();
});

class Counter {
  count = 0;
  step = 1;
  next(): number {
    return (this.count += this.step);
  }
}

const counter = (step: number) => `- beans: [{ name: counter, type: Counter, properties: { step: ${step} } }]\n`;
const counting = '- route: { id: c, from: { uri: "loopback:c", steps: [{ bean: { ref: counter, method: next } }] } }\n';

test('beans of a file are exchanged; one that is declared as before keeps what it knows', async () => {
  const { context, reload } = await start({ 'beans.yaml': counter(1), 'a.yaml': counting }, { beans: { Counter } });
  expect(await context.request('loopback:c')).toBe(1);
  await reload({ 'beans.yaml': `# moved\n${counter(1)}`, 'a.yaml': counting });
  expect(await context.request('loopback:c')).toBe(2);
  await reload({ 'beans.yaml': counter(10) });
  expect(await context.request('loopback:c')).toBe(10);
  await expect(reload({ 'beans.yaml': '[]' })).rejects.toThrow(/counter/);
  expect(await context.request('loopback:c')).toBe(20);
  await reload({ 'beans.yaml': '[]', 'a.yaml': answering('c', 'none') });
  expect(context.beans.lookup('counter')).toBeUndefined();
  await context.stop();
});

test('a bean of the application that a file covered is there again when the file has it no more', async () => {
  const own = { next: () => 'own' };
  const { context, reload } = await start({ 'a.yaml': counter(1) + counting }, { beans: { Counter, counter: own } });
  expect(await context.request('loopback:c')).toBe(1);
  await reload({ 'a.yaml': counting });
  expect(await context.request('loopback:c')).toBe('own');
  await context.stop();
});

test('routes without an id keep their numbers, and a route may move to another file', async () => {
  const unnamed = (text: string) =>
    `- from: { uri: "loopback:${text}", steps: [{ setBody: { constant: ${text} } }] }\n`;
  const { context, reload } = await start({
    'a.yaml': unnamed('x') + unnamed('y'),
    'b.yaml': answering('moving', 'b'),
  });
  await reload({ 'a.yaml': unnamed('x') + unnamed('z') + unnamed('w') });
  expect(context.routes.ids.toSorted()).toEqual(['moving', 'route1', 'route2', 'route3']);
  expect(await context.request('loopback:z')).toBe('z');
  await expect(reload({ 'a.yaml': answering('moving', 'a') })).rejects.toMatchObject({ code: 'ROUTE_DUPLICATE_ID' });
  await reload({ 'a.yaml': answering('moving', 'a'), 'b.yaml': '[]' });
  expect([context.routes.ids, await context.request('loopback:moving')]).toEqual([['moving'], 'a']);
  await context.stop();
});

test('two routes may take over the source of each other, and a caller drains before what it calls', async () => {
  const sources = (one: string, two: string) =>
    `- route: { id: one, from: { uri: "loopback:${one}", steps: [{ setBody: { constant: one } }] } }\n` +
    `- route: { id: two, from: { uri: "loopback:${two}", steps: [{ delay: { constant: 10 } }, { to: "loopback:${one}" }] } }\n`;
  const { context, reload } = await start({ 'a.yaml': sources('x', 'y') });
  const underWay = context.request('loopback:y');
  await settle();
  const reloading = reload({ 'a.yaml': sources('y', 'x') });
  await context.clock.runUntil(Promise.all([underWay, reloading]));
  expect(await underWay).toBe('one');
  expect(await context.request('loopback:y')).toBe('one');
  await context.stop();
});

test('a source without a file is replaced route by route, and by files', async () => {
  const context = createTestContext();
  await context.addRoutes(
    route('r').from('loopback:r').setBody('built'),
    route('s').from('loopback:s').setBody('kept'),
  );
  await context.start();
  await context.reloadRoutes(file('a.yaml', answering('r', 'read')));
  await context.reloadRoutes(file('a.yaml', answering('r', 'read again')));
  expect([await context.request('loopback:r'), await context.request('loopback:s')]).toEqual(['read again', 'kept']);
  await context.reloadRoutes(route('r').from('loopback:r').setBody('built again'));
  expect(await context.request('loopback:r')).toBe('built again');
  expect(context.routes.ids.toSorted()).toEqual(['r', 's']);
  await context.stop();
});

test('a new place in the order of starting holds, and may be that of a route that leaves', async () => {
  const { context, reload } = await start({
    'a.yaml': answering('one', 'x', 'startupOrder: 1,') + answering('two', 'x', 'startupOrder: 2,'),
  });
  await reload({ 'a.yaml': answering('one', 'x', 'startupOrder: 2,') + answering('three', 'x', 'startupOrder: 1,') });
  expect(context.routes.ids).toEqual(['three', 'one']);
  await context.stop();
});
