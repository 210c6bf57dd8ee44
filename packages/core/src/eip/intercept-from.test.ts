import { expect, test } from 'vitest';
import { startSteps } from '../../test/run-steps.ts';
import { loadYaml } from '../yaml/load-yaml.ts';
import { startScoped } from '../../test/start-scoped.ts';

const seen = async (options: object) => {
  const context = await startScoped({ kind: 'interceptFrom', options: { ...options } }, ['mock:seen']);
  await context.send('loopback:in', 'a');
  return context.mocks.get('mock:seen').received;
};

test('its steps run once for each message that comes in', async () => {
  const [message, ...others] = await seen({});
  expect(others).toEqual([]);
  expect(message!.exchange.property('CamelInterceptedEndpoint')).toBe('loopback://in');
});

test('only for sources whose URI fits', async () => {
  const counts = [];
  for (const uri of ['loopback:*', 'loopback:in', 'timer:*']) counts.push((await seen({ uri })).length);
  expect(counts).toEqual([1, 1, 0]);
});

test('the last one of a file comes first, and no intercept stands around its steps', async () => {
  const context = await startSteps(() => ({
    toRoutes: () =>
      loadYaml(`
- interceptFrom: { steps: [{ setBody: { simple: "\${body}1" } }] }
- interceptFrom: { steps: [{ setBody: { simple: "\${body}2" } }] }
- intercept: { steps: [{ setBody: { simple: "\${body}+" } }] }
- route: { from: { uri: "loopback:in", steps: [{ to: "mock:one" }] } }
`),
  }));
  await context.send('loopback:in', 'a');
  expect(context.mocks.get('mock:one').bodies).toEqual(['a21+']);
});

test('only where the condition holds', async () => {
  const when = (text: string) => ({ onWhen: { language: 'simple', expression: `\${body} == '${text}'` } });
  expect([(await seen(when('a'))).length, (await seen(when('b'))).length]).toEqual([1, 0]);
});
