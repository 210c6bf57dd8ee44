import { failure } from '../../errors/datasonnet-errors.ts';
import { native } from '../../runtime/native.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { force, isArray, isObject } from '../../runtime/value.ts';
import type { ArrayValue, Thunk, Value } from '../../runtime/value.ts';
import { callback, lazyMap } from './callbacks.ts';
import { distinctObject, groupObject, orderObject, reverseObject } from './core-objects.ts';
import { tableObject } from './hash-order.ts';
import { javaDouble, toInt } from './java-number.ts';
import { orderedIndexes } from './ordering.ts';
import { unusable, wrongKind } from './raised.ts';
import { sameKey, scalarText, seen } from './scalars.ts';

/** `ds` functions of arrays, and of arrays or objects alike. */
export const arrayFunctions = [
  native('map', ['array', 'funct:function'], (runtime, array, fn) => {
    if (array === null) return null;
    return lazyMap(runtime, arrayOf(runtime, array), fn);
  }),
  native('filter', ['array', 'funct:function'], (runtime, array, fn) => {
    if (array === null) return null;
    const items = arrayOf(runtime, array);
    const keep = callback(runtime, fn, 2);
    runtime.step(items.length);
    const result: (Value | Thunk)[] = [];
    for (let i = 0; i < items.length; i++) if (keep(items[i]!, i) === true) result.push(items[i]!);
    return result;
  }),
  native('flatMap', ['array', 'funct:function'], (runtime, array, fn) => {
    if (array === null) return null;
    callback(runtime, fn, 2);
    const result: (Value | Thunk)[] = [];
    for (const item of arrayOf(runtime, array)) {
      for (const mapped of lazyMap(runtime, arrayOf(runtime, force(item)), fn)) result.push(mapped);
    }
    return result;
  }),
  native('flatten', ['array'], (runtime, array) => {
    if (array === null) return null;
    const result: (Value | Thunk)[] = [];
    for (const item of arrayOf(runtime, array)) {
      const inner = force(item);
      if (inner === null) result.push(null);
      else for (const element of arrayOf(runtime, inner)) result.push(element);
    }
    runtime.step(result.length);
    return result;
  }),
  native('distinctBy', ['container', 'funct:function'], (runtime, container, fn) => {
    if (isObject(container)) return distinctObject(runtime, container, fn);
    const key = callback(runtime, fn, 2);
    const seenKeys = new Set<Value>();
    return arrayOf(runtime, container, 'an array or object').filter((item, i) => {
      const own = sameKey(runtime, key(item, i));
      if (own === undefined) return true;
      if (seenKeys.has(own)) return false;
      seenKeys.add(own);
      return true;
    });
  }),
  native('groupBy', ['container', 'funct:function'], (runtime, container, fn) => {
    if (container === null) return null;
    if (isObject(container)) return groupObject(runtime, container, fn);
    const key = callback(runtime, fn, 2);
    const items = arrayOf(runtime, container, 'an array, object or null');
    runtime.step(items.length);
    const groups = new Map<string, (Value | Thunk)[]>();
    for (let i = 0; i < items.length; i++) {
      const name = scalarText(runtime, key(items[i]!, i), 'the key of a group');
      const group = groups.get(name);
      if (group === undefined) groups.set(name, [items[i]!]);
      else group.push(items[i]!);
    }
    return tableObject(runtime, groups);
  }),
  native('orderBy', ['value', 'funct:function'], (runtime, value, fn) => {
    if (value === null) return null;
    if (isObject(value)) return orderObject(runtime, value, fn);
    const key = callback(runtime, fn, 2);
    const items = arrayOf(runtime, value, 'an array, object or null');
    return orderedIndexes(runtime, items.length, (i) => key(items[i]!, i)).map((i) => items[i]!);
  }),
  native('append', ['first:array', 'second'], (runtime, first, second) => {
    runtime.step(first.length);
    return [...first, second];
  }),
  native('prepend', ['first:array', 'second'], (runtime, first, second) => {
    runtime.step(first.length);
    return [second, ...first];
  }),
  native('reverse', ['collection'], (runtime, given) => {
    const value = seen(runtime, given);
    if (typeof value === 'string') return Array.from(value).reverse().join('');
    if (isObject(value)) return reverseObject(value);
    return [...arrayOf(runtime, value, 'an array, object or text')].reverse();
  }),
  native('range', ['begin:number', 'end:number'], (runtime, begin, end) => {
    const first = toInt(begin);
    const length = Math.max(0, toInt(end) - first + 1);
    runtime.checkSize(length);
    return Array.from({ length }, (_, i) => first + i);
  }),
  native('foldLeft', ['arr:array', 'init', 'func:function'], (runtime, array, init, fn) => {
    let current: Value = init;
    for (const item of array) current = runtime.call2(fn, current, item);
    return current;
  }),
  native('foldRight', ['arr:array', 'init', 'func:function'], (runtime, array, init, fn) => {
    let current: Value = init;
    for (let i = array.length - 1; i >= 0; i--) current = runtime.call2(fn, array[i]!, current);
    return current;
  }),
  native('joinBy', ['array:array', 'sep:string'], (runtime, array, separator) => joinItems(runtime, array, separator)),
  native('zip', ['array1:array', 'array2:array'], (runtime, left, right) => {
    const length = Math.min(left.length, right.length);
    runtime.step(length);
    return Array.from({ length }, (_, i) => [left[i]!, right[i]!]);
  }),
  native('unzip', ['array:array'], (runtime, array) => {
    const rows = array.map((row) => arrayOf(runtime, force(row)));
    if (rows.length === 0) throw unusable('unzip needs at least one row');
    const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
    if (rows.some((row) => row.length < width)) throw unusable('unzip needs rows of the same length');
    return Array.from({ length: width }, (_, i) => rows.map((row) => row[i]!));
  }),
  native('min', ['array:array'], (runtime, array) => extreme(runtime, array, (a, b) => a > b, false)),
  native('max', ['array:array'], (runtime, array) => extreme(runtime, array, (a, b) => a < b, true)),
  native('minBy', ['array:array', 'funct:function'], (runtime, array, fn) =>
    extremeBy(
      runtime,
      array,
      (item) => runtime.call1(fn, item),
      (a, b) => a < b,
      false,
    ),
  ),
  native('maxBy', ['array:array', 'funct:function'], (runtime, array, fn) =>
    extremeBy(
      runtime,
      array,
      (item) => runtime.call1(fn, item),
      (a, b) => a > b,
      true,
    ),
  ),
];

/** The array, or `DS_KIND`. */
function arrayOf(runtime: Runtime, value: Value, expected = 'an array'): ArrayValue {
  if (!isArray(value)) throw wrongKind('the value', expected, runtime.kindOf(value));
  return value;
}

function joinItems(runtime: Runtime, array: ArrayValue, separator: string): string {
  runtime.step(array.length);
  const parts = array.map((element) => {
    const item = seen(runtime, force(element));
    if (item === null || typeof item === 'object') {
      throw wrongKind('an element of joinBy', 'a text, number or boolean', runtime.kindOf(item));
    }
    return typeof item === 'number' ? (Number.isInteger(item) ? String(toInt(item)) : javaDouble(item)) : String(item);
  });
  return parts.join(separator);
}

function extreme(
  runtime: Runtime,
  array: ArrayValue,
  replaces: (current: string | number, item: string | number) => boolean,
  wanted: boolean,
): Value {
  if (array.length === 0) throw unusable('an empty array has neither smallest nor largest element');
  let current = seen(runtime, force(array[0]!));
  for (const element of array) {
    const kind = runtime.kindOf(current);
    if (kind !== 'string' && kind !== 'number' && kind !== 'boolean') {
      throw wrongKind('an element', 'a text, number or boolean', kind);
    }
    const item = seen(runtime, force(element));
    if (kind === 'boolean') {
      if (item === wanted) current = item;
      continue;
    }
    if (typeof item !== typeof current)
      throw wrongKind('an element', `a ${kind} like those before it`, runtime.kindOf(item));
    if (replaces(current as string | number, item as string | number)) current = item;
  }
  return current;
}

function extremeBy(
  runtime: Runtime,
  array: ArrayValue,
  keyOf: (item: Value | Thunk) => Value,
  better: (a: string | number, b: string | number) => boolean,
  wanted: boolean,
): Value {
  if (array.length === 0) throw unusable('an empty array has neither smallest nor largest element');
  const first = seen(runtime, keyOf(array[0]!));
  if (typeof first === 'boolean') {
    // The mapper asks the elements themselves, not their keys.
    const items = array.map((item) => force(item));
    if (items.some((item) => typeof item !== 'boolean'))
      throw unusable('with boolean keys the elements must be boolean too');
    return items.includes(wanted) ? wanted : !wanted;
  }
  if (typeof first !== 'string' && typeof first !== 'number') {
    throw wrongKind('the key of an element', 'a text, number or boolean', runtime.kindOf(first));
  }
  runtime.step(array.length);
  let best = array[0]!;
  let bestKey: string | number = first;
  for (let i = 1; i < array.length; i++) {
    const key = seen(runtime, keyOf(array[i]!));
    if (typeof key !== typeof first)
      throw failure('DS_KIND', `the keys must all be of one kind, found ${runtime.kindOf(key)}`);
    if (better(key as string | number, bestKey)) {
      best = array[i]!;
      bestKey = key as string | number;
    }
  }
  return force(best);
}
