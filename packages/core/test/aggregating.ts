import type { AggregateOptions } from '../src/builder/flow-steps.ts';
import { route } from '../src/builder/route-steps.ts';
import type { Exchange } from '../src/exchange/exchange.ts';
import { createTestContext, type TestContext } from '../src/testing/test-context.ts';
import { settle } from '../src/testing/virtual-clock.ts';

/** Bodies joined by a plus, in the first message. */
export const joined = (old: Exchange | undefined, next: Exchange) => {
  if (!old) return next;
  old.body = `${String(old.body)}+${String(next.body)}`;
  return old;
};

/** A context with one aggregate: messages of the header `key` go to `mock:group` together, and on to `mock:after` each. */
export async function aggregating(options: Partial<AggregateOptions>): Promise<TestContext> {
  const context = createTestContext();
  await context.addRoutes(
    route('r')
      .from('loopback:in')
      .aggregate(
        ({ exchange }) => exchange.header('key') ?? 'all',
        { aggregationStrategy: joined, ...options },
        (group) => group.to('mock:group'),
      )
      .to('mock:after'),
  );
  await context.start();
  return context;
}

export async function send(context: TestContext, ...bodies: unknown[]): Promise<void> {
  for (const body of bodies) await context.send('loopback:in', body);
  await settle();
}
export const groups = (context: TestContext) => context.mocks.get('mock:group');
