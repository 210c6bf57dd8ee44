import { failure } from '../../errors/datasonnet-errors.ts';
import type { FunctionValue } from '../../runtime/function-value.ts';
import { library, native } from '../../runtime/native.ts';
import { fieldNames, getField, makeObject } from '../../runtime/object-value.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { force, isArray, isFunction, isObject } from '../../runtime/value.ts';
import type { ArrayValue, ObjectValue, Thunk, Value } from '../../runtime/value.ts';
import { lazyField } from '../ds/core-objects.ts';
import { orderedIndexes } from '../ds/ordering.ts';
import { unusable, wrongKind } from '../ds/raised.ts';
import { roundHalfUp } from '../ds/rounding.ts';
import { seen } from '../ds/scalars.ts';

/** `ds.util` and `DS.Util` of DataSonnet 2.0 to 2.5. Newer mappings have better functions for all of these. */
export const utilModule = library([
  native('select', ['object:object', 'path:string'], (_runtime, object, path) => select(object, path)),
  native(
    'filterEx',
    ['listOfObjects:array', 'key:string', 'value', 'filter_func:function|null'],
    (runtime, list, key, value, test) => list.filter((item) => matches(runtime, item, key, value, test)),
    { filter_func: null },
  ),
  native('groupBy', ['arr:array', 'keyName:string'], (runtime, array, key) => {
    const keys = array.map((item) => select(objectOf(runtime, item), key));
    const order = orderedIndexes(runtime, keys.length, (i) => keys[i]!);
    const groups = new Map<string, (Value | Thunk)[]>();
    for (const i of order) {
      const name = textOf(runtime, keys[i]!, 'the key of a group');
      if (!groups.has(name)) groups.set(name, []);
    }
    array.forEach((item, i) => groups.get(keys[i] as string)!.push(item));
    return makeObject(groups);
  }),
  native('remove', ['object:object', 'keyName:string'], (runtime, object, key) =>
    fieldsOf(
      object,
      runtime.visibleFields(object).filter((name) => name !== key),
    ),
  ),
  native('removeAll', ['obj:object', 'arr:array'], (runtime, object, removed) => {
    const names = new Set(removed.map((item) => force(item)));
    return fieldsOf(
      object,
      fieldNames(object, { hidden: true }).filter((name) => !names.has(name)),
    );
  }),
  native('deepFlattenArrays', ['arr:array'], (runtime, array) => {
    const result: (Value | Thunk)[] = [];
    flatten(runtime, array, result);
    return result;
  }),
  native('reverse', ['arr:array'], (_runtime, array) => [...array].reverse()),
  native('parseDouble', ['str:string'], (_runtime, text) => {
    if (!/^[+-]?\d+(?:\.\d+)?$/.test(text)) throw unusable('the text is no decimal number');
    return Number(text);
  }),
  native(
    'duplicates',
    ['arr:array', 'keyF:function|null', 'set:boolean'],
    (runtime, array, keyFunction, asSet) => duplicates(runtime, array, keyFunction, asSet),
    { keyF: null, set: true },
  ),
  native('sum', ['arr:array'], (runtime, array) =>
    array.reduce<number>((total, item) => {
      const value = seen(runtime, force(item));
      if (typeof value !== 'number') throw wrongKind('an element', 'a number', runtime.kindOf(value));
      return total + value;
    }, 0),
  ),
  native('round', ['num:number', 'precision:number'], (_runtime, value, precision) => {
    if (!Number.isInteger(precision) || precision < 0)
      throw failure('DS_ASSERT', 'precision must be an integer of 0 or more');
    return roundHalfUp(value, precision);
  }),
  native(
    'counts',
    ['arr:array', 'keyF:function|null'],
    (runtime, array, keyFunction) => {
      const counts = new Map<string, number>();
      for (const item of array) {
        const key = textOf(runtime, keyOf(runtime, keyFunction, item), 'the key of a count');
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      return makeObject(counts);
    },
    { keyF: null },
  ),
  native(
    'mapToObject',
    ['arr:array', 'keyF:function', 'valueF:function|null'],
    (runtime, array, keyFunction, valueFunction) => {
      const result = new Map<string, Value | Thunk>();
      for (const item of array) {
        const key = textOf(runtime, runtime.call1(keyFunction, item), 'a key of the object');
        if (!result.has(key)) result.set(key, isFunction(valueFunction) ? runtime.call1(valueFunction, item) : item);
      }
      return makeObject(result);
    },
    { valueF: null },
  ),
]);

function select(object: ObjectValue, path: string): Value {
  let value: Value = object;
  for (const name of path.split('.')) {
    if (!isObject(value)) throw failure('DS_KIND', `the path cannot go on with ${name}: there is no object`, { name });
    const next = getField(value, name);
    if (next === undefined) throw failure('DS_FIELD', `the object has no field ${name}`, { name });
    value = next;
  }
  return value;
}

function objectOf(runtime: Runtime, item: Value | Thunk): ObjectValue {
  const value = force(item);
  if (!isObject(value)) throw wrongKind('an element', 'an object', runtime.kindOf(value));
  return value;
}

function matches(
  runtime: Runtime,
  item: Value | Thunk,
  key: string,
  value: Value,
  test: FunctionValue | null,
): boolean {
  const found = select(objectOf(runtime, item), key);
  return isFunction(test) ? runtime.call2(test, found, value) === true : runtime.equal(found, value);
}

function fieldsOf(object: ObjectValue, names: readonly string[]): Value {
  return makeObject(names.map((name) => [name, lazyField(object, name)] as const));
}

function flatten(runtime: Runtime, array: ArrayValue, into: (Value | Thunk)[]): void {
  runtime.step(array.length);
  for (const item of array) {
    const value = force(item);
    if (isArray(value)) flatten(runtime, value, into);
    else into.push(item);
  }
}

function keyOf(runtime: Runtime, keyFunction: FunctionValue | null, item: Value | Thunk): Value {
  return isFunction(keyFunction) ? runtime.call1(keyFunction, item) : force(item);
}

function textOf(runtime: Runtime, value: Value, what: string): string {
  const text = seen(runtime, value);
  if (typeof text !== 'string') throw wrongKind(what, 'a text', runtime.kindOf(text));
  return text;
}

function duplicates(runtime: Runtime, array: ArrayValue, keyFunction: FunctionValue | null, asSet: boolean): Value {
  const found = new Set<string>();
  const reported = new Set<string>();
  const result: { readonly item: Value | Thunk; readonly key: Value }[] = [];
  for (const item of array) {
    const key = keyOf(runtime, keyFunction, item);
    const text = runtime.toJson(key);
    if (!found.has(text)) found.add(text);
    else if (!asSet || !reported.has(text)) {
      reported.add(text);
      result.push({ item, key });
    }
  }
  if (!asSet) return result.map(({ item }) => item);
  return orderedIndexes(runtime, result.length, (i) => result[i]!.key).map((i) => result[i]!.item);
}
