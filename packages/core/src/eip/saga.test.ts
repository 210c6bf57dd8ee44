import { expect, test } from 'vitest';
import type { Message } from '../builder/message.ts';
import { route } from '../builder/route-steps.ts';
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

test('a message whose saga was compensated by time fails, and nobody joins such a saga any more', async () => {
  const context = await startSteps((steps) =>
    steps.saga({ compensation: 'mock:undo', timeout: 100 }, (outer) => outer.delay(500).to('loopback:part')),
  );
  await context.addRoutes(
    route('part')
      .from('loopback:part')
      .saga({ compensation: 'mock:undo-part' }, (part) => part.to('mock:work')),
    route('late')
      .from('loopback:late')
      .saga({ compensation: 'mock:undo', completion: 'mock:done', timeout: 100 }, (steps) => steps.delay(500)),
  );
  const failure = async (uri: string) => (await context.clock.runUntil(context.send(uri, 1))).exception;
  expect(await failure('loopback:late')).toMatchObject({ message: 'Cannot complete: status is COMPENSATED' });
  expect(await failure('loopback:in')).toMatchObject({ message: 'Cannot begin: status is COMPENSATED' });
  const received = (name: string) => context.mocks.get(`mock:${name}`).received.length;
  expect(['undo', 'done', 'work', 'undo-part'].map(received)).toEqual([2, 0, 0, 0]);
});

test('each participant has a time of its own, and the last one that joined is the first to undo or confirm', async () => {
  const context = await startSteps((steps) =>
    steps.saga({ compensation: 'mock:undo', completion: 'mock:done', timeout: 100 }, (outer) =>
      outer.to('loopback:part'),
    ),
  );
  await context.addRoutes(
    route('part')
      .from('loopback:part')
      .saga({ compensation: 'mock:undo-part', completion: 'mock:done-part', timeout: 60_000 }, (part) =>
        part.delay(({ body }) => body as number),
      ),
  );
  const order: string[] = [];
  for (const name of ['undo', 'undo-part', 'done', 'done-part'])
    context.mocks.get(`mock:${name}`).whenReceived(() => void order.push(name));
  await context.clock.runUntil(context.send('loopback:in', 50));
  await context.clock.runUntil(context.send('loopback:in', 500));
  expect(order).toEqual(['done-part', 'done', 'undo-part', 'undo']);
});

test('who does not hear of the end is told again, five times; then the message fails and the log says so', async () => {
  const context = await startSteps((steps) =>
    steps.saga({ compensation: 'mock:undo', completion: 'mock:confirm' }, (inner) =>
      inner.process(({ body }) => {
        if (body === 'bad') throw new Error('no stock');
      }),
    ),
  );
  const at: number[] = [];
  const since = context.clock.now();
  const failing = (times: number) => () => {
    at.push(context.clock.now() - since);
    if (at.length <= times) throw new TypeError('down');
  };
  context.mocks.get('mock:undo').whenReceived(failing(2));
  const compensated = await context.clock.runUntil(context.send('loopback:in', 'bad'));
  expect(compensated.exception).toMatchObject({ message: 'no stock' });
  expect(at).toEqual([0, 5000, 10_000]);
  at.length = 0;
  context.mocks.get('mock:confirm').whenReceived(failing(9));
  const { exception } = await context.clock.runUntil(context.send('loopback:in', 'good'));
  expect(exception).toMatchObject({ message: expect.stringContaining('Unable to complete all required steps') });
  expect(at).toHaveLength(5);
  expect(context.logged.messages('ERROR')).toContainEqual(expect.stringContaining('it is not tried again'));
});

test('who is in no saga of its own cannot complete it by hand', async () => {
  for (const propagation of ['SUPPORTS', 'NOT_SUPPORTED', 'NEVER']) {
    const run = runSteps((steps) =>
      steps.eip('saga', { propagation, completionMode: 'MANUAL' }, (inner) => inner.log('x')),
    );
    await expect(run).rejects.toThrow(`CompletionMode cannot be specified when propagation is ${propagation}`);
  }
});
