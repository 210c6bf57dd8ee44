import { expect, test } from 'vitest';
import type { Sample } from './aggregator.ts';
import { aggregate } from './aggregator.ts';

const samples: readonly Sample[] = [
  { value: 4, text: '4', day: 0, days: 31, unit: 'a' },
  { value: 8, text: '8', day: 31, days: 28, unit: 'a' },
  { value: 3, text: '3', day: 31, days: 28, unit: 'b' },
];

test.each([
  ['SUM', 15],
  ['COUNT', 3],
  ['AVERAGE', 5],
  ['MIN', 3],
  ['MAX', 8],
  ['LAST', 11],
  ['FIRST', 7],
  ['LAST_AVERAGE_ORG_UNIT', 5.5],
  ['MAX_SUM_ORG_UNIT', 11],
])('%s of three values is %d', (type, result) => {
  expect(aggregate(type, samples, 59)).toBe(result);
});

test('an average over time weighs each value with the length of its period', () => {
  expect(aggregate('AVERAGE_SUM_ORG_UNIT', samples.slice(0, 2), 59)).toBeCloseTo((4 * 31 + 8 * 28) / 59);
});

test('texts have no sum, but a last one', () => {
  const texts: Sample[] = [{ value: undefined, text: 'hello', day: 0, days: 1, unit: 'a' }];
  expect(aggregate('SUM', texts, 1)).toBeUndefined();
  expect(aggregate('LAST', texts, 1)).toBe('hello');
});
