import { failure } from '../../errors/datasonnet-errors.ts';
import type { FunctionValue } from '../../runtime/function-value.ts';
import type { NativeFunction } from '../../runtime/native.ts';
import { native } from '../../runtime/native.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { ArrayValue, Value } from '../../runtime/value.ts';
import { force, isExact, isFunction, isObject } from '../../runtime/value.ts';

type KeyFunction = FunctionValue | boolean;

/**
 * Sorting and sets as the mapper has them: a key function counts for arrays of objects only, other arrays must hold numbers
 * or texts throughout.
 */
export const strictSets: readonly NativeFunction[] = [
  native(
    'sort',
    ['arr:array|string', 'keyF:function|boolean'],
    (runtime, arr, keyF) => sorted(runtime, elementsOf(arr), keyF),
    {
      keyF: false,
    },
  ),
  native(
    'uniq',
    ['arr:array|string', 'keyF:function|boolean'],
    (runtime, arr, keyF) => unique(runtime, elementsOf(arr), keyF),
    {
      keyF: false,
    },
  ),
  native(
    'set',
    ['arr:array|string', 'keyF:function|boolean'],
    (runtime, arr, keyF) => unique(runtime, sorted(runtime, elementsOf(arr), keyF), keyF),
    { keyF: false },
  ),
  native(
    'setUnion',
    ['a:array|string', 'b:array|string', 'keyF:function|boolean'],
    (runtime, a, b, keyF) => unique(runtime, sorted(runtime, [...elementsOf(a), ...elementsOf(b)], keyF), keyF),
    { keyF: false },
  ),
  native(
    'setInter',
    ['a:array|string', 'b:array|string', 'keyF:function|boolean'],
    (runtime, a, b, keyF) => {
      const known = keysOf(runtime, elementsOf(b), keyF);
      return sorted(
        runtime,
        distinct(runtime, elementsOf(a), keyF, (key) => known.has(key)),
        keyF,
      );
    },
    { keyF: false },
  ),
  native(
    'setDiff',
    ['a:array|string', 'b:array|string', 'keyF:function|boolean'],
    (runtime, a, b, keyF) => {
      const known = keysOf(runtime, elementsOf(b), keyF);
      return sorted(
        runtime,
        distinct(runtime, elementsOf(a), keyF, (key) => !known.has(key)),
        keyF,
      );
    },
    { keyF: false },
  ),
  native(
    'setMember',
    ['x', 'arr:array|string', 'keyF:function|boolean'],
    (runtime, x, arr, keyF) => keysOf(runtime, elementsOf(arr), keyF).has(keyText(runtime, x, keyF)),
    { keyF: false },
  ),
];

function elementsOf(given: ArrayValue | string): Value[] {
  return typeof given === 'string' ? given.split('') : given.map(force);
}

function keyOf(runtime: Runtime, value: Value, keyF: KeyFunction): Value {
  return isFunction(keyF) ? runtime.call1(keyF, value) : value;
}

/** The key as text that is equal exactly for equal keys. */
function keyText(runtime: Runtime, value: Value, keyF: KeyFunction): string {
  const key = keyOf(runtime, value, keyF);
  return typeof key === 'string' ? JSON.stringify(key) : runtime.toJson(key);
}

function keysOf(runtime: Runtime, values: readonly Value[], keyF: KeyFunction): ReadonlySet<string> {
  runtime.step(values.length);
  return new Set(values.map((value) => keyText(runtime, value, keyF)));
}

function distinct(
  runtime: Runtime,
  values: readonly Value[],
  keyF: KeyFunction,
  keep: (key: string) => boolean,
): Value[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const key = keyText(runtime, value, keyF);
    if (seen.has(key) || !keep(key)) return false;
    seen.add(key);
    return true;
  });
}

function unique(runtime: Runtime, values: readonly Value[], keyF: KeyFunction): Value[] {
  const result: Value[] = [];
  let last: Value | undefined;
  for (const value of values) {
    const key = keyOf(runtime, value, keyF);
    if (last === undefined || !runtime.equal(last, key)) result.push(value);
    last = key;
  }
  return result;
}

function sorted(runtime: Runtime, values: Value[], keyF: KeyFunction): Value[] {
  runtime.step(values.length);
  if (values.some(isExact)) return sortedWithExact(runtime, values, keyF);
  if (values.every((value) => typeof value === 'string')) return values.sort(byText);
  if (values.every((value) => typeof value === 'number')) return values.sort((a, b) => a - b);
  if (!values.every(isObject)) {
    throw failure('DS_KIND', 'only texts, only numbers, or only objects with a key function can be sorted');
  }
  if (!isFunction(keyF)) throw failure('DS_KIND', 'objects are sorted by a key; pass a function as keyF');
  const keyed = values.map((value) => ({ value: value as Value, key: runtime.call1(keyF, value) }));
  if (keyed.every(({ key }) => typeof key === 'string'))
    return keyed.sort((a, b) => byText(a.key as string, b.key as string)).map(valueOf);
  if (keyed.every(({ key }) => typeof key === 'number'))
    return keyed.sort((a, b) => (a.key as number) - (b.key as number)).map(valueOf);
  throw failure('DS_KIND', 'the keys of a sort must be all texts or all numbers');
}

/** Numbers that a double cannot hold sort as what the mapping sees of them: a text in `strict`, else a number. */
function sortedWithExact(runtime: Runtime, values: Value[], keyF: KeyFunction): Value[] {
  const seen = new Map<Value, Value[]>();
  for (const value of values) {
    const plain = isExact(value) ? (runtime.profile === 'strict' ? value.markerText : value.toNumber()) : value;
    seen.set(plain, [...(seen.get(plain) ?? []), value]);
  }
  return sorted(runtime, [...seen.keys()], keyF).flatMap((plain) => seen.get(plain)!);
}

function valueOf({ value }: { readonly value: Value }): Value {
  return value;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
