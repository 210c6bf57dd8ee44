import { expect, test } from 'vitest';
import { failingSource } from '../../test/failing-source.ts';
import { createTestContext, type TestContextOptions } from '../testing/test-context.ts';
import { settle } from '../testing/virtual-clock.ts';
import { loadYaml } from '../yaml/load-yaml.ts';

async function start(files: Readonly<Record<string, string>>, options: TestContextOptions = {}) {
  const read = (texts: Readonly<Record<string, string>>) =>
    Object.entries(texts).map(([file, text]) => loadYaml(text, { file }));
  const context = createTestContext(options);
  await context.addRoutes(...read(files));
  await context.start();
  return { context, reload: (changed: Readonly<Record<string, string>>) => context.reloadRoutes(...read(changed)) };
}

/** An action that says which version it is, after a rest of ten virtual seconds when the body is "slow". */
const action = (word: string) => `- routeTemplate:
    id: act
    from:
      uri: kamelet:source
      steps:
        - filter: { simple: "\${body} == 'slow'", steps: [{ delay: { constant: 10000 } }] }
        - setBody: { simple: "${word}(\${body})" }
`;
const calling = (id: string, ...uris: readonly string[]) =>
  `- route: { id: ${id}, from: { uri: "loopback:${id}", steps: [${uris.map((uri) => `{ to: "${uri}" }`).join(', ')}] } }\n`;
const source = (word: string) => `- routeTemplate:
    id: src
    parameters: [{ name: at }]
    from: { uri: "loopback:{{at}}", steps: [{ delay: { constant: 100 } }, { setBody: { constant: ${word} } }] }
`;
const reading = (more = '') =>
  `- route: { id: reader, from: { uri: "kamelet:src?at=door", steps: [{ to: "mock:read" }${more}] } }\n`;

test('what was made of a Kamelet for a route drains and goes with it; the new one has its id', async () => {
  const { context, reload } = await start({ 'k.yaml': action('old'), 'a.yaml': calling('one', 'kamelet:act') });
  expect(context.routes.ids.toSorted()).toEqual(['act-1', 'one']);
  const [before, events] = [context.routes.get('act-1'), [] as string[]];
  context.events.listen((event) => {
    if ('routeId' in event) events.push(`${event.type} ${event.routeId}`);
  });
  const underWay = context.request('loopback:one', 'slow');
  await settle();
  const reloading = reload({ 'k.yaml': action('new') });
  await context.clock.runUntil(Promise.all([underWay, reloading]));
  expect(await underWay).toBe('old(slow)');
  expect(await context.request('loopback:one', 'x')).toBe('new(x)');
  expect(context.routes.ids.toSorted()).toEqual(['act-1', 'one']);
  expect(context.routes.get('act-1')).not.toBe(before);
  expect(before!.state).toBe('Stopped');
  expect(events.filter((event) => /Stopp|Reload/.test(event))).toEqual([
    'RouteStopping one',
    'RouteStopped one',
    'RouteStopping act-1',
    'RouteStopped act-1',
    'RouteReloaded act-1',
    'RouteReloaded one',
  ]);
  await context.stop();
});

test('a use that a route has no more is gone, one more gets a number of its own', async () => {
  const { context, reload } = await start({
    'k.yaml': action('w'),
    'a.yaml': calling('one', 'kamelet:act/named', 'kamelet:act'),
    'b.yaml': calling('two', 'kamelet:act'),
  });
  expect(context.routes.ids.toSorted()).toEqual(['act-1', 'act-2', 'named', 'one', 'two']);
  await reload({ 'a.yaml': calling('one', 'kamelet:act?n=1', 'kamelet:act/named', 'kamelet:act?n=2') });
  expect(context.routes.ids.toSorted()).toEqual(['act-1', 'act-2', 'act-3', 'named', 'one', 'two']);
  expect(await context.request('loopback:one', 'x')).toBe('w(w(w(x)))');
  await reload({ 'a.yaml': '[]' });
  expect(context.routes.ids.toSorted()).toEqual(['act-2', 'two']);
  await expect(reload({ 'a.yaml': calling('one', 'kamelet:act/act-2') })).rejects.toMatchObject({
    code: 'ROUTE_CREATE_FAILED',
    cause: { code: 'ROUTE_DUPLICATE_ID' },
  });
  expect(await context.request('loopback:two', 'x')).toBe('w(x)');
  await context.stop();
});

test('Kamelets within Kamelets follow, also when only the inner one changed', async () => {
  const outer = `- routeTemplate: { id: outer, from: { uri: kamelet:source, steps: [{ to: "kamelet:act" }] } }\n`;
  const { context, reload } = await start({
    'k.yaml': action('old'),
    'o.yaml': outer,
    'a.yaml': calling('one', 'kamelet:outer'),
  });
  await reload({ 'k.yaml': action('new') });
  expect(await context.request('loopback:one', 'x')).toBe('new(x)');
  expect(context.routes.ids.toSorted()).toEqual(['act-1', 'one', 'outer-1']);
  await reload({ 'a.yaml': '[]' });
  expect(context.routes.ids).toEqual([]);
  await context.stop();
});

const away = '- route: { id: bad, from: { uri: "failing:x", steps: [{ log: x }] } }\n';

test('when a new version does not compile or start, the old Kamelets run on and nothing is left of the new', async () => {
  const files = { 'k.yaml': action('old') + source('old'), 'a.yaml': calling('one', 'kamelet:act') + reading() };
  const { context, reload } = await start(files, { components: [failingSource] });
  const ids = context.routes.ids.toSorted();
  const changed = action('new') + source('new');
  await expect(reload({ 'k.yaml': changed, 'a.yaml': files['a.yaml'] + away })).rejects.toMatchObject({
    code: 'ROUTE_RELOAD_FAILED',
  });
  await expect(
    reload({ 'k.yaml': changed, 'a.yaml': files['a.yaml'] + calling('bad', 'nowhere:x') }),
  ).rejects.toMatchObject({ code: 'ROUTE_CREATE_FAILED' });
  expect(context.routes.ids.toSorted()).toEqual(ids);
  expect(await context.request('loopback:one', 'x')).toBe('old(x)');
  await context.clock.runUntil(context.send('loopback:door'));
  expect(context.mocks.get('mock:read').bodies).toEqual(['old']);
  await reload({ 'k.yaml': changed });
  expect(await context.request('loopback:one', 'x')).toBe('new(x)');
  await context.clock.runUntil(context.send('loopback:door'));
  expect(context.mocks.get('mock:read').bodies).toEqual(['old', 'new']);
  await context.stop();
});

test('a Kamelet that brings messages runs only while the route runs that reads from it', async () => {
  const { context } = await start({ 'k.yaml': source('s'), 'a.yaml': reading() });
  const states = () => ['src-1', 'reader'].map((id) => context.routes.status(id));
  expect(states()).toEqual(['Started', 'Started']);
  const underWay = context.send('loopback:door');
  await settle();
  await context.clock.runUntil(Promise.all([underWay, context.routes.stop('reader')]));
  expect(context.mocks.get('mock:read').bodies).toEqual(['s']);
  expect(states()).toEqual(['Stopped', 'Stopped']);
  await context.routes.start('reader');
  expect(context.routes.ids.toSorted()).toEqual(['reader', 'src-1']);
  await context.clock.runUntil(context.send('loopback:door'));
  expect(context.mocks.get('mock:read').bodies).toEqual(['s', 's']);
  await context.routes.suspend('reader');
  expect(states()).toEqual(['Suspended', 'Suspended']);
  await context.routes.resume('reader');
  expect(states()).toEqual(['Started', 'Started']);
  await context.stop();
  await context.start();
  expect(states()).toEqual(['Started', 'Started']);
  await context.stop();
});

test('a message on its way from a Kamelet arrives before its reader is exchanged', async () => {
  const { context, reload } = await start({ 'k.yaml': source('old'), 'a.yaml': reading() });
  const underWay = context.send('loopback:door');
  await settle();
  const reloading = reload({ 'a.yaml': reading(', { to: "mock:more" }') });
  await context.clock.runUntil(Promise.all([underWay, reloading]));
  expect(context.mocks.get('mock:read').bodies).toEqual(['old']);
  expect(context.mocks.get('mock:more').bodies).toEqual([]);
  await context.clock.runUntil(context.send('loopback:door'));
  expect(context.mocks.get('mock:more').bodies).toEqual(['old']);
  expect(context.routes.ids.toSorted()).toEqual(['reader', 'src-1']);
  await context.stop();
});

test('a route that is removed takes its Kamelets along', async () => {
  const { context } = await start({ 'k.yaml': action('w'), 'a.yaml': calling('one', 'kamelet:act') });
  await context.routes.stop('one');
  expect(await context.routes.remove('one')).toBe(true);
  expect(context.routes.ids).toEqual([]);
  await context.stop();
});

test('a Kamelet that is called by a computed URI follows its template', async () => {
  const computed = `- route: { id: one, from: { uri: "loopback:one", steps: [{ toD: "kamelet:\${header.which}/fixed" }] } }\n`;
  const { context, reload } = await start({ 'k.yaml': action('old'), 'a.yaml': computed });
  const call = (body: string) => context.request('loopback:one', body, { which: 'act' });
  expect(await call('x')).toBe('old(x)');
  const underWay = call('slow');
  await settle();
  const reloading = reload({ 'k.yaml': action('new') });
  await settle();
  expect(await call('x')).toBe('new(x)');
  await context.clock.runUntil(Promise.all([underWay, reloading]));
  expect(await underWay).toBe('old(slow)');
  expect(context.routes.ids.toSorted()).toEqual(['fixed', 'one']);
  await context.stop();
});
