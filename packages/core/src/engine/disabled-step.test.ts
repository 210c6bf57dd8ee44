import { expect, test } from 'vitest';
import { runRoute } from '../testing/run-route.ts';
import { loadYaml } from '../yaml/load-yaml.ts';

const properties = { off: 'true', on: 'false', three: '3' };
const run = (disabled: string) =>
  runRoute(
    loadYaml(`- from: { uri: "timer:t", steps: [{ setBody: { constant: x, disabled: "${disabled}" } }, { log: y }] }`),
    'a',
    { properties },
  );

test('a step is disabled by a property, which is true or false', async () => {
  expect((await run('{{off}}')).body).toBe('a');
  expect((await run('{{on}}')).body).toBe('x');
  expect((await run('{{?nothing}}')).body).toBe('x');
  await expect(run('{{three}}')).rejects.toThrow('"disabled" does not take "3"');
});
