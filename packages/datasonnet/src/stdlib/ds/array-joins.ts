import { native } from '../../runtime/native.ts';
import type { FunctionValue } from '../../runtime/function-value.ts';
import { makeObject } from '../../runtime/object-value.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { ArrayValue, Thunk, Value } from '../../runtime/value.ts';
import { sameKey } from './scalars.ts';

const parameters = ['arrL:array', 'arryR:array', 'functL:function', 'functR:function'] as const;

/** The three joins of `ds.arrays`: rows of two arrays whose keys are the same scalar. */
export const joinFunctions = [
  native('join', parameters, (runtime, left, right, leftKey, rightKey) => {
    const rows = rowsByKey(runtime, right, rightKey, left.length > 0);
    const result: Value[] = [];
    for (const item of left) {
      const key = sameKey(runtime, runtime.call1(leftKey, item));
      for (const match of (key === undefined ? undefined : rows.get(key)) ?? []) {
        result.push(pair(runtime, item, right[match]!));
      }
    }
    return result;
  }),
  native('leftJoin', parameters, leftJoin),
  native('outerJoin', parameters, (runtime, left, right, leftKey, rightKey) => {
    const result = leftJoin(runtime, left, right, leftKey, rightKey);
    // The mapper asks the left key of the right rows, which shows when the two functions differ.
    const keys = new Set(left.map((item) => sameKey(runtime, runtime.call1(leftKey, item))));
    const rest = right.filter((item) => {
      const key = left.length === 0 ? undefined : sameKey(runtime, runtime.call1(leftKey, item));
      return key === undefined || !keys.has(key);
    });
    // With nothing left over the mapper adds an empty object, which mappings have come to filter out.
    if (rest.length === 0) return [...result, makeObject([])];
    return [...result, ...rest.map((item) => makeObject([['r', item]]))];
  }),
];

/** Each left row with the last right row that fits, or alone. */
function leftJoin(
  runtime: Runtime,
  left: ArrayValue,
  right: ArrayValue,
  leftKey: FunctionValue,
  rightKey: FunctionValue,
): Value[] {
  const rows = rowsByKey(runtime, right, rightKey, left.length > 0);
  return left.map((item) => {
    const key = sameKey(runtime, runtime.call1(leftKey, item));
    const matches = key === undefined ? undefined : rows.get(key);
    if (matches === undefined) return makeObject([['l', item]]);
    return pair(runtime, item, right[matches.at(-1)!]!);
  });
}

function rowsByKey(runtime: Runtime, array: ArrayValue, key: FunctionValue, needed: boolean): Map<Value, number[]> {
  const rows = new Map<Value, number[]>();
  if (!needed) return rows;
  runtime.step(array.length);
  array.forEach((item, i) => {
    const own = sameKey(runtime, runtime.call1(key, item));
    if (own === undefined) return;
    const known = rows.get(own);
    if (known === undefined) rows.set(own, [i]);
    else known.push(i);
  });
  return rows;
}

/** A joined row; in the order that the mapper's table gives these two keys. */
function pair(runtime: Runtime, left: Value | Thunk, right: Value | Thunk): Value {
  const entries = [
    ['l', left],
    ['r', right],
  ] as const;
  return makeObject(runtime.profile === 'strict' ? [entries[1], entries[0]] : entries);
}
