import fc from 'fast-check';
import { expect, test } from 'vitest';
import { route } from '../builder/route-steps.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { createTestContext, type TestContext } from '../testing/test-context.ts';

/** Quick, and the same on every machine. */
const runs = { numRuns: 40, seed: 20_260_101 };
const waits = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 25 });
const modes = fc.record({ streaming: fc.boolean(), parallelProcessing: fc.boolean(), lazy: fc.boolean() });
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);
const sorted = (list: readonly number[]) => list.toSorted((a, b) => a - b);

/** A source of numbers that tells when it is closed. */
function source(count: number) {
  const state = { read: 0, closed: false };
  async function* numbers() {
    try {
      for (; state.read < count; state.read++) yield await Promise.resolve(state.read);
    } finally {
      state.closed = true;
    }
  }
  return { state, numbers: numbers() };
}
const collected = (old: Exchange | undefined, next: Exchange) => {
  next.body = [...((old?.body as number[] | undefined) ?? []), next.body];
  return next;
};
/** The bodies of the context's groups, one after the other. */
const inGroups = (context: TestContext) => context.mocks.get('mock:group').bodies as readonly (readonly number[])[];

interface Splitting {
  readonly waits: readonly number[];
  readonly options: { readonly streaming: boolean; readonly parallelProcessing: boolean };
  readonly lazy: boolean;
  readonly failsAt?: number;
  readonly abortAt?: number;
}

/** Splits numbers whose parts take so long each. */
async function splitting({ waits: lengths, options, lazy, failsAt, abortAt }: Splitting) {
  const begun: number[] = [];
  let underWay = 0;
  let most = 0;
  const context = createTestContext();
  await context.addRoutes(
    route('r')
      .from('loopback:in')
      .castBody<readonly number[]>()
      .split(
        (part) =>
          part.process(async ({ body, signal }) => {
            begun.push(body);
            most = Math.max(most, ++underWay);
            try {
              await context.clock.sleep(lengths[body]!, signal);
              if (body === failsAt) throw new Error('bad part');
            } finally {
              underWay--;
            }
          }),
        { ...options, stopOnException: failsAt !== undefined, aggregationStrategy: collected },
      ),
  );
  await context.start();
  const { state, numbers } = source(lengths.length);
  const abort = new AbortController();
  if (abortAt !== undefined) context.clock.schedule(abortAt, () => abort.abort(new Error('not wanted any more')));
  const sending = context.send('loopback:in', lazy ? numbers : upTo(lengths.length), { signal: abort.signal });
  const exchange = await context.clock.runUntil(sending);
  await context.clock.runUntil(context.stop());
  return { begun, most, exchange, source: state };
}

test('split: every part runs once, and results are joined in the order of the parts unless they are streamed', async () => {
  await fc.assert(
    fc.asyncProperty(waits, modes, async (lengths, { lazy, ...options }) => {
      const { begun, most, exchange } = await splitting({ waits: lengths, options, lazy });
      const all = upTo(lengths.length);
      expect(begun).toEqual(all);
      const joined = exchange.body as number[];
      const ordered = !(options.parallelProcessing && options.streaming);
      expect(ordered ? joined : sorted(joined)).toEqual(all);
      expect(most).toBeLessThanOrEqual(options.parallelProcessing ? 10 : 1);
    }),
    runs,
  );
});

test('split: after a failure that stops it no part has run twice, and the source is closed', async () => {
  await fc.assert(
    fc.asyncProperty(waits, modes, fc.nat(24), async (lengths, { lazy, ...options }, place) => {
      const failsAt = place % lengths.length;
      const { begun, exchange, source: state } = await splitting({ waits: lengths, options, lazy, failsAt });
      expect(exchange.exception).toBeDefined();
      expect(begun).toEqual(upTo(begun.length));
      expect(begun).toContain(failsAt);
      const most = options.parallelProcessing ? lengths.length : failsAt + 1;
      expect(begun.length).toBeLessThanOrEqual(most);
      expect(state.closed).toBe(lazy);
    }),
    runs,
  );
});

test('split: when the sender gives up, the split ends and no part has run twice', async () => {
  await fc.assert(
    fc.asyncProperty(waits, modes, fc.nat(60), async (lengths, { lazy, ...options }, abortAt) => {
      const { begun, source: state } = await splitting({ waits: lengths, options, lazy, abortAt });
      expect(begun).toEqual(upTo(begun.length));
      expect(state.closed).toBe(lazy);
    }),
    runs,
  );
});

test('aggregate: messages that come side by side are each in one group, in the order of their coming', async () => {
  const messages = fc.array(fc.record({ key: fc.nat(3), wait: fc.nat(20) }), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(messages, fc.integer({ min: 1, max: 5 }), fc.boolean(), async (list, completionSize, parallel) => {
      const context = createTestContext();
      const came: number[][] = [[], [], [], []];
      await context.addRoutes(
        route('r')
          .from('loopback:in')
          .process(({ body }) => context.clock.sleep(list[Number(body)]!.wait))
          .process(({ body }) => void came[list[Number(body)]!.key]!.push(Number(body)))
          .aggregate(
            ({ body }) => `key ${list[Number(body)]!.key}`,
            {
              completionSize,
              parallelProcessing: parallel,
              aggregationStrategy: collected,
              forceCompletionOnStop: true,
            },
            (group) => group.process(() => context.clock.sleep(7)).to('mock:group'),
          ),
      );
      await context.start();
      await context.clock.runUntil(Promise.all(list.map((_, n) => context.send('loopback:in', n))));
      await context.clock.runUntil(context.stop());
      const groups = inGroups(context);
      expect(sorted(groups.flat())).toEqual(upTo(list.length));
      for (const [key, ofKey] of came.entries()) {
        const own = groups.filter(([first]) => list[first!]!.key === key);
        expect(own.every((group) => group.length <= completionSize)).toBe(true);
        expect(parallel ? sorted(own.flat()) : own.flat()).toEqual(parallel ? sorted(ofKey) : ofKey);
      }
    }),
    runs,
  );
});

const resequencing = async (options: object, list: readonly { readonly n: number; readonly wait: number }[]) => {
  const context = createTestContext();
  await context.addRoutes(
    route('r')
      .from('loopback:in')
      .process(({ body }) => context.clock.sleep(list.find(({ n }) => n === Number(body))!.wait))
      .eip('resequence', { expression: { language: 'simple', expression: '${body}' }, ...options }, (inner) =>
        inner.process(() => context.clock.sleep(3)).to('mock:out'),
      ),
  );
  await context.start();
  return context;
};
const numbered = fc
  .array(fc.nat(200), { maxLength: 30 })
  .map((list) => list.map((wait, index) => ({ n: index + 1, wait })));

test('resequence: a running sequence comes out whole and in order, however its messages came', async () => {
  await fc.assert(
    fc.asyncProperty(numbered, async (list) => {
      const context = await resequencing({ streamConfig: { timeout: 1000, capacity: 100 } }, list);
      await context.clock.runUntil(Promise.all(list.map(({ n }) => context.send('loopback:in', n))));
      await context.clock.advance(5000);
      expect(context.mocks.get('mock:out').bodies).toEqual(list.map(({ n }) => n));
      await context.clock.runUntil(context.stop());
    }),
    runs,
  );
});

test('resequence: a route that stops in the middle sends on what it holds, each once', async () => {
  const configs = fc.constantFrom(
    { streamConfig: { timeout: 1000, capacity: 4 } },
    { batchConfig: { batchSize: 4, batchTimeout: 50 } },
  );
  await fc.assert(
    fc.asyncProperty(numbered, configs, fc.nat(250), async (list, config, stopAt) => {
      const context = await resequencing(config, list);
      const sent = list.map(({ n }) => context.send('loopback:in', n));
      await context.clock.advance(stopAt);
      await context.clock.runUntil(context.stop());
      const exchanges = await context.clock.runUntil(Promise.all(sent));
      const accepted = exchanges.filter(({ exception }) => exception === undefined);
      const out = context.mocks.get('mock:out').bodies as number[];
      expect(sorted(out)).toEqual(sorted(accepted.map(({ body }) => Number(body))));
    }),
    runs,
  );
});
