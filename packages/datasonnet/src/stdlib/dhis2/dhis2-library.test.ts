import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../mapping/compile.ts';
import { dhis2Library } from './dhis2-library.ts';
import { parsePeriodText, periodTypes } from './period-type.ts';

function run(source: string): unknown {
  const mapping = compile(source, { libraries: { dhis2: dhis2Library } });
  return JSON.parse(mapping.run({ payload: { mediaType: 'application/json', content: '{}' } }).content as string);
}

test('every day lies in the period of each type that it is said to be in, and texts read back', () => {
  fc.assert(
    fc.property(fc.constantFrom(...periodTypes), fc.integer({ min: 0, max: 40_000 }), (type, day) => {
      const index = type.at(day);
      const text = type.text(index);
      expect(parsePeriodText(text)).toEqual({ type, index });
      expect(type.start(index)).toBeLessThanOrEqual(day);
      // Days of a week 53 are in no two-week period; the last one before them is named.
      const gap = type.name === 'BiWeekly' ? 7 : 0;
      expect(type.end(index)).toBeGreaterThanOrEqual(day - gap);
      expect(type.start(index + 1) - type.end(index) - 1).toBeLessThanOrEqual(gap);
    }),
  );
});

test('knows the years that begin in the year before, and the weeks that are none', () => {
  expect(run("[dhis2.period.start(p) for p in ['2026NovQ1', '2026Nov', '2026NovS1', '2026April', '2026AprilS2', '2026W1']]")).toEqual([
    '2025-11-01', '2025-11-01', '2025-11-01', '2026-04-01', '2026-10-01', '2025-12-29',
  ]); // prettier-ignore
  expect(run("[dhis2.period.isValid(p) for p in ['2020W53', '2021W53', '202613', '2026Q5', '2026W01', 'x']]")).toEqual([
    true, false, false, false, false, false,
  ]); // prettier-ignore
});

test('splits, ranges and moves periods', () => {
  expect(run("dhis2.period.split('2026Q1', 'Monthly')")).toEqual(['202601', '202602', '202603']);
  expect(run("dhis2.period.split('202602', 'Weekly')")).toEqual(['2026W6', '2026W7', '2026W8']);
  expect(run("dhis2.period.range('202511', '202602')")).toEqual(['202511', '202512', '202601', '202602']);
  expect(run("dhis2.period.previous('202601')")).toBe('202512');
  expect(run("dhis2.period.adx('202603')")).toBe('2026-03-01/P1M');
});

test('makes the uid that the client makes of the same key', () => {
  expect(run("dhis2.uid('a', 'b')")).toBe('f0ub6bpHTAF');
});

test('reads paths of organisation units', () => {
  expect(run("local o = dhis2.orgUnit, p = '/A/B/C'; [o.id(p), o.level(p), o.parent(p), o.ancestor(p, 1), o.isWithin(p, 'B'), o.isWithin(p, 'D')]")).toEqual([
    'C', 3, 'B', 'A', true, false,
  ]); // prettier-ignore
});
