import { expect, test } from 'vitest';
import { compile } from '../../mapping/compile.ts';
import { DatasonnetError } from '../../errors/datasonnet-errors.ts';
import { LayeredObject } from '../../runtime/object-value.ts';
import type { Profile } from '../../runtime/runtime.ts';
import { NativeFunction } from '../../runtime/native.ts';
import { dsLibrary } from './ds-library.ts';

const payload = { mediaType: 'application/json', content: '{}' };
let clock = 1_580_466_030_120_000_000n;
const host = { now: () => clock, random: () => 0.5 };

function run(source: string, profile: Profile = 'strict'): unknown {
  return JSON.parse(compile(source, { profile, host }).run({ payload }).content as string);
}

function code(source: string): string {
  try {
    return `gave ${JSON.stringify(run(source))}`;
  } catch (error) {
    return DatasonnetError.is(error) ? error.code : String(error);
  }
}

test('has 66 functions of its own and 16 modules, 213 different functions in all', () => {
  const members = dsLibrary.names().map((name) => dsLibrary.get(name)!);
  const modules = members.filter((member) => member instanceof LayeredObject);
  expect(members.filter((member) => member instanceof NativeFunction)).toHaveLength(66);
  expect(modules).toHaveLength(16);
  const inModules = modules.flatMap((module) => module.names());
  expect(66 + inModules.length).toBe(213);
});

test('looks at elements only when somebody needs them', () => {
  expect(run("ds.map([1, error 'never'], function(x) 1)")).toEqual([1, 1]);
  expect(run("ds.sizeOf(ds.map([1, 2], function(x) error 'never'))")).toBe(2);
  expect(run("ds.valuesOf({ a: 1, b:: error 'never' })[0]")).toBe(1);
  expect(run("ds.objects.mergeWith({ a: error 'never' }, { a: 2 })")).toEqual({ a: 2 });
});

test('takes callbacks of one to three parameters and refuses others before calling them', () => {
  expect(run('ds.mapObject({ a: 1 }, function(v, k, i) { [k + i]: v })')).toEqual({ a0: 1 });
  expect(code('ds.map([], function(a, b, c) a)')).toBe('DS_CALL');
  expect(code('ds.filterObject({}, function() true)')).toBe('DS_CALL');
});

test('lists the keys of a table as the mapper does in strict, as they came in the other profiles', () => {
  const source = "ds.valuesOf(ds.groupBy(['orgUnit', 'period', 'A1'], function(x) x))";
  expect(run(source)).toEqual([['A1'], ['period'], ['orgUnit']]);
  expect(run(source, 'dhow')).toEqual([['orgUnit'], ['period'], ['A1']]);
});

test('compares arrays and objects by identity, so that two that look the same differ', () => {
  expect(run('[ds.contains([[1]], [1]), ds.contains([[]], []), ds.contains([null, 1], null)]')).toEqual([
    false,
    true,
    true,
  ]);
});

test('gives dates that keep to their moment when their fields are overridden', () => {
  expect(run("(ds.datetime.parse('2020-01-01T00:00:00Z') { year: 2030 }).toISO()")).toBe('2020-01-01T00:00:00Z');
  expect(run('ds.datetime.now().toISO()')).toBe('2020-01-31T10:20:30.12Z');
  clock += 1_000_000_000n;
  expect(run('ds.zoneddatetime.now()')).toBe('2020-01-31T10:20:31.12Z');
});

test('asks the host for time and chance, and has none of its own', () => {
  const alone = (source: string): string => {
    try {
      compile(source).run({ payload });
      return 'ran';
    } catch (error) {
      return (error as DatasonnetError).code;
    }
  };
  const sources = ['ds.uuid()', 'ds.datetime.now()', 'ds.math.random()', "ds.readUrl('http://x')"];
  expect(sources.map(alone)).toEqual(sources.map(() => 'DS_HOST'));
});

test('tells what cannot be used: patterns, dates, numbers, ciphers', () => {
  const sources = [
    "ds.match('a', '(')",
    "ds.datetime.parse('2020-01-02')",
    "ds.parseInt('4.5')",
    "ds.crypto.hash('a', 'BOGUS')",
    "ds.url.decode('%zz')",
    "ds.jsonpath.select({ a: 'x' }, '$.a')",
    "ds.binaries.fromBase64('*')",
  ];
  expect(sources.map(code)).toEqual(sources.map(() => 'DS_VALUE'));
});

test('stays linear on large arrays', () => {
  const source = `
    local rows = [{ id: i, group: i % 100 } for i in ds.range(1, 20000)];
    local joined = ds.arrays.leftJoin(rows, rows, function(l) l.id, function(r) r.id);
    [ds.sizeOf(joined), ds.sizeOf(ds.distinctBy(rows, function(r) r.id)), ds.sizeOf(ds.removeMatch(ds.range(1, 20000), ds.range(1, 10000))),
     ds.sizeOf(ds.arrays.duplicates(ds.range(1, 20000) + ds.range(1, 10000)))]`;
  expect(run(source)).toEqual([20000, 20000, 10000, 10000]);
});
