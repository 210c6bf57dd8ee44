import { expect, test } from 'vitest';
import { startSteps } from '../../test/run-steps.ts';

test('a message whose source need not pause passes at once', async () => {
  let asked = 0;
  const consumerListener = { beforeConsume: (body: unknown) => body === 'pass' };
  const untilCheck = () => ++asked > 1;
  const context = await startSteps((steps) => steps.eip('pausable', { consumerListener, untilCheck }).to('mock:out'));
  await context.send('loopback:in', 'pass');
  expect([asked, context.mocks.get('mock:out').bodies]).toEqual([0, ['pass']]);
});

test('another waits until the check holds, and holds up its source', async () => {
  let open = false;
  const beans = { listener: { beforeConsume: () => false }, check: () => open };
  const context = await startSteps(
    (steps) => steps.eip('pausable', { consumerListener: '#listener', untilCheck: '#check' }).to('mock:out'),
    { beans },
  );
  const sent = context.send('loopback:in', 1);
  await context.clock.advance(1000);
  expect(context.mocks.get('mock:out').received).toHaveLength(0);
  open = true;
  await context.clock.advance(500);
  await sent;
  expect(context.mocks.get('mock:out').received).toHaveLength(1);
});
