import { expect, onTestFinished, test } from 'vitest';
import { startSteps } from '../../test/run-steps.ts';
import { AggregationRepository } from '../state/aggregation-repository.ts';
import { memoryStateStore } from '../state/memory-store.ts';
import { settle, VirtualClock } from '../testing/virtual-clock.ts';

test('a header that a stored group cannot keep is named in the log, once and without its value', async () => {
  class Connection {
    readonly secret = 'hush';
  }
  const context = await startSteps((steps) =>
    steps.eip(
      'aggregate',
      {
        correlationExpression: { language: 'constant', expression: 'all' },
        completionSize: 3,
        aggregationRepository: true,
        aggregationStrategy: (_old: unknown, next: unknown) => next,
      },
      (group) => group.to('mock:group'),
    ),
  );
  onTestFinished(() => context.stop());
  for (let n = 0; n < 6; n++) {
    await context.send('loopback:in', n, { headers: { unit: 'x', connection: new Connection(), at: new Date(0) } });
  }
  await settle();
  expect(context.mocks.get('mock:group').received.map(({ headers }) => headers['unit'])).toEqual(['x', 'x']);
  expect(context.logged.messages('WARN')).toEqual([
    'The stored groups of route r leave out the header "connection": it is a Connection. Text, bytes and JSON are kept.',
    'The stored groups of route r leave out the header "at": it is a Date. Text, bytes and JSON are kept.',
  ]);
});

/** When one message is tried to be added, whose group somebody else changes so often. */
async function tried(conflicts: number, optimisticLockRetryPolicy?: Readonly<Record<string, unknown>>) {
  const clock = new VirtualClock();
  const at: number[] = [];
  class Contested extends AggregationRepository {
    override add(...entry: Parameters<AggregationRepository['add']>): Promise<boolean> {
      at.push(clock.now());
      return at.length <= conflicts ? Promise.resolve(false) : super.add(...entry);
    }
  }
  const aggregationRepository = new Contested(memoryStateStore({ clock }), 'tried');
  const context = await startSteps(
    (steps) =>
      steps.eip(
        'aggregate',
        {
          correlationExpression: { language: 'constant', expression: 'all' },
          completionSize: 2,
          aggregationRepository,
          aggregationStrategy: (_old: unknown, next: unknown) => next,
          ...(optimisticLockRetryPolicy === undefined ? {} : { optimisticLockRetryPolicy }),
        },
        (group) => group.to('mock:group'),
      ),
    { clock },
  );
  const { exception } = await clock.runUntil(context.send('loopback:in', 'a'));
  return { waits: at.slice(1).map((time, index) => time - at[index]!), exception };
}

test('where another process changed the group, a message is added again after a wait that doubles', async () => {
  const { waits, exception } = await tried(7);
  expect(waits).toEqual([50, 100, 200, 400, 800, 1000, 1000]);
  expect(exception).toBeUndefined();
});

test('the waits, and how often', async () => {
  expect((await tried(4, { retryDelay: 10, maximumRetryDelay: 30 })).waits).toEqual([10, 20, 30, 30]);
  expect((await tried(3, { retryDelay: 10, exponentialBackOff: false })).waits).toEqual([10, 10, 10]);
  const given = await tried(9, { maximumRetries: 2 });
  expect(given.waits).toHaveLength(2);
  expect(given.exception).toBeDefined();
  const { waits } = await tried(8, { exponentialBackOff: false, retryDelay: 1000, randomBackOff: true });
  expect(new Set(waits).size).toBeGreaterThan(1);
  expect(Math.max(...waits)).toBeLessThanOrEqual(1000);
});
