import { expect, test } from 'vitest';
import { compile } from '../../mapping/compile.ts';
import { dsWithLegacy, legacyLibraries } from './legacy-libraries.ts';

function run(source: string): unknown {
  const libraries = { ds: dsWithLegacy, ...Object.fromEntries(legacyLibraries) };
  const mapping = compile(source, { libraries, host: { now: () => 1_580_466_030_000_000_000n } });
  return JSON.parse(mapping.run({ payload: { mediaType: 'application/json', content: '{}' } }).content as string);
}

test('formats today whether `now` gives a text or an object', () => {
  expect(run("ds.datetime.format(ds.datetime.now(), 'yyyy-MM-dd')")).toBe('2020-01-31');
  expect(run("ds.datetime.format('2020-01-02T03:04:05Z', 'dd/MM/yyyy')")).toBe('02/01/2020');
  expect(run("ds.datetime.plus(ds.datetime.fromObject({ year: 2020 }), 'P1M')")).toBe('2020-02-01T00:00:00Z');
});

test('leaves what newer versions have as it is', () => {
  expect(run("ds.datetime.parse('2020-01-02T03:04:05Z').day")).toBe(2);
  expect(run("ds.upper('a')")).toBe('A');
});

test('has ds.util and DS as versions 2.0 to 2.2 had them', () => {
  expect(run("ds.util.select({ a: { b: 1 } }, 'a.b')")).toBe(1);
  expect(run("DS.Util.groupBy([{ k: 'z' }, { k: 'a' }], 'k')")).toEqual({ a: [{ k: 'a' }], z: [{ k: 'z' }] });
  expect(run("DS.Util.filterEx([{ k: 1 }, { k: 2 }], 'k', 1, function(a, b) a > b)")).toEqual([{ k: 2 }]);
  expect(run('DS.Util.duplicates([3, 1, 3, 1, 3])')).toEqual([1, 3]);
  expect(run('DS.Util.deepFlattenArrays([1, [2, [3]]])')).toEqual([1, 2, 3]);
  expect(run("DS.LocalDateTime.format('2020-01-02 03:04', 'yyyy-MM-dd HH:mm', 'd.M.yy')")).toBe('2.1.20');
  expect(run("DS.ZonedDateTime.toLocalDate('2020-01-02 03:04 +02:00', 'yyyy-MM-dd HH:mm XXX')")).toBe('2020-01-02');
  expect(run("DS.Crypto.decrypt(DS.Crypto.encrypt('abc', 'secretkey'), 'secretkey')")).toBe('abc');
  expect(run("DS.Formats.read('a,b\\n1,2', 'application/csv')")).toEqual([{ a: '1', b: '2' }]);
});
