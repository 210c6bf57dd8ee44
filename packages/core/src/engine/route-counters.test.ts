import { expect, test } from 'vitest';
import { loadYaml } from '../yaml/load-yaml.ts';
import { startSteps } from '../../test/run-steps.ts';

const failing = (route: string) => `- route:
    id: ${route}
    errorHandler:
      defaultErrorHandler: { redeliveryPolicy: { maximumRedeliveries: 2, redeliveryDelay: 0 } }
    from: { uri: "loopback:${route}", steps: [{ throwException: { exceptionType: java.io.IOException, message: m } }] }
`;

test('a message that failed in spite of redeliveries counts once for its routes and for the context', async () => {
  const caller = '- route: { id: outer, from: { uri: "loopback:outer", steps: [{ to: "loopback:inner" }] } }\n';
  const context = await startSteps(() => ({ toRoutes: () => loadYaml(failing('inner') + caller) }));
  await context.clock.runUntil(context.send('loopback:outer'));
  const redeliveries = ['inner', 'outer'].map((id) => context.routes.get(id)!.counter.redeliveries);
  expect([...redeliveries, context.core.counter.redeliveries]).toEqual([1, 1, 1]);
});

test('an attempt that failed again counts as a redelivery for each step that it failed in', async () => {
  const yaml = `- errorHandler:
    defaultErrorHandler: { redeliveryPolicy: { maximumRedeliveries: 2, redeliveryDelay: 0 } }
- route:
    id: r
    from:
      uri: loopback:in
      steps:
        - filter: { id: block, constant: "true", steps: [{ throwException: { id: step, exceptionType: java.io.IOException } }] }
`;
  const context = await startSteps(() => ({ toRoutes: () => loadYaml(yaml) }));
  await context.clock.runUntil(context.send('loopback:in'));
  const { channels } = context.routes.get('r')!;
  expect(Object.fromEntries(channels.map(({ id, counter }) => [id, counter.redeliveries]))).toEqual({
    block: 1,
    step: 2,
  });
});

test('a route that is asked by enrich counts for the context, too', async () => {
  const yaml = `- from: { uri: "loopback:in", steps: [{ enrich: { constant: "loopback:asked" } }] }
- from: { uri: "loopback:asked", steps: [{ setBody: { constant: x } }] }
`;
  const context = await startSteps(() => ({ toRoutes: () => loadYaml(yaml) }));
  await context.send('loopback:in');
  expect(context.core.counter.total).toBe(2);
});
