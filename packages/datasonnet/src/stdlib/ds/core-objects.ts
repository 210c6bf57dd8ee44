import { DatasonnetError } from '../../errors/datasonnet-errors.ts';
import type { FunctionValue } from '../../runtime/function-value.ts';
import { native } from '../../runtime/native.ts';
import { fieldNames, getField, hasField, makeObject } from '../../runtime/object-value.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { force, isArray, isFunction, isObject, lazy } from '../../runtime/value.ts';
import type { ObjectValue, Thunk, Value } from '../../runtime/value.ts';
import { callback } from './callbacks.ts';
import { tableObject } from './hash-order.ts';
import { intOrDoubleText } from './java-number.ts';
import { orderedIndexes } from './ordering.ts';
import { wrongKind } from './raised.ts';
import { sameKey, sameValue, scalarText, seen } from './scalars.ts';

const all = { hidden: true } as const;

/** The fields of an object, hidden ones too, each evaluated when it is needed. */
export function lazyFields(object: ObjectValue, names: readonly string[]): Map<string, Thunk> {
  return new Map(names.map((name) => [name, lazyField(object, name)]));
}

export function lazyField(object: ObjectValue, name: string): Thunk {
  return lazy(() => getField(object, name)!);
}

/** `ds` functions of objects. */
export const objectFunctions = [
  native('keysOf', ['obj:object'], (_runtime, object) => [...fieldNames(object, all)]),
  native('valuesOf', ['obj:object'], (_runtime, object) =>
    fieldNames(object, all).map((name) => lazyField(object, name)),
  ),
  native('entriesOf', ['obj:object'], (runtime, object) => {
    // The pairs are tables too: `value` stands before `key` in strict mappings.
    const names = runtime.profile === 'strict' ? (['value', 'key'] as const) : (['key', 'value'] as const);
    return fieldNames(object, all).map((name) =>
      makeObject(names.map((part) => [part, part === 'key' ? name : lazyField(object, name)] as const)),
    );
  }),
  native('mapEntries', ['value', 'funct:function'], (runtime, value, fn) => {
    if (value === null) return null;
    const object = objectOf(runtime, value);
    const map = callback(runtime, fn, 3);
    return fieldNames(object, all).map((name, i) => lazy(() => map(lazyField(object, name), name, i)));
  }),
  native('mapObject', ['value', 'funct:function'], (runtime, value, fn) => {
    if (value === null) return null;
    const object = objectOf(runtime, value);
    const map = callback(runtime, fn, 3);
    const result = new Map<string, Value | Thunk>();
    fieldNames(object, all).forEach((name, i) => {
      const mapped = map(lazyField(object, name), name, i);
      // What is no object adds nothing: the mapper forgets to raise its error.
      if (!isObject(mapped)) return;
      for (const field of fieldNames(mapped, all)) result.set(field, lazyField(mapped, field));
    });
    return tableObject(runtime, result);
  }),
  native('filterObject', ['obj', 'func:function'], (runtime, value, fn) => {
    if (value === null) return null;
    const object = objectOf(runtime, value);
    const keep = callback(runtime, fn, 3);
    const names = fieldNames(object, all).filter((name, i) => keep(lazyField(object, name), name, i) === true);
    return tableObject(runtime, lazyFields(object, names));
  }),
  native('combine', ['first', 'second'], (runtime, first, second) => combine(runtime, first, second)),
  native('remove', ['collection', 'value'], (runtime, collection, value) => {
    if (isArray(collection)) return collection.filter((item) => !sameValue(runtime, force(item), value));
    if (!isObject(collection))
      throw wrongKind('the collection of remove', 'an array or object', runtime.kindOf(collection));
    const names = fieldNames(collection, all);
    return tableObject(runtime, lazyFields(collection, names.filter(isKept(runtime, value))));
  }),
  native('removeMatch', ['first', 'second'], (runtime, first, second) => {
    if (isArray(first)) {
      if (!isArray(second)) throw wrongKind('the second value of removeMatch', 'an array', runtime.kindOf(second));
      const removed = new Set(second.map((item) => sameKey(runtime, force(item))));
      return first.filter((item) => {
        const key = sameKey(runtime, force(item));
        return key === undefined || !removed.has(key);
      });
    }
    if (!isObject(first))
      throw wrongKind('the first value of removeMatch', 'an array or object', runtime.kindOf(first));
    if (!isObject(second)) throw wrongKind('the second value of removeMatch', 'an object', runtime.kindOf(second));
    const names = fieldNames(first, all).filter(
      (name) => !(hasField(second, name, all) && sameValue(runtime, getField(first, name)!, getField(second, name)!)),
    );
    return tableObject(runtime, lazyFields(first, names));
  }),
  native('select', ['obj:object', 'path:string'], (_runtime, object, path) => selectPath(object, path)),
  native('sizeOf', ['value'], (runtime, given) => {
    const value = seen(runtime, given);
    if (value === null) return 0;
    if (typeof value === 'string' || isArray(value)) return value.length;
    if (isFunction(value)) return value.parameters.length;
    if (isObject(value)) return fieldNames(value, all).length;
    throw wrongKind('the value of sizeOf', 'an array, text, object, function or null', runtime.kindOf(value));
  }),
  native('or', ['first', 'second'], (_runtime, first, second) => first ?? second),
];

function objectOf(runtime: Runtime, value: Value): ObjectValue {
  if (!isObject(value)) throw wrongKind('the value', 'an object or null', runtime.kindOf(value));
  return value;
}

function isKept(runtime: Runtime, removed: Value): (name: string) => boolean {
  if (typeof removed === 'string') return (name) => name !== removed;
  if (!isArray(removed))
    throw wrongKind('what remove takes from an object', 'a name or an array of names', runtime.kindOf(removed));
  return (name) =>
    !removed.some((item) => {
      const one = seen(runtime, force(item));
      if (typeof one !== 'string') throw wrongKind('a name to remove', 'a text', runtime.kindOf(one));
      return one === name;
    });
}

function combine(runtime: Runtime, left: Value, right: Value): Value {
  const first = seen(runtime, left);
  const second = seen(runtime, right);
  if (typeof first === 'string' || typeof first === 'number') {
    if (typeof second !== 'string' && typeof second !== 'number') {
      throw wrongKind('the second value of combine', 'a text or number', runtime.kindOf(second));
    }
    return combineText(first) + combineText(second);
  }
  if (isArray(first)) {
    if (!isArray(second)) throw wrongKind('the second value of combine', 'an array', runtime.kindOf(second));
    runtime.step(first.length + second.length);
    return [...first, ...second];
  }
  if (!isObject(first))
    throw wrongKind('the first value of combine', 'an array, object, number or text', runtime.kindOf(first));
  if (!isObject(second)) throw wrongKind('the second value of combine', 'an object', runtime.kindOf(second));
  return tableObject(
    runtime,
    new Map([...lazyFields(first, fieldNames(first, all)), ...lazyFields(second, fieldNames(second, all))]),
  );
}

function selectPath(object: ObjectValue, path: string): Value {
  const dot = path.indexOf('.');
  const name = dot < 0 ? path : path.slice(0, dot);
  let value: Value | undefined;
  try {
    value = getField(object, name);
  } catch (error) {
    // A field that cannot be computed counts as missing; limits are no such thing.
    if (DatasonnetError.is(error) && ['DS_STEPS', 'DS_SIZE', 'DS_TIME', 'DS_DEPTH'].includes(error.code)) throw error;
    return null;
  }
  if (value === undefined) return null;
  if (dot < 0) return value;
  return isObject(value) ? selectPath(value, path.slice(dot + 1)) : null;
}

export function distinctObject(runtime: Runtime, object: ObjectValue, fn: FunctionValue): Value {
  const key = callback(runtime, fn, 2);
  const seenKeys = new Set<Value>();
  const names = fieldNames(object, all).filter((name) => {
    const own = sameKey(runtime, key(lazyField(object, name), name));
    if (own === undefined) return true;
    if (seenKeys.has(own)) return false;
    seenKeys.add(own);
    return true;
  });
  return tableObject(runtime, lazyFields(object, names));
}

export function groupObject(runtime: Runtime, object: ObjectValue, fn: FunctionValue): Value {
  const key = callback(runtime, fn, 2);
  const groups = new Map<string, string[]>();
  for (const name of fieldNames(object, all)) {
    const group = scalarText(runtime, key(lazyField(object, name), name), 'the key of a group');
    const names = groups.get(group);
    if (names === undefined) groups.set(group, [name]);
    else names.push(name);
  }
  return tableObject(
    runtime,
    new Map([...groups].map(([group, names]) => [group, makeObject(lazyFields(object, names))])),
  );
}

export function orderObject(runtime: Runtime, object: ObjectValue, fn: FunctionValue): Value {
  const key = callback(runtime, fn, 2);
  const names = fieldNames(object, all);
  const order = orderedIndexes(runtime, names.length, (i) => key(lazyField(object, names[i]!), names[i]!));
  return makeObject(
    lazyFields(
      object,
      order.map((i) => names[i]!),
    ),
  );
}

export function reverseObject(object: ObjectValue): Value {
  return makeObject(lazyFields(object, [...fieldNames(object, all)].reverse()));
}

function combineText(value: string | number): string {
  return typeof value === 'string' ? value : intOrDoubleText(value);
}
