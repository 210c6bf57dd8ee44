import { expect, onTestFinished, test } from 'vitest';
import type { Component, ConsumerRoute, KeptOffset, ResumeMark } from '../component/index.ts';
import { route } from '../builder/route-steps.ts';
import { memoryStateStore } from '../state/memory-store.ts';
import { ResumeOffsets } from '../state/resume-offsets.ts';
import type { StateStore } from '../state/state-store.ts';
import { createTestContext } from '../testing/test-context.ts';
import { startSteps } from '../../test/run-steps.ts';

const kept = async (options: object, header: Readonly<Record<string, unknown>>) => {
  const offsets: unknown[] = [];
  const resumeStrategy = { updateLastOffset: (offset: unknown) => void offsets.push(offset) };
  const context = await startSteps((steps) =>
    steps.eip('resumable', { resumeStrategy, ...options }).process(({ body }) => {
      if (body === 'bad') throw new Error('no');
    }),
  );
  context.logged.lines.length = 0;
  for (const body of ['good', 'bad']) await context.send('loopback:in', body, { headers: header });
  const lines = context.logged.lines.filter(({ message }) => message.includes('CamelOffset'));
  return { offsets, levels: lines.map(({ level }) => level) };
};

test('the offset of a message that ends well is kept', async () => {
  expect(await kept({}, { CamelOffset: 5 })).toEqual({ offsets: [5], levels: [] });
});

test('a message without an offset is told in the log, at the level given, unless that is fine', async () => {
  expect(await kept({}, {})).toEqual({ offsets: [], levels: ['ERROR'] });
  for (const loggingLevel of ['TRACE', 'DEBUG', 'INFO', 'WARN'])
    expect((await kept({ loggingLevel }, {})).levels).toEqual([loggingLevel]);
  expect((await kept({ loggingLevel: 'OFF' }, {})).levels).toEqual([]);
  expect(await kept({ intermittent: true }, {})).toEqual({ offsets: [], levels: [] });
});

/** A source of numbered lines that goes on where its route says. */
function lines() {
  let taken: ConsumerRoute | undefined;
  const component: Component = {
    spec: { scheme: 'lines', title: 'Lines', description: 'A source with a place to go on from.', options: {} },
    createEndpoint: ({ uri }) => ({
      uri,
      createConsumer: (from) => ((taken = from), { start: () => undefined, stop: () => undefined }),
    }),
  };
  /** One message of so many lines. */
  const read = async (all: readonly string[]): Promise<{ start: number; mark: ResumeMark; failed: boolean }> => {
    const points = taken!.resumePoints!;
    const start = Number((await points.last('numbers'))?.offset ?? 0);
    const exchange = taken!.createExchange(all.slice(start));
    const keepAs = (offset: unknown): KeptOffset => ({ offset: Number(offset), proof: all[Number(offset) - 1] });
    const mark = points.mark(exchange, { key: 'numbers', offset: all.length, keepAs });
    await taken!.process(exchange);
    return { start, mark, failed: exchange.exception !== undefined };
  };
  return { component, read, route: () => taken };
}

const begun = async (resumeStrategy: unknown, state: StateStore, parts?: (body: unknown) => void | Promise<void>) => {
  const source = lines();
  const context = createTestContext({ components: [source.component], state });
  const from = route('r').from('lines:in');
  await context.addRoutes(
    parts === undefined
      ? from.eip('resumable', { resumeStrategy }).to('mock:out')
      : from.split(
          ({ body }) => body as readonly string[],
          (part) =>
            part
              .process(({ setHeader, property }) => {
                setHeader('CamelOffset', Number(property('CamelSplitIndex')) + 1);
              })
              .eip('resumable', { resumeStrategy })
              .process(({ body }) => parts(body)),
          { parallelProcessing: true },
        ),
  );
  await context.start();
  onTestFinished(() => context.stop());
  return { ...source, context };
};

test('a source goes on behind the last message that was done, in the next process as well', async () => {
  const state = memoryStateStore();
  const first = await begun('#state', state);
  expect((await first.read(['a', 'b'])).start).toBe(0);
  first.context.mocks.get('mock:out').fail(new Error('down'));
  expect(await first.read(['a', 'b', 'c'])).toMatchObject({ start: 2, failed: true, mark: { passed: true } });
  const second = await begun('#state', state);
  const read = await second.read(['a', 'b', 'c']);
  expect([read.start, read.mark.kept]).toEqual([2, { offset: 3, proof: 'c' }]);
  expect(second.context.mocks.get('mock:out').bodies).toEqual([['c']]);
  expect(await new ResumeOffsets(state, 'r').lastOffset('numbers')).toBe(3);
});

test('offsets of a name are shared by routes, and kept apart from those of others', async () => {
  const state = memoryStateStore();
  await (await begun('#state:shared', state)).read(['a']);
  expect((await (await begun('#state:shared', state)).read(['a', 'b'])).start).toBe(1);
  expect((await (await begun('#state:other', state)).read(['a', 'b'])).start).toBe(0);
});

test('what is kept never stands behind a part that is not done, whatever parts are done before it', async () => {
  const slow = Promise.withResolvers<void>();
  const state = memoryStateStore();
  const offsets = new ResumeOffsets(state, 'r');
  let done = 0;
  const source = await begun('#state', state, async (body) => {
    if (body === 'b') await slow.promise;
    if (body === 'd') throw new Error('no');
    done++;
  });
  const reading = source.read(['a', 'b', 'c', 'd', 'e']);
  while (done < 3) await new Promise((resolve) => setImmediate(resolve));
  expect(await offsets.lastOffset('numbers')).toBe(1);
  slow.resolve();
  expect((await reading).failed).toBe(true);
  expect(await offsets.lastOffset('numbers')).toBe(3);
});

test('a source without keys: the step tells the last offset, and a Resumable brings a key of its own', async () => {
  const state = memoryStateStore();
  const context = await startSteps((steps) => steps.eip('resumable', { resumeStrategy: '#state' }).to('mock:out'), {
    state,
  });
  await context.send('loopback:in', 1, { headers: { CamelOffset: 'page-7' } });
  await context.send('loopback:in', 2, { headers: { CamelOffset: { offsetKey: 'ou1', lastOffset: 8 } } });
  const properties = context.mocks.get('mock:out').received.map(({ exchange }) => exchange.property('DhowLastOffset'));
  expect(properties).toEqual([undefined, 'page-7']);
  expect(await new ResumeOffsets(state, 'r').lastOffset('ou1')).toBe(8);
});

test('a strategy that does not read back leaves the source alone; one that cannot keep is refused', async () => {
  const only = await begun({ updateLastOffset: () => undefined }, memoryStateStore());
  expect(only.route()!.resumePoints).toBeUndefined();
  await expect(begun({ lastOffset: () => 1 }, memoryStateStore())).rejects.toThrow('updateLastOffset');
});
