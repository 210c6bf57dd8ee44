import { failure } from '../../errors/datasonnet-errors.ts';
import type { Evaluation } from '../../runtime/evaluation.ts';
import type { FunctionValue } from '../../runtime/function-value.ts';
import { JsonnetSemantics } from '../../runtime/jsonnet-semantics.ts';
import type { NativeFunction } from '../../runtime/native.ts';
import { native } from '../../runtime/native.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { ArrayValue, Thunk, Value } from '../../runtime/value.ts';
import { force, isFunction } from '../../runtime/value.ts';
import { elementsOf } from './jsonnet-arrays.ts';

interface Keyed {
  readonly element: Value | Thunk;
  readonly key: Value;
}

type KeyFunction = FunctionValue | boolean | null;

const semantics = new JsonnetSemantics();

function compare(runtime: Runtime, left: Value, right: Value): number {
  return semantics.compare(runtime as Evaluation, left, right, undefined);
}

function keyed(runtime: Runtime, array: ArrayValue, keyF: KeyFunction): Keyed[] {
  runtime.step(array.length);
  return array.map((element) => ({ element, key: isFunction(keyF) ? runtime.call1(keyF, element) : force(element) }));
}

function sorted(runtime: Runtime, items: Keyed[]): Keyed[] {
  return items.sort((a, b) => compare(runtime, a.key, b.key));
}

function unique(runtime: Runtime, items: readonly Keyed[]): Keyed[] {
  return items.filter(({ key }, at) => at === 0 || !runtime.equal(items[at - 1]!.key, key));
}

function elements(items: readonly Keyed[]): (Value | Thunk)[] {
  return items.map(({ element }) => element);
}

/** Walks two sorted lists side by side, as the operations on sets do. */
function merged(
  runtime: Runtime,
  left: readonly Keyed[],
  right: readonly Keyed[],
  keep: { readonly left: boolean; readonly right: boolean; readonly both: boolean },
): Keyed[] {
  const result: Keyed[] = [];
  let l = 0;
  let r = 0;
  while (l < left.length && r < right.length) {
    const order = compare(runtime, left[l]!.key, right[r]!.key);
    if (order === 0) {
      if (keep.both) result.push(left[l]!);
      l++;
      r++;
    } else if (order < 0) {
      if (keep.left) result.push(left[l]!);
      l++;
    } else {
      if (keep.right) result.push(right[r]!);
      r++;
    }
  }
  if (keep.left) for (; l < left.length; l++) result.push(left[l]!);
  if (keep.right) for (; r < right.length; r++) result.push(right[r]!);
  return result;
}

function setOperation(
  name: string,
  keep: { readonly left: boolean; readonly right: boolean; readonly both: boolean },
): NativeFunction {
  return native(
    name,
    ['a:array|string', 'b:array|string', 'keyF:function|boolean|null'],
    (runtime, a, b, keyF) => {
      const left = keyed(runtime, elementsOf(a), keyF);
      const right = keyed(runtime, elementsOf(b), keyF);
      return elements(merged(runtime, left, right, keep));
    },
    { keyF: false },
  );
}

function extreme(name: string, sign: 1 | -1): NativeFunction {
  return native(
    name,
    ['arr:array', 'keyF:function|boolean|null', 'onEmpty:lazy'],
    (runtime, arr, keyF, onEmpty) => {
      const items = keyed(runtime, arr, keyF);
      const [first] = items;
      if (!first) {
        if (onEmpty === undefined || onEmpty === null)
          throw failure('DS_VALUE', `${name} of an empty array needs onEmpty`);
        return force(onEmpty);
      }
      let best = first;
      for (const item of items) if (sign * compare(runtime, item.key, best.key) > 0) best = item;
      return force(best.element);
    },
    { keyF: false, onEmpty: null },
  );
}

/** Sorting and sets of the current Jsonnet library: any key, arrays compared element by element. */
export const jsonnetSets: readonly NativeFunction[] = [
  native(
    'sort',
    ['arr:array|string', 'keyF:function|boolean|null'],
    (runtime, arr, keyF) => elements(sorted(runtime, keyed(runtime, elementsOf(arr), keyF))),
    {
      keyF: false,
    },
  ),
  native(
    'uniq',
    ['arr:array|string', 'keyF:function|boolean|null'],
    (runtime, arr, keyF) => elements(unique(runtime, keyed(runtime, elementsOf(arr), keyF))),
    {
      keyF: false,
    },
  ),
  native(
    'set',
    ['arr:array|string', 'keyF:function|boolean|null'],
    (runtime, arr, keyF) => elements(unique(runtime, sorted(runtime, keyed(runtime, elementsOf(arr), keyF)))),
    { keyF: false },
  ),
  setOperation('setUnion', { left: true, right: true, both: true }),
  setOperation('setInter', { left: false, right: false, both: true }),
  setOperation('setDiff', { left: true, right: false, both: false }),
  native(
    'setMember',
    ['x', 'arr:array|string', 'keyF:function|boolean|null'],
    (runtime, x, arr, keyF) => {
      const [wanted] = keyed(runtime, [x], keyF);
      const items = keyed(runtime, elementsOf(arr), keyF);
      return merged(runtime, [wanted!], items, { left: false, right: false, both: true }).length > 0;
    },
    { keyF: false },
  ),
  extreme('minArray', -1),
  extreme('maxArray', 1),
];
