import { expect, test } from 'vitest';
import { createContext } from '../engine/dhow-context.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { route } from '../builder/route-steps.ts';
import { loopback } from '../testing/loopback-component.ts';

interface Seen {
  readonly exchange: Exchange;
  readonly inflight: number;
}

async function splitting(aggregationStrategy?: (old: Exchange | undefined, next: Exchange) => Exchange) {
  const seen: Seen[] = [];
  const completed: unknown[] = [];
  const context = createContext({ components: [loopback()] });
  await context.addRoutes(
    route('r')
      .from('loopback:in')
      .castBody<readonly string[]>()
      .split(
        (part) =>
          part.process(({ exchange, body }) => {
            seen.push({ exchange, inflight: context.inflight.size });
            if (body === 'acknowledged')
              exchange.unitOfWork?.addCompletion({ onComplete: ({ body: done }) => void completed.push(done) });
            return body === 'waits' ? Promise.resolve() : undefined;
          }),
        aggregationStrategy && { aggregationStrategy },
      ) as never,
  );
  await context.start();
  return { context, seen, completed };
}

test('each part is in flight beside its message, whether the one before waited, was acknowledged, or neither', async () => {
  const { context, seen, completed } = await splitting();
  await context.send('loopback:in', ['a', 'b', 'acknowledged', 'c', 'waits', 'd', 'acknowledged']);
  expect(seen.map(({ exchange, inflight }) => [exchange.body, inflight])).toEqual(
    ['a', 'b', 'acknowledged', 'c', 'waits', 'd', 'acknowledged'].map((body) => [body, 2]),
  );
  expect(completed).toEqual(['acknowledged', 'acknowledged']);
  expect(seen.every(({ exchange }) => exchange.unitOfWork === undefined)).toBe(true);
  expect(context.inflight.size).toBe(0);
  await context.stop();
});

test('nothing stays in flight when the strategy throws between two parts', async () => {
  const { context } = await splitting((old, next) => {
    if (old) throw new Error('cannot join');
    return next;
  });
  const { exception } = await context.send('loopback:in', ['a', 'b', 'c']);
  expect(exception).toMatchObject({ message: 'cannot join' });
  expect(context.inflight.size).toBe(0);
  await context.inflight.empty();
  await context.stop();
});
