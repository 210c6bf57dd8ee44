import { library, native } from '../../runtime/native.ts';
import { fieldNames } from '../../runtime/object-value.ts';
import type { Value } from '../../runtime/value.ts';
import { chunkSize } from './arrays-module.ts';
import { callback } from './callbacks.ts';
import { lazyField, lazyFields } from './core-objects.ts';
import { tableObject } from './hash-order.ts';
import { wrongKind } from './raised.ts';

const all = { hidden: true } as const;

/** `ds.objects`. */
export const objectsModule = library([
  native('divideBy', ['obj:object', 'num:number'], (runtime, object, given) => {
    const size = chunkSize(given);
    const names = fieldNames(object, all);
    const parts: Value[] = [];
    for (let at = 0; at < names.length; at += size) {
      parts.push(tableObject(runtime, lazyFields(object, names.slice(at, at + size))));
    }
    return parts;
  }),
  native('everyEntry', ['value:object|null', 'funct:function'], (runtime, object, fn) => {
    if (object === null) return true;
    const test = callback(runtime, fn, 2);
    return fieldNames(object, all).every((name) => test(lazyField(object, name), name) === true);
  }),
  native('someEntry', ['value:object|null', 'funct:function'], (runtime, object, fn) => {
    if (object === null) return false;
    return fieldNames(object, all).some((name) => runtime.call2(fn, lazyField(object, name), name) === true);
  }),
  native('mergeWith', ['valueOne:object|null', 'valueTwo:object|null'], (runtime, first, second) => {
    if (first === null) {
      if (second === null) throw wrongKind('one of the values of mergeWith', 'an object', 'null');
      return second;
    }
    if (second === null) return first;
    const entries = lazyFields(second, fieldNames(second, all));
    for (const name of fieldNames(first, all)) if (!entries.has(name)) entries.set(name, lazyField(first, name));
    return tableObject(runtime, entries);
  }),
  native('takeWhile', ['obj:object', 'funct:function'], (runtime, object, fn) => {
    const names = fieldNames(object, all);
    const end = names.findIndex((name) => runtime.call2(fn, lazyField(object, name), name) !== true);
    return tableObject(runtime, lazyFields(object, end < 0 ? names : names.slice(0, end)));
  }),
]);
