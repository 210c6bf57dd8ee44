import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from './clock.ts';

const day = 86_400_000;
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what is due in two months is not due now', () => {
  let due = 0;
  systemClock.schedule(60 * day, () => due++);
  vi.advanceTimersByTime(60 * day - 1);
  expect(due).toBe(0);
  vi.advanceTimersByTime(1);
  expect(due).toBe(1);
});

test('it may be called off at any time', () => {
  let due = 0;
  const cancel = systemClock.schedule(60 * day, () => due++);
  vi.advanceTimersByTime(40 * day);
  cancel();
  vi.advanceTimersByTime(40 * day);
  expect([due, vi.getTimerCount()]).toEqual([0, 0]);
});

test('a sleep of two months ends after them, or with its signal', async () => {
  const ends: string[] = [];
  const abort = new AbortController();
  void systemClock.sleep(60 * day).then(() => ends.push('slept'));
  void systemClock.sleep(60 * day, abort.signal).catch((error: unknown) => ends.push(String(error)));
  await vi.advanceTimersByTimeAsync(59 * day);
  abort.abort('woken');
  await vi.advanceTimersByTimeAsync(day);
  expect(ends).toEqual(['woken', 'slept']);
});
