import { expect, test } from 'vitest';
import { circuitWindow } from './circuit-window.ts';

const counts = ({ calls, failed, slow }: ReturnType<typeof circuitWindow>) => [calls, failed, slow];

test('a window of calls forgets the oldest when one more comes', () => {
  const window = circuitWindow('COUNT_BASED', 3);
  window.add(0, true, true);
  window.add(0, false, true);
  window.add(0, true, false);
  expect(counts(window)).toEqual([3, 2, 2]);
  window.add(0, false, false);
  expect(counts(window)).toEqual([3, 1, 1]);
  window.clear();
  window.add(0, true, false);
  expect(counts(window)).toEqual([1, 1, 0]);
});

test('a window of time forgets the calls of seconds gone by', () => {
  const window = circuitWindow('TIME_BASED', 2);
  window.add(100, true, false);
  window.add(900, false, true);
  window.add(1_500, true, false);
  expect(counts(window)).toEqual([3, 2, 1]);
  window.add(2_100, false, false);
  expect(counts(window)).toEqual([2, 1, 0]);
  window.add(60_000, true, true);
  expect(counts(window)).toEqual([1, 1, 1]);
});
