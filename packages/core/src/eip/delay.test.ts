import { expect, test } from 'vitest';
import { createTestContext } from '../testing/test-context.ts';
import { startSteps } from '../../test/run-steps.ts';

test('the message waits by the clock of the context, as long as is computed', async () => {
  const context = await startSteps((steps) => steps.delay(({ body }) => Number(body)).to('mock:out'));
  const sent = context.send('loopback:in', 250);
  await context.clock.advance(249);
  expect(context.mocks.get('mock:out').received).toHaveLength(0);
  await context.clock.advance(1);
  expect(context.mocks.get('mock:out').received).toHaveLength(1);
  await sent;
});

test('nought and less do not wait', async () => {
  const context = await startSteps((steps) => steps.delay(({ body }) => Number(body)).to('mock:out'));
  await context.send('loopback:in', 0);
  await context.send('loopback:in', -5);
  expect(context.mocks.get('mock:out').received).toHaveLength(2);
});

test('a wait ends when the message is aborted', async () => {
  const context = createTestContext({ shutdownTimeoutMs: 100 });
  const { route } = await import('../builder/route-steps.ts');
  await context.addRoutes(route('r').from('loopback:in').delay(3_600_000).to('mock:out'));
  await context.start();
  const sent = context.send('loopback:in', 1);
  const stopping = context.stop();
  await context.clock.advance(1000);
  await stopping;
  expect((await sent).exception).toBeDefined();
  expect(context.mocks.get('mock:out').received).toHaveLength(0);
});
