import { expect, test } from 'vitest';
import { runSteps, startSteps } from '../../test/run-steps.ts';

const constant = (expression: string) => ({ language: 'constant', expression });
const options = {
  compensation: 'mock:undo',
  completion: 'mock:confirm',
  option: [{ key: 'order', expression: constant('17') }],
};
const order = (fails: boolean) =>
  runSteps((steps) =>
    steps.eip('saga', options, (inner) =>
      inner.process(() => {
        if (fails) throw new Error('no stock');
      }),
    ),
  );

test('a saga that ends well is completed, with the values kept for it', async () => {
  const run = await order(false);
  expect(run.mocks.get('mock:undo').received).toHaveLength(0);
  expect(run.mocks.get('mock:confirm').received).toMatchObject([{ body: null, headers: { order: '17' } }]);
});

test('one that fails is compensated', async () => {
  const run = await order(true);
  expect(run.exception).toMatchObject({ message: 'no stock' });
  expect(run.mocks.get('mock:confirm').received).toHaveLength(0);
  expect(run.mocks.get('mock:undo').received).toMatchObject([{ headers: { order: '17' } }]);
});

test('propagation', async () => {
  const alone = (propagation: string) =>
    runSteps((steps) => steps.eip('saga', { propagation }, (inner) => inner.to('mock:in')));
  expect((await alone('MANDATORY')).exception).toMatchObject({ code: 'ROUTE_EXCHANGE_FAILED' });
  expect((await alone('SUPPORTS')).mocks.get('mock:in').received).toHaveLength(1);
  const nested = await runSteps((steps) =>
    steps.eip('saga', {}, (outer) => outer.eip('saga', { propagation: 'NEVER' }, (inner) => inner.to('mock:in'))),
  );
  expect(nested.exception).toBeDefined();
});

test('one that is not completed in time is compensated', async () => {
  const context = await startSteps((steps) =>
    steps.eip('saga', { ...options, completionMode: 'MANUAL', timeout: 1000 }, (inner) => inner.to('mock:in')),
  );
  await context.send('loopback:in', 1);
  expect(context.mocks.get('mock:undo').received).toHaveLength(0);
  await context.clock.advance(1000);
  expect(context.mocks.get('mock:undo').received).toHaveLength(1);
});
