import { expect, test } from 'vitest';
import { outliersOf } from './outliers.ts';

const numbers = [10, 11, 9, 10, 12, 8, 10, 11, 9, 10, 11, 9, 100];
const values = numbers.map((value, row) => ({ row, group: 'a', value }));

test.each(['Z_SCORE', 'MOD_Z_SCORE'])('%s finds the value that stands out', (algorithm) => {
  const found = outliersOf(values, algorithm, 3);
  expect(found.map((outlier) => outlier.value)).toEqual([100]);
  expect(found[0]!.upperBound).toBeLessThan(100);
});

test('values are only compared within their group', () => {
  expect(outliersOf([...values.slice(0, 12), { row: 12, group: 'b', value: 100 }], 'Z_SCORE', 3)).toEqual([]);
});
