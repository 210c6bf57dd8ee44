import { expect, test } from 'vitest';
import { startSteps } from '../../test/run-steps.ts';
import { startScoped } from '../../test/start-scoped.ts';
import { loadYaml } from '../yaml/load-yaml.ts';

const sent = async (options: object, block = ['mock:seen']) => {
  const context = await startScoped({ kind: 'interceptSendToEndpoint', options: { ...options } }, block);
  await context.send('loopback:in', 'a');
  const counts: Record<string, number> = {};
  for (const name of ['seen', 'one', 'two', 'after']) counts[name] = context.mocks.get(`mock:${name}`).received.length;
  return counts;
};
const when = (text: string) => ({ language: 'simple', expression: `\${body} == '${text}'` });

test('its steps run before a send to an endpoint that fits', async () => {
  expect(await sent({ uri: 'mock:one' })).toMatchObject({ seen: 1, one: 1, two: 1 });
  expect(await sent({ uri: 'mock:*' })).toMatchObject({ seen: 2, one: 1, two: 1 });
  // Without a pattern every endpoint fits, also that of the test's own send; a blank pattern fits none.
  expect(await sent({})).toMatchObject({ seen: 3, one: 1, two: 1 });
  expect(await sent({ uri: '' })).toMatchObject({ seen: 0, one: 1, two: 1 });
});

test('what a program sends is met, once however many routes there are, until the file is without it', async () => {
  const routes = ['in', 'other'].map(
    (id) =>
      `- route: { id: ${id}, from: { uri: "loopback:${id}", steps: [{ setBody: { simple: "${id}(\${body})" } }] } }\n`,
  );
  const intercepting = '- interceptSendToEndpoint: { uri: "loopback:i*", steps: [{ setBody: { constant: met } }] }\n';
  const file = (text: string) => loadYaml(text, { file: 'routes.yaml' });
  const context = await startSteps(() => ({ toRoutes: () => file(intercepting + routes.join('')) }));
  expect(await context.request('loopback:in', 'a')).toBe('in(met)');
  expect(await context.request('loopback:other', 'a')).toBe('other(a)');
  await context.reloadRoutes(
    file(intercepting.replace('steps:', 'skipSendToOriginalEndpoint: true, steps:') + routes[0]!),
  );
  const skipped = await context.send('loopback:in', 'a', { pattern: 'InOut' });
  expect([skipped.body, skipped.property('CamelInterceptedEndpoint')]).toEqual(['met', 'loopback://in']);
  await context.reloadRoutes(file(routes[0]!));
  expect(await context.request('loopback:in', 'a')).toBe('in(a)');
});

test('it may take the place of the send', async () => {
  expect(await sent({ uri: 'mock:one', skipSendToOriginalEndpoint: true })).toMatchObject({ seen: 1, one: 0, two: 1 });
});

test('something may be sent afterwards', async () => {
  expect(await sent({ uri: 'mock:two', afterUri: 'mock:after' })).toMatchObject({ seen: 1, two: 1, after: 1 });
});

test('a condition that does not hold changes nothing', async () => {
  const all = { uri: 'mock:one', skipSendToOriginalEndpoint: true, afterUri: 'mock:after' };
  expect(await sent({ ...all, onWhen: when('a') })).toMatchObject({ seen: 1, one: 0, after: 0 });
  expect(await sent({ ...all, onWhen: when('b') })).toMatchObject({ seen: 0, one: 1, after: 0 });
});

test('it needs steps', async () => {
  await expect(sent({ uri: 'mock:one' }, [])).rejects.toThrow('needs steps');
});

test('nothing is sent afterwards when it took the place of the send', async () => {
  const all = { uri: 'mock:one', skipSendToOriginalEndpoint: true, afterUri: 'mock:after' };
  expect(await sent(all)).toMatchObject({ seen: 1, one: 0, after: 0 });
});

/** How often each endpoint got the message. */
const received = async (yaml: string, names: readonly string[]) => {
  const context = await startSteps(() => ({ toRoutes: () => loadYaml(yaml) }));
  await context.send('loopback:in', 'a');
  return names.map((name) => context.mocks.get(`mock:${name}`).received.length);
};

test('its own sends are met by those after it, what onException sends by none', async () => {
  const chained = (first: string, second: string) => `
- interceptSendToEndpoint: ${first}
- interceptSendToEndpoint: ${second}
- onException: { exception: [java.io.IOException], handled: { constant: "true" }, steps: [{ to: "mock:a" }] }
- route: { from: { uri: "loopback:in", steps: [{ to: "mock:a" }, { throwException: { exceptionType: java.io.IOException } }] } }
`;
  const a = '{ uri: "mock:a", steps: [{ to: "mock:b" }] }';
  const b = '{ uri: "mock:b", steps: [{ to: "mock:c" }] }';
  expect(await received(chained(a, b), ['a', 'b', 'c'])).toEqual([2, 1, 1]);
  expect(await received(chained(b, a), ['a', 'b', 'c'])).toEqual([2, 1, 0]);
});

test('a failure of its steps that is continued goes on with them, and with the send', async () => {
  const context = await startSteps(() => ({
    toRoutes: () =>
      loadYaml(`
- interceptSendToEndpoint:
    uri: mock:one
    steps: [{ throwException: { exceptionType: java.io.IOException } }, { to: "mock:seen" }]
- onException: { exception: [java.io.IOException], continued: { constant: "true" } }
- route: { from: { uri: "loopback:in", steps: [{ to: "mock:one" }] } }
`),
  }));
  await context.send('loopback:in', 'a');
  expect(['seen', 'one'].map((name) => context.mocks.get(`mock:${name}`).received.length)).toEqual([1, 1]);
});
