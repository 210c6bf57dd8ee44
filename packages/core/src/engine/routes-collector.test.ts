import { expect, onTestFinished, test } from 'vitest';
import { option } from '../component/option-spec.ts';
import type { DataFormatFactory } from '../component/data-format.ts';
import { createTestContext } from '../testing/test-context.ts';
import { loadYaml } from '../yaml/load-yaml.ts';
import { startSteps } from '../../test/run-steps.ts';
import { isTrue } from './routes-collector.ts';

const failing = (id: string, more = '') => `
- route:
    id: ${id}
    ${more}
    from: { uri: "loopback:${id}", steps: [{ throwException: { exceptionType: java.io.IOException } }] }
`;
const configuration = (name: string, options: string) => `
- routeConfiguration:
    ${options}
    onException:
      - onException:
          exception: [java.io.IOException]
          handled: { constant: "true" }
          steps: [{ to: "mock:${name}" }]
`;
const start = (yaml: string, properties: Readonly<Record<string, string>> = {}) =>
  startSteps(() => ({ toRoutes: () => loadYaml(yaml) }), { properties });
const handledBy = async (yaml: string, id: string, properties?: Readonly<Record<string, string>>) => {
  const context = await start(yaml, properties);
  await context.send(`loopback:${id}`);
  return ['a', 'b'].filter((name) => context.mocks.get(`mock:${name}`).received.length > 0);
};

test('a configuration holds for the routes that name it, by id, pattern or list', async () => {
  const all = configuration('a', 'id: careful-a') + configuration('b', 'id: careful-b');
  const named = (ids: string) => handledBy(all + failing('r', `routeConfigurationId: "${ids}"`), 'r');
  expect(await named('careful-a')).toEqual(['a']);
  expect(await named('careful-b')).toEqual(['b']);
  expect(await named('none, careful-b')).toEqual(['b']);
  expect((await named('careful-*')).length).toBe(1);
  // Of two for the same class the later one counts, in the order in which they are named.
  expect(await named('careful-b,careful-a')).toEqual(['a']);
  expect(await named('careful-a,careful-b')).toEqual(['b']);
  expect(await named('other')).toEqual([]);
});

test('one without an id holds for the routes that name none', async () => {
  const unnamed = configuration('a', 'description: for all');
  expect(await handledBy(unnamed + failing('r'), 'r')).toEqual(['a']);
  expect(await handledBy(unnamed + failing('r', 'routeConfigurationId: other'), 'r')).toEqual([]);
});

test('one with a precondition holds only where it is met', async () => {
  const yaml = configuration('a', `precondition: "{{env}} == 'prod'"`) + failing('r');
  expect(await handledBy(yaml, 'r', { env: 'prod' })).toEqual(['a']);
  expect(await handledBy(yaml, 'r', { env: 'dev' })).toEqual([]);
});

test('its error handler goes before that of the file, and behind that of the route', async () => {
  const dead = (name: string) => `errorHandler: { deadLetterChannel: { deadLetterUri: "mock:${name}" } }`;
  const yaml = `- ${dead('b')}\n- routeConfiguration: { id: own, ${dead('a')} }\n`;
  expect(await handledBy(yaml + failing('r'), 'r')).toEqual(['b']);
  expect(await handledBy(yaml + failing('r', 'routeConfigurationId: own'), 'r')).toEqual(['a']);
  const routes = failing('r', 'routeConfigurationId: own\n    errorHandler: { noErrorHandler: {} }');
  expect(await handledBy(yaml + routes, 'r')).toEqual([]);
});

test('an error handler holds for its own file and those after it, and does not reach back', async () => {
  const dead = (name: string) => `- errorHandler: { deadLetterChannel: { deadLetterUri: "mock:${name}" } }\n`;
  const handled = async (...files: string[]) => {
    const context = createTestContext();
    await context.addRoutes(...files.map((text) => loadYaml(text)));
    await context.start();
    onTestFinished(() => context.clock.runUntil(context.stop()));
    await context.send('loopback:r');
    return ['a', 'b'].filter((name) => context.mocks.get(`mock:${name}`).received.length > 0);
  };
  expect(await handled(dead('a'), failing('r'))).toEqual(['a']);
  expect(await handled(dead('a') + failing('r'), dead('b') + failing('s'))).toEqual(['a']);
  expect(await handled(dead('a') + failing('s'), dead('b') + failing('r'))).toEqual(['b']);
});

test('a data format that a file declares is used by its id', async () => {
  const options = { end: option.string({ description: 'End.' }) };
  const shout: DataFormatFactory = {
    spec: { name: 'shout', title: 'Shout', description: 'Capitals.', options },
    create: ({ end }) => ({
      marshal: (body) => `${String(body).toUpperCase()}${String(end)}`,
      unmarshal: (body) => body,
    }),
  };
  const marshal = (ref: string) => `- dataFormats: [{ shout: { id: loud, end: "!" } }]
- route: { from: { uri: "loopback:r", steps: [{ marshal: { custom: { ref: ${ref} } } }] } }
`;
  const started = (ref: string) =>
    startSteps(() => ({ toRoutes: () => loadYaml(marshal(ref), { dataFormats: ['shout'] }) }), {
      dataFormats: [shout],
    });
  expect((await (await started('loud')).send('loopback:r', 'a')).body).toBe('A!');
  await expect(started('lod')).rejects.toThrow(/lod.*loud/s);
});

test('a precondition is true, or a comparison that holds', () => {
  expect(['true', ' TRUE ', "a == 'a'", "'a' != 'b'"].map(isTrue)).toEqual([true, true, true, true]);
  expect(['false', '', "a == 'b'", "a != 'a'", 'yes'].map(isTrue)).toEqual([false, false, false, false, false]);
});
