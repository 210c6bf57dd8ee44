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
