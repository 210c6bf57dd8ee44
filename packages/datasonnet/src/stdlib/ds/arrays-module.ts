import { library, native } from '../../runtime/native.ts';
import type { FunctionValue } from '../../runtime/function-value.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { force, isArray, isFunction } from '../../runtime/value.ts';
import type { ArrayValue, Thunk, Value } from '../../runtime/value.ts';
import { joinFunctions } from './array-joins.ts';
import { callback } from './callbacks.ts';
import { tableObject } from './hash-order.ts';
import { toInt } from './java-number.ts';
import { unusable, wrongKind } from './raised.ts';
import { sameKey, sameValue, scalarText, seen } from './scalars.ts';

/** `ds.arrays`. */
export const arraysModule = library([
  native('countBy', ['arr:array', 'funct:function'], (runtime, array, fn) => {
    runtime.step(array.length);
    let count = 0;
    for (const item of array) if (runtime.call1(fn, item) === true) count++;
    return count;
  }),
  native('divideBy', ['array:array', 'size:number'], (_runtime, array, given) => {
    const size = chunkSize(given);
    const chunks: Value[] = [];
    for (let at = 0; at < array.length; at += size) chunks.push(array.slice(at, at + size));
    return chunks;
  }),
  native('drop', ['arr:array', 'num:number'], (_runtime, array, count) => array.slice(Math.max(0, toInt(count)))),
  native('take', ['array:array', 'index:number'], (_runtime, array, count) =>
    array.slice(0, Math.max(0, toInt(count))),
  ),
  native('dropWhile', ['arr:array', 'funct:function'], (runtime, array, fn) =>
    array.slice(prefixLength(runtime, array, fn)),
  ),
  native('takeWhile', ['array:array', 'funct:function'], (runtime, array, fn) =>
    array.slice(0, prefixLength(runtime, array, fn)),
  ),
  native('duplicates', ['array:array'], (runtime, array) => {
    const counts = new Map<Value, number>();
    const result: (Value | Thunk)[] = [];
    for (const item of array) {
      const key = sameKey(runtime, force(item));
      if (key === undefined) continue;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
    }
    for (const item of array) {
      const key = sameKey(runtime, force(item));
      if (key === undefined || (counts.get(key) ?? 0) < 2) continue;
      counts.delete(key);
      result.push(item);
    }
    return result;
  }),
  native(
    'removeDuplicates',
    ['array:array', 'compF'],
    (runtime, array, compare) => {
      if (!isFunction(compare)) {
        if (typeof compare !== 'boolean')
          throw wrongKind('compF of removeDuplicates', 'a function', runtime.kindOf(compare));
        return distinct(runtime, array);
      }
      const kept: (Value | Thunk)[] = [];
      for (const item of array) {
        runtime.step(kept.length);
        if (!kept.some((other) => runtime.call2(compare, other, item) === true)) kept.push(item);
      }
      return kept;
    },
    { compF: false },
  ),
  native('every', ['value:array|null', 'funct:function'], (runtime, array, fn) =>
    array === null ? true : array.every((item) => runtime.call1(fn, item) === true),
  ),
  native('some', ['value:array|null', 'funct:function'], (runtime, array, fn) =>
    array === null ? null : array.some((item) => runtime.call1(fn, item) === true),
  ),
  native('firstWith', ['arr:array', 'funct:function'], (runtime, array, fn) => {
    const test = callback(runtime, fn, 2);
    const found = array.findIndex((item, i) => test(item, i) === true);
    return found < 0 ? null : force(array[found]!);
  }),
  native('deepFlatten', ['arr:array'], (runtime, array) => {
    const result: (Value | Thunk)[] = [];
    deepFlatten(runtime, array, result);
    return result;
  }),
  native('indexOf', ['container', 'value'], (runtime, container, value) =>
    indexIn(
      runtime,
      container,
      value,
      (text, part) => text.indexOf(part),
      (array, test) => array.findIndex(test),
    ),
  ),
  native('lastIndexOf', ['container', 'value'], (runtime, container, value) =>
    indexIn(
      runtime,
      container,
      value,
      (text, part) => text.lastIndexOf(part),
      (array, test) => array.findLastIndex(test),
    ),
  ),
  native('indexWhere', ['arr:array', 'funct:function'], (runtime, array, fn) =>
    array.findIndex((item) => runtime.call1(fn, item) === true),
  ),
  native('occurrences', ['arr:array', 'funct:function'], (runtime, array, fn) => {
    const counts = new Map<string, number>();
    runtime.step(array.length);
    for (const item of array) {
      const key = scalarText(runtime, runtime.call1(fn, item), 'the key of an occurrence');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return tableObject(runtime, counts);
  }),
  native('partition', ['arr:array', 'funct:function'], (runtime, array, fn) => {
    const success: (Value | Thunk)[] = [];
    const failed: (Value | Thunk)[] = [];
    runtime.step(array.length);
    for (const item of array) (runtime.call1(fn, item) === true ? success : failed).push(item);
    return tableObject(
      runtime,
      new Map([
        ['success', success],
        ['failure', failed],
      ]),
    );
  }),
  native('slice', ['arr:array', 'start:number', 'end:number'], (_runtime, array, start, end) =>
    array.slice(Math.max(0, toInt(start)), Math.max(0, toInt(end))),
  ),
  native('splitAt', ['array:array', 'index:number'], (runtime, array, index) =>
    split(runtime, array, Math.max(0, toInt(index))),
  ),
  native('splitWhere', ['arr:array', 'funct:function'], (runtime, array, fn) =>
    split(
      runtime,
      array,
      Math.max(
        0,
        array.findIndex((item) => runtime.call1(fn, item) === true),
      ),
    ),
  ),
  native('sumBy', ['array:array', 'funct:function'], (runtime, array, fn) => {
    runtime.step(array.length);
    let sum = 0;
    for (const item of array) {
      const value = seen(runtime, runtime.call1(fn, item));
      if (typeof value !== 'number') throw wrongKind('what sumBy adds', 'a number', runtime.kindOf(value));
      sum += value;
    }
    return sum;
  }),
  ...joinFunctions,
]);

/** A positive size of a part, or `DS_VALUE`. */
export function chunkSize(given: number): number {
  const size = toInt(given);
  if (size < 1) throw unusable('the size of a part must be 1 or more');
  return size;
}

function prefixLength(runtime: Runtime, array: ArrayValue, fn: FunctionValue): number {
  const end = array.findIndex((item) => runtime.call1(fn, item) !== true);
  return end < 0 ? array.length : end;
}

function distinct(runtime: Runtime, array: ArrayValue): ArrayValue {
  const found = new Set<Value>();
  return array.filter((item) => {
    const key = sameKey(runtime, force(item));
    if (key === undefined) return true;
    if (found.has(key)) return false;
    found.add(key);
    return true;
  });
}

function deepFlatten(runtime: Runtime, array: ArrayValue, into: (Value | Thunk)[]): void {
  runtime.step(array.length);
  for (const item of array) {
    const value = force(item);
    if (isArray(value)) deepFlatten(runtime, value, into);
    else into.push(item);
  }
}

function indexIn(
  runtime: Runtime,
  given: Value,
  value: Value,
  inText: (text: string, part: string) => number,
  inArray: (array: ArrayValue, test: (item: Value | Thunk) => boolean) => number,
): number {
  const container = seen(runtime, given);
  if (container === null) return -1;
  if (typeof container === 'string') {
    const part = seen(runtime, value);
    if (typeof part !== 'string') throw wrongKind('what is looked for in a text', 'a text', runtime.kindOf(part));
    return inText(container, part);
  }
  if (!isArray(container)) throw wrongKind('the container', 'an array, text or null', runtime.kindOf(container));
  return inArray(container, (item) => sameValue(runtime, force(item), value));
}

function split(runtime: Runtime, array: ArrayValue, at: number): Value {
  return tableObject(
    runtime,
    new Map([
      ['l', array.slice(0, at)],
      ['r', array.slice(at)],
    ]),
  );
}
