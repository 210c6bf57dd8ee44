import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startSteps } from '../../test/run-steps.ts';
import { redeliveryDelay } from './redelivery-delay.ts';
import type { RedeliveryPolicy } from './redelivery-policy.ts';

const policy = (set: Partial<RedeliveryPolicy>): RedeliveryPolicy =>
  ({
    redeliveryDelay: 1000,
    maximumRedeliveryDelay: 60_000,
    useExponentialBackOff: false,
    backOffMultiplier: 2,
    useCollisionAvoidance: false,
    collisionAvoidanceFactor: 0.15,
    ...set,
  }) as RedeliveryPolicy;
const delays = (set: Partial<RedeliveryPolicy>, count: number) => {
  const found: number[] = [];
  for (let attempt = 1; attempt <= count; attempt++)
    found.push(redeliveryDelay(policy(set), attempt, found.at(-1) ?? 0));
  return found;
};

test('the same each time, unless it grows; rounded at each step, up to the longest wait', () => {
  expect(delays({}, 3)).toEqual([1000, 1000, 1000]);
  expect(delays({ backOffMultiplier: 3 }, 2)).toEqual([1000, 1000]);
  expect(delays({ redeliveryDelay: 15, useExponentialBackOff: true, backOffMultiplier: 1.5 }, 5)).toEqual([
    15, 23, 35, 53, 80,
  ]);
  expect(delays({ redeliveryDelay: 50, useExponentialBackOff: true, maximumRedeliveryDelay: 150 }, 3)).toEqual([
    50, 100, 150,
  ]);
  expect(delays({ redeliveryDelay: 500, maximumRedeliveryDelay: 100 }, 1)).toEqual([100]);
});

test('by attempt, as a pattern has it', () => {
  expect(delays({ delayPattern: '2:10; 4:20' }, 5)).toEqual([0, 10, 10, 20, 20]);
});

test('a pattern that is none is an error', () => {
  for (const [delayPattern, message] of [
    ['abc', 'Cannot parse null string'],
    ['1:x', 'For input string: "x"'],
  ] as const)
    expect(() => redeliveryDelay(policy({ delayPattern }), 1, 0)).toThrow(message);
});

test('chance takes and adds no more than its factor', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (ms, factor) => {
      const set = { redeliveryDelay: ms, useCollisionAvoidance: true, collisionAvoidanceFactor: factor };
      const delay = redeliveryDelay(policy(set), 1, 0);
      expect(Math.abs(delay - ms)).toBeLessThanOrEqual(Math.ceil(ms * factor));
    }),
  );
});

test('a wait that the sender breaks off fails with the sender’s reason', async () => {
  const again = { redeliveryPolicy: { maximumRedeliveries: 5, redeliveryDelay: 60_000 } };
  const context = await startSteps((steps) =>
    steps.errorHandler('defaultErrorHandler', again).process(() => {
      throw new Error('down');
    }),
  );
  const abort = new AbortController();
  const sent = context.send('loopback:in', 1, { signal: abort.signal });
  await context.clock.advance(1000);
  abort.abort(new Error('not wanted any more'));
  expect((await sent).exception).toBe(abort.signal.reason);
});
