import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AggregateOptions } from '../builder/flow-steps.ts';
import { route } from '../builder/route-steps.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { AggregationRepository, type AggregationRepositoryOptions } from '../state/aggregation-repository.ts';
import { memoryStateStore } from '../state/memory-store.ts';
import type { StateStore } from '../state/state-store.ts';
import { createTestContext, type TestContext } from '../testing/test-context.ts';
import { settle, VirtualClock } from '../testing/virtual-clock.ts';

const joined = (old: Exchange | undefined, next: Exchange) => {
  if (!old) return next;
  old.body = `${String(old.body)}+${String(next.body)}`;
  return old;
};

interface Process {
  readonly state: StateStore;
  readonly clock: VirtualClock;
}

/** A process whose aggregate keeps its groups in the store. */
async function begin(options: Partial<AggregateOptions>, { state, clock }: Process): Promise<TestContext> {
  const context = createTestContext({ state, clock });
  await context.addRoutes(
    route('r')
      .from('loopback:in')
      .aggregate(
        () => 'all',
        { aggregationStrategy: joined, aggregationRepository: '#state', ...options },
        (group) => group.to('mock:group'),
      ),
  );
  await context.start();
  return context;
}

/** A store by a clock of its own: a process that stands still does not keep it from going on. */
function store(): { readonly state: StateStore; readonly time: VirtualClock } {
  const time = new VirtualClock();
  return { state: memoryStateStore({ clock: time }), time };
}

async function send(context: TestContext, ...bodies: unknown[]): Promise<void> {
  for (const body of bodies) await context.send('loopback:in', body);
  await settle(10);
}
const groups = (context: TestContext) => context.mocks.get('mock:group');

test('groups go on after a restart', async () => {
  const { state, time: clock } = store();
  const first = await begin({ completionSize: 3 }, { state, clock });
  await send(first, 'a', 'b');
  await first.stop();
  const second = await begin({ completionSize: 3 }, { state, clock });
  await send(second, 'c');
  expect(groups(second).bodies).toEqual(['a+b+c']);
  await second.stop();
});

test('the time of a group goes on over a restart, and while nothing runs', async () => {
  const { state, time: clock } = store();
  const first = await begin({ completionTimeout: 1000 }, { state, clock });
  await send(first, 'a');
  await clock.advance(400);
  await first.stop();
  const second = await begin({ completionTimeout: 1000 }, { state, clock });
  await clock.advance(599);
  expect(groups(second).bodies).toEqual([]);
  await clock.advance(1);
  expect(groups(second).bodies).toEqual(['a']);
  await send(second, 'b');
  await second.stop();
  await clock.advance(60_000);
  const third = await begin({ completionTimeout: 1000 }, { state, clock });
  await clock.advance(0);
  expect(groups(third).bodies).toEqual(['b']);
  await third.stop();
});

test('a message that comes after a restart does not join a group whose time is over', async () => {
  const { state, time: clock } = store();
  const first = await begin({ completionTimeout: 1000 }, { state, clock });
  await send(first, 'a');
  await first.stop();
  await clock.advance(1000);
  const second = await begin({ completionTimeout: 1000 }, { state, clock });
  await send(second, 'b');
  expect(groups(second).bodies).toEqual(['a']);
  await clock.advance(1000);
  expect(groups(second).bodies).toEqual(['a', 'b']);
  await second.stop();
});

test('a message that comes to another process puts the end of the group off', async () => {
  const { state, time: clock } = store();
  const [one, other] = [
    await begin({ completionTimeout: 1000 }, { state, clock }),
    await begin({ completionTimeout: 1000 }, { state, clock }),
  ];
  await send(one, 'a');
  await clock.advance(600);
  await send(other, 'b');
  await clock.advance(999);
  expect([...groups(one).bodies, ...groups(other).bodies]).toEqual([]);
  await clock.advance(1);
  expect([...groups(one).bodies, ...groups(other).bodies]).toEqual(['a+b']);
  await Promise.all([one.stop(), other.stop()]);
});

test('the groups of a process that went away come to their end in another one, within a minute', async () => {
  const { state, time: clock } = store();
  const stays = await begin({ completionTimeout: 1000 }, { state, clock });
  const goes = await begin({ completionTimeout: 1000 }, { state, clock });
  await send(goes, 'a');
  await goes.stop();
  await clock.advance(60_000);
  expect(groups(stays).bodies).toEqual(['a']);
  await stays.stop();
});

test('a group that was on its way when its process died is sent again by another, until it has arrived', async () => {
  const { state, time } = store();
  const dying = await begin({ completionSize: 2 }, { state, clock: new VirtualClock() });
  groups(dying).whenReceived(() => new Promise(() => undefined));
  await send(dying, 'a', new Uint8Array([98]));
  expect(groups(dying).received).toHaveLength(1);
  const seen: unknown[] = [];
  for (let n = 0; n < 2; n++) {
    const clock = new VirtualClock();
    const next = await begin({ completionSize: 2 }, { state, clock });
    await settle(10);
    // As long as the first one may be alive nobody takes its group up.
    seen.push(groups(next).bodies);
    await time.advance(15_000);
    await clock.advance(5000);
    seen.push(groups(next).bodies);
    await next.stop();
  }
  expect(seen).toEqual([[], ['a+98'], [], []]);
});

test('a process that starts leaves alone what another is delivering, however long that takes', async () => {
  const { state, time: clock } = store();
  const one = await begin({ completionSize: 1 }, { state, clock });
  groups(one).whenReceived(() => clock.sleep(100_000));
  await send(one, 'a');
  const other = await begin({ completionSize: 1 }, { state, clock });
  await clock.advance(120_000);
  expect([groups(one).bodies, groups(other).bodies]).toEqual([['a'], []]);
  await Promise.all([one.stop(), other.stop()]);
});

test('a recovered group is what the strategy made of it', async () => {
  const { state, time: clock } = store();
  const options = { completionSize: 2, aggregationStrategy: '#class:GroupedBodyAggregationStrategy' };
  const failing = await begin(options, { state, clock });
  groups(failing).fail(new Error('down'));
  await send(failing, 'a', 'b');
  await failing.stop();
  const next = await begin(options, { state, clock });
  await settle(10);
  expect(groups(next).bodies).toEqual([['a', 'b']]);
  expect(groups(next).received[0]!.headers['CamelRedelivered']).toBe(true);
  await next.stop();
});

test('a group that could not be delivered is sent again', async () => {
  const { state, time: clock } = store();
  const context = await begin({ completionSize: 1 }, { state, clock });
  const at: number[] = [];
  const since = clock.now();
  groups(context).whenReceived(() => {
    at.push(clock.now() - since);
    if (at.length < 3) throw new Error('down');
  });
  await send(context, 'a');
  await clock.advance(60_000);
  expect(at).toEqual([0, 5000, 10_000]);
  await context.stop();
});

test('the repository says how often, and where a group goes that cannot be delivered', async () => {
  const { state, time: clock } = store();
  const tries = async (options: AggregationRepositoryOptions) => {
    const aggregationRepository = new AggregationRepository(state, JSON.stringify(options), options);
    const context = await begin({ completionSize: 1, aggregationRepository }, { state, clock });
    groups(context).fail(new Error('down'));
    await send(context, 'a');
    await clock.advance(100_000);
    const dead = context.mocks.get('mock:dead').bodies;
    await context.stop();
    return { sent: groups(context).received.length, dead, left: (await aggregationRepository.recover()).length };
  };
  const dead = { deadLetterUri: 'mock:dead', maximumRedeliveries: 2 };
  expect(await tries(dead)).toEqual({ sent: 3, dead: ['a'], left: 0 });
  expect(await tries({ recoveryIntervalMs: 10_000 })).toEqual({ sent: 11, dead: [], left: 1 });
});

test('slow dead letters get each group once, and do not keep its process from being alive', async () => {
  const { state, time: clock } = store();
  const options = { deadLetterUri: 'mock:dead', maximumRedeliveries: 0 };
  const aggregationRepository = () => new AggregationRepository(state, 'slow', options);
  const context = await begin({ completionSize: 1, aggregationRepository: aggregationRepository() }, { state, clock });
  groups(context).fail(new Error('down'));
  context.mocks.get('mock:dead').whenReceived(() => clock.sleep(12_000));
  await send(context, 'a', 'b', 'c');
  const other = await begin({ completionSize: 1, aggregationRepository: aggregationRepository() }, { state, clock });
  await clock.advance(100_000);
  expect(context.mocks.get('mock:dead').bodies).toEqual(['a', 'b', 'c']);
  expect(groups(other).bodies).toEqual([]);
  await Promise.all([context.stop(), other.stop()]);
});

test('what is dropped when its time is over is gone, also from the store', async () => {
  const { state, time: clock } = store();
  const options = { completionTimeout: 1000, discardOnCompletionTimeout: true };
  const first = await begin(options, { state, clock });
  await send(first, 'a');
  await clock.advance(1000);
  await first.stop();
  const second = await begin(options, { state, clock });
  await send(second, 'b');
  await clock.advance(60_000);
  expect([...groups(first).bodies, ...groups(second).bodies]).toEqual([]);
  await second.stop();
});

test('a store that fails while a group is completed by time does not lose it', async () => {
  const { state, time: clock } = store();
  let down = true;
  class Failing extends AggregationRepository {
    override complete(...group: Parameters<AggregationRepository['complete']>): Promise<void> {
      return down ? Promise.reject(new TypeError('disk full')) : super.complete(...group);
    }
  }
  const aggregationRepository = new Failing(state, 'failing');
  const context = await begin({ completionTimeout: 1000, aggregationRepository }, { state, clock });
  await send(context, 'a');
  await clock.advance(1000);
  expect(context.logged.messages('WARN')).toEqual(['Groups of route r could not be completed: TypeError. They stay.']);
  down = false;
  await clock.advance(1000);
  expect(groups(context).bodies).toEqual(['a']);
  await context.stop();
});

test('groups behind one that was sent, but could not be confirmed, are sent, and it is sent again', async () => {
  const { state, time: clock } = store();
  let confirmed = 0;
  class Failing extends AggregationRepository {
    override confirm(id: string): Promise<boolean> {
      return confirmed++ === 0 ? Promise.reject(new TypeError('disk full')) : super.confirm(id);
    }
  }
  const aggregationRepository = new Failing(state, 'failing');
  const context = await begin({ completionSize: 1, aggregationRepository }, { state, clock });
  await send(context, 'a', 'b');
  await clock.advance(10_000);
  expect(groups(context).bodies).toEqual(['a', 'b', 'a']);
  await context.stop();
});

test('repositories of one name are one, of whichever route', async () => {
  const { state, time: clock } = store();
  const first = await begin({ completionSize: 2, aggregationRepository: '#state:shared' }, { state, clock });
  await send(first, 'a');
  await first.stop();
  expect(await new AggregationRepository(state, 'shared').keys()).toEqual(['all']);
});

test('whatever comes to which of two processes, each message is in one group', async () => {
  const messages = fc.array(fc.record({ toOther: fc.boolean(), wait: fc.nat(60) }), { minLength: 1, maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(messages, fc.integer({ min: 1, max: 4 }), async (list, completionSize) => {
      const { state, time: clock } = store();
      const options = {
        completionSize,
        completionTimeout: 500,
        aggregationStrategy: '#class:GroupedBodyAggregationStrategy',
      };
      const processes = [await begin(options, { state, clock }), await begin(options, { state, clock })] as const;
      const sent = list.map(async ({ toOther, wait }, n) => {
        await clock.sleep(wait);
        return processes[toOther ? 1 : 0].send('loopback:in', n);
      });
      const done = await clock.runUntil(Promise.all(sent));
      await clock.advance(60_000);
      await Promise.all(processes.map((each) => clock.runUntil(each.stop())));
      expect(done.filter(({ exception }) => exception !== undefined)).toEqual([]);
      const all = processes.flatMap((each) => groups(each).bodies as number[][]);
      expect(all.flat().toSorted((a, b) => a - b)).toEqual(list.map((_, n) => n));
      for (const group of all) expect(group.length).toBeLessThanOrEqual(completionSize);
    }),
    { numRuns: 30, seed: 20_260_101 },
  );
});

test('the step says itself how often a group in the state store is tried, how soon again, and where it goes then', async () => {
  const { state, time: clock } = store();
  const recovery = { maximumRedeliveries: 2, deadLetterUri: 'mock:dead', recoveryInterval: 1000 };
  const context = await begin({ completionSize: 1, ...recovery }, { state, clock });
  groups(context).fail(new Error('down'));
  await send(context, 'a');
  await clock.advance(1000);
  expect([groups(context).received.length, context.mocks.get('mock:dead').bodies]).toEqual([2, []]);
  await clock.advance(2000);
  expect([groups(context).received.length, context.mocks.get('mock:dead').bodies]).toEqual([3, ['a']]);
  await context.stop();
});

test('what is said of groups in the state store needs that, and all of it', async () => {
  const { state, time: clock } = store();
  const refused = (options: Partial<AggregateOptions>, message: string) =>
    expect(begin({ completionSize: 1, ...options }, { state, clock })).rejects.toThrow(message);
  const aggregationRepository = new AggregationRepository(state, 'own');
  await refused(
    { maximumRedeliveries: 2, deadLetterUri: 'mock:dead', aggregationRepository },
    'maximumRedeliveries is for groups in the state store: write aggregationRepository: "#state"',
  );
  await refused({ recoveryInterval: 1, aggregationRepository: undefined }, 'recoveryInterval is for groups');
  await refused({ maximumRedeliveries: 2 }, 'add deadLetterUri');
  await refused({ deadLetterUri: 'mock:dead' }, 'add maximumRedeliveries');
  await refused({ maximumRedeliveries: 2, deadLetterUri: 'nowhere:dead' }, 'nowhere');
});
