import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DuplicateIndex } from './duplicate-index.ts';

test('answers the row of the first entry with a key, over many keys', () => {
  const index = new DuplicateIndex();
  for (let row = 1; row <= 50_000; row++) expect(index.add(`element|202401|unit${row}||`, row)).toBeUndefined();
  expect(index.size).toBe(50_000);
  for (const row of [1, 4096, 50_000]) expect(index.add(`element|202401|unit${row}||`, 99_999)).toBe(row);
});

test('row 0 is a row', () => {
  const index = new DuplicateIndex();
  expect(index.add('a', 0)).toBeUndefined();
  expect(index.add('a', 1)).toBe(0);
});

test('agrees with a map of the keys themselves', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 200 }), (keys) => {
      const index = new DuplicateIndex();
      const map = new Map<string, number>();
      keys.forEach((key, row) => {
        expect(index.add(key, row)).toBe(map.get(key));
        if (!map.has(key)) map.set(key, row);
      });
    }),
  );
});
