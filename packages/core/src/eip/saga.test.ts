import { expect, test } from 'vitest';
import type { Message } from '../builder/message.ts';
import { loadYaml } from '../yaml/load-yaml.ts';
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

/** The saga ids that the steps of an outer and an inner saga see. */
const ids = async (propagation: string) => {
  const seen: unknown[] = [];
  const note = ({ exchange }: Message) => void seen.push(exchange.header('Long-Running-Action'));
  const run = await runSteps((steps) =>
    steps.eip('saga', {}, (outer) =>
      outer
        .process(note)
        .eip('saga', { propagation }, (inner) => inner.process(note))
        .process(note),
    ),
  );
  return { seen, exception: run.exception };
};

test('an inner saga joins the outer one, is one of its own, or is none', async () => {
  for (const propagation of ['REQUIRED', 'MANDATORY', 'SUPPORTS']) {
    const { seen } = await ids(propagation);
    expect(new Set(seen).size).toBe(1);
  }
  const own = await ids('REQUIRES_NEW');
  expect(own.seen[1]).not.toBe(own.seen[0]);
  expect(own.seen[1]).toBeDefined();
  const none = await ids('NOT_SUPPORTED');
  expect(none.seen[1]).toBeUndefined();
  for (const { seen } of [own, none]) expect(seen[2]).toBe(seen[0]);
  expect((await ids('NEVER')).exception).toBeDefined();
});

test('in the YAML of Camel, where it takes in the whole route, it is refused inside of a block', async () => {
  const model = loadYaml(`
- route:
    from:
      uri: loopback:in
      steps: [{ filter: { constant: "true", steps: [{ saga: { steps: [{ to: "mock:in" }] } }] } }]
`);
  await expect(startSteps(() => ({ toRoutes: () => model }))).rejects.toThrow('Move it out of filter');
});
