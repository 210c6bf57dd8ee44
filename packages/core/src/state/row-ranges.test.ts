import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowRanges } from './row-ranges.ts';

test('rows that follow each other are one range', () => {
  const ranges = RowRanges.of([1, 2, 3, 7, 5, 6, 10]);
  expect(ranges.toJSON()).toEqual([[1, 3], [5, 7], 10]);
  expect([ranges.size, ranges.first, ranges.last]).toEqual([7, 1, 10]);
  expect(RowRanges.from(ranges.toJSON()).toJSON()).toEqual(ranges.toJSON());
});

test('ranges answer as a set of numbers does, whatever is added and deleted', () => {
  const operation = fc.record({
    add: fc.boolean(),
    first: fc.integer({ min: 0, max: 60 }),
    length: fc.integer({ min: 0, max: 15 }),
  });
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 30 }), (operations) => {
      const ranges = new RowRanges();
      const set = new Set<number>();
      for (const { add, first, length } of operations) {
        if (add) ranges.add(first, first + length);
        else ranges.delete(first, first + length);
        for (let row = first; row <= first + length; row++) {
          if (add) set.add(row);
          else set.delete(row);
        }
      }
      expect([...ranges]).toEqual([...set].sort((a, b) => a - b));
      expect(ranges.size).toBe(set.size);
      for (let row = 0; row < 80; row++) expect(ranges.has(row)).toBe(set.has(row));
      const stored = ranges.toJSON();
      for (let i = 1; i < stored.length; i++) {
        const before = stored[i - 1]!;
        const end = typeof before === 'number' ? before : before[1];
        const start = typeof stored[i] === 'number' ? (stored[i] as number) : (stored[i] as readonly number[])[0]!;
        expect(start).toBeGreaterThan(end + 1);
      }
    }),
  );
});
