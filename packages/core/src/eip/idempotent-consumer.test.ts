import { expect, test } from 'vitest';
import { IdempotentRepository } from '../state/idempotent-repository.ts';
import { memoryStateStore } from '../state/memory-store.ts';
import { VirtualClock } from '../testing/virtual-clock.ts';
import { runSteps, startSteps } from '../../test/run-steps.ts';

const memory = () => {
  const ids = new Map<string, boolean>();
  return {
    ids,
    add: (id: string) => !ids.has(id) && Boolean(ids.set(id, false)),
    contains: (id: string) => ids.has(id),
    confirm: (id: string) => Boolean(ids.set(id, true)),
    remove: (id: string) => ids.delete(id),
  };
};
type Options = {
  readonly eager?: boolean;
  readonly retention?: number;
  readonly completionEager?: boolean;
  readonly skipDuplicate?: boolean;
  readonly removeOnFailure?: boolean;
};
const once = (repository: object, options?: Options) =>
  startSteps((steps) =>
    steps
      .idempotentConsumer(
        ({ body }) => body,
        repository,
        (block) => block.to('mock:once'),
        options,
      )
      .to('mock:after'),
  );

test('each id runs the steps once; what follows the block always runs', async () => {
  const repository = memory();
  const context = await once(repository);
  for (const id of ['a', 'b', 'a']) await context.send('loopback:in', id);
  expect(context.mocks.get('mock:once').bodies).toEqual(['a', 'b']);
  expect(context.mocks.get('mock:after').bodies).toEqual(['a', 'b', 'a']);
  expect([...repository.ids.values()]).toEqual([true, true]);
});

test('a failed message may come again, unless told otherwise', async () => {
  const again = async (options: Options) => {
    const context = await once(memory(), options);
    const mock = context.mocks.get('mock:once').fail(new Error('not yet'));
    await context.send('loopback:in', 'a');
    mock.whenReceived(undefined);
    await context.send('loopback:in', 'a');
    return mock.received.length;
  };
  expect(await again({})).toBe(2);
  expect(await again({ removeOnFailure: false })).toBe(1);
});

test('duplicates may pass with a mark', async () => {
  const context = await once(memory(), { skipDuplicate: false });
  for (const id of ['a', 'a']) await context.send('loopback:in', id);
  const marks = context.mocks
    .get('mock:once')
    .received.map(({ exchange }) => exchange.property('CamelDuplicateMessage'));
  expect(marks).toEqual([undefined, true]);
});

test('a message without an id fails', async () => {
  const run = await runSteps((steps) =>
    steps.idempotentConsumer(
      () => null,
      memory(),
      (block) => block.to('mock:once'),
    ),
  );
  expect(run.exception).toMatchObject({ code: 'ROUTE_NO_MESSAGE_ID' });
});

test('eager takes the id before the steps run, else it is taken when the message is done', async () => {
  const during = async (eager: boolean) => {
    const repository = memory();
    const context = await once(repository, { eager });
    const seen: unknown[] = [];
    context.mocks.get('mock:once').whenReceived(() => void seen.push([...repository.ids.entries()]));
    await context.send('loopback:in', 'a');
    return { seen, after: [...repository.ids.entries()] };
  };
  expect(await during(true)).toEqual({ seen: [[['a', false]]], after: [['a', true]] });
  expect(await during(false)).toEqual({ seen: [[]], after: [['a', true]] });
});

test('completionEager confirms at the end of the block: what fails after it changes nothing', async () => {
  const confirmed = async (completionEager: boolean) => {
    const idempotentRepository = memory();
    const expression = { language: 'simple', expression: '${body}' };
    const options = { expression, idempotentRepository, completionEager };
    const context = await startSteps((steps) =>
      steps
        .eip('idempotentConsumer', options, (block) => block.to('mock:once'))
        .throwException('java.io.IOException', 'later'),
    );
    await context.send('loopback:in', 'a');
    return idempotentRepository.ids.get('a');
  };
  expect(await confirmed(true)).toBe(true);
  expect(await confirmed(false)).toBeUndefined();
});

test('completionEager gives the id back when the block fails', async () => {
  const repository = memory();
  const context = await once(repository, { completionEager: true });
  context.mocks.get('mock:once').fail(new Error('down'));
  await context.send('loopback:in', 'a');
  expect([...repository.ids]).toEqual([]);
});

test('the repository of Camel that keeps ids in memory is named by its class', async () => {
  const named = '#class:org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository';
  const expression = { language: 'simple', expression: '${body}' };
  const context = await startSteps((steps) =>
    steps.eip('idempotentConsumer', { expression, idempotentRepository: named }, (block) => block.to('mock:once')),
  );
  for (const id of ['a', 'b', 'a']) await context.send('loopback:in', id);
  expect(context.mocks.get('mock:once').bodies).toEqual(['a', 'b']);
});

test('a bean that is no repository is refused', async () => {
  const expression = { language: 'simple', expression: '${body}' };
  const options = { expression, idempotentRepository: { add: () => true } };
  await expect(startSteps((steps) => steps.eip('idempotentConsumer', options, (block) => block))).rejects.toThrow(
    /it needs the methods add, contains, confirm, remove/,
  );
});

test('ids in the state store outlive the context; a place with a name is shared by routes', async () => {
  const state = memoryStateStore();
  const through = async (idempotentRepository: string, id: string) => {
    const context = await startSteps(
      (steps) =>
        steps.idempotentConsumer(
          ({ body }) => body,
          idempotentRepository,
          (block) => block.to('mock:once'),
        ),
      { state },
    );
    await context.send('loopback:in', id);
    return context.mocks.get('mock:once').bodies;
  };
  expect([await through('#state', 'a'), await through('#state', 'a')]).toEqual([['a'], []]);
  expect([await through('#state:orders', 'a'), await through('#state:orders', 'a')]).toEqual([['a'], []]);
  expect(await new IdempotentRepository(state, { name: 'orders' }).find('a')).toBe('done');
});

test('ids in the state store are remembered as long as the step says', async () => {
  const clock = new VirtualClock();
  const state = memoryStateStore({ clock });
  const context = await startSteps(
    (steps) =>
      steps.idempotentConsumer(
        ({ body }) => body,
        '#state',
        (block) => block.to('mock:once'),
        { retention: 60_000 },
      ),
    { state, clock },
  );
  await context.send('loopback:in', 'a');
  await clock.advance(59_000);
  await context.send('loopback:in', 'a');
  expect(context.mocks.get('mock:once').bodies).toEqual(['a']);
  await clock.advance(2000);
  await context.send('loopback:in', 'a');
  expect(context.mocks.get('mock:once').bodies).toEqual(['a', 'a']);
});

test('a repository of the program has its own retention', async () => {
  await expect(once(memory(), { retention: 1 })).rejects.toThrow('retention is for ids in the state store');
});
