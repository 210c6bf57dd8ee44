import { failure } from '../../errors/datasonnet-errors.ts';
import { characters } from '../../runtime/code-points.ts';
import type { Evaluation } from '../../runtime/evaluation.ts';
import type { FunctionValue } from '../../runtime/function-value.ts';
import type { NativeFunction } from '../../runtime/native.ts';
import { expectKind, native } from '../../runtime/native.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { ArrayValue, Thunk, Value } from '../../runtime/value.ts';
import { force, isArray } from '../../runtime/value.ts';
import { SourceText } from '../../source/source-text.ts';
import {
  calledLater,
  calledLaterWithTwo,
  commonArrays,
  foldLeft,
  foldRight,
  joinArrays,
  joinTexts,
  numbersBetween,
} from './arrays.ts';

const nowhere = { source: new SourceText('', ''), start: 0, end: 0 };

/** A text is an array of its characters to many functions. */
export function elementsOf(given: ArrayValue | string): ArrayValue {
  return typeof given === 'string' ? characters(given) : given;
}

/** Elements for which the function gives true; anything but a boolean is an error. */
function kept(runtime: Runtime, fn: FunctionValue, array: ArrayValue): (Value | Thunk)[] {
  return array.filter((element) => expectKind(runtime, runtime.call1(fn, element), 'boolean', 'what a filter gives'));
}

/** Arrays of the current Jsonnet library. */
export const jsonnetArrays: readonly NativeFunction[] = [
  ...commonArrays.filter(({ name }) => name !== 'filterMap'),
  native('filterMap', ['filter_func:function', 'map_func:function', 'arr:array'], (runtime, keep, map, arr) =>
    kept(runtime, keep, arr).map((element) => calledLater(runtime, map, element)),
  ),
  native('map', ['func:function', 'arr:array|string'], (runtime, fn, arr) =>
    elementsOf(arr).map((element) => calledLater(runtime, fn, element)),
  ),
  native('mapWithIndex', ['func:function', 'arr:array|string'], (runtime, fn, arr) =>
    elementsOf(arr).map((element, at) => calledLaterWithTwo(runtime, fn, at, element)),
  ),
  native('filter', ['func:function', 'arr:array'], (runtime, fn, arr) => kept(runtime, fn, arr)),
  native('foldl', ['func:function', 'arr:array|string', 'init:lazy'], (runtime, fn, arr, init) =>
    foldLeft(runtime, fn, elementsOf(arr), init),
  ),
  native('foldr', ['func:function', 'arr:array|string', 'init:lazy'], (runtime, fn, arr, init) =>
    foldRight(runtime, fn, elementsOf(arr), init),
  ),
  native('range', ['from:number', 'to:number'], (runtime, from, to) => numbersBetween(runtime, from, to)),
  native('makeArray', ['sz:number', 'func:function'], (runtime, sz, fn) => {
    if (sz < 0) throw failure('DS_VALUE', 'the size of an array cannot be negative');
    return numbersBetween(runtime, 0, Math.floor(sz) - 1).map((at) => calledLater(runtime, fn, at));
  }),
  native('repeat', ['what:string|array', 'count:number'], (runtime, what, count) => {
    if (count < 0) throw failure('DS_VALUE', 'something cannot be repeated a negative number of times');
    const times = Math.floor(count);
    runtime.checkSize(what.length * times);
    runtime.step(what.length * times);
    return typeof what === 'string' ? what.repeat(times) : Array.from({ length: times }, () => what).flat();
  }),
  native('reverse', ['arr:array|string'], (_runtime, arr) => elementsOf(arr).toReversed()),
  native('flattenArrays', ['arrs:array'], (runtime, arrs) => {
    for (const each of arrs) expectKind(runtime, force(each), 'array', 'a part of std.flattenArrays');
    return joinArrays(runtime, [], arrs);
  }),
  native('flattenDeepArray', ['value'], (runtime, value) => flattenDeeply(runtime, value)),
  native('flatMap', ['func:function', 'arr:array|string'], (runtime, fn, arr) => {
    if (typeof arr === 'string') {
      return joinTexts(
        runtime,
        '',
        characters(arr).map((character) => runtime.call1(fn, character)),
      );
    }
    return arr.flatMap((element) =>
      expectKind(runtime, runtime.call1(fn, element), 'array', 'what the function of std.flatMap gives'),
    );
  }),
  native('join', ['sep:string|array', 'arr:array'], (runtime, sep, arr) =>
    typeof sep === 'string' ? joinTexts(runtime, sep, arr) : joinArrays(runtime, sep, arr),
  ),
  native('deepJoin', ['arr:string|array'], (runtime, arr) => deepJoin(runtime, arr)),
  native('lines', ['arr:array'], (runtime, arr) => joinTexts(runtime, '\n', [...arr, ''])),
  native('member', ['arr:array|string', 'x'], (runtime, arr, x) => {
    if (typeof arr === 'string') return typeof x === 'string' && x !== '' && arr.includes(x);
    return arr.some((each) => runtime.equal(force(each), x));
  }),
  native('contains', ['arr:array', 'elem'], (runtime, arr, elem) =>
    arr.some((each) => runtime.equal(force(each), elem)),
  ),
  native(
    'slice',
    ['indexable:array|string', 'index:number|null', 'end:number|null', 'step:number|null'],
    (runtime, whole, from, to, step) => {
      const evaluation = runtime as Evaluation;
      return evaluation.semantics.slice(evaluation, whole, { from, to, step }, nowhere);
    },
  ),
  native('any', ['arr:array'], (runtime, arr) =>
    arr.some((each) => expectKind(runtime, force(each), 'boolean', 'an element')),
  ),
  native('all', ['arr:array'], (runtime, arr) =>
    arr.every((each) => expectKind(runtime, force(each), 'boolean', 'an element')),
  ),
  native('sum', ['arr:array'], (runtime, arr) => sum(runtime, arr)),
  native('avg', ['arr:array'], (runtime, arr) => {
    if (arr.length === 0) throw failure('DS_VALUE', 'there is no average of nothing');
    return sum(runtime, arr) / arr.length;
  }),
  native('remove', ['arr:array', 'elem'], (runtime, arr, elem) => {
    const at = arr.findIndex((each) => runtime.equal(force(each), elem));
    return at < 0 ? arr : arr.toSpliced(at, 1);
  }),
  native('removeAt', ['arr:array', 'at:number'], (_runtime, arr, at) => arr.filter((_, index) => index !== at)),
];

function sum(runtime: Runtime, array: ArrayValue): number {
  let total = 0;
  for (const each of array) total += expectKind(runtime, force(each), 'number', 'an element of a sum');
  return total;
}

function flattenDeeply(runtime: Runtime, value: Value): Value[] {
  if (!isArray(value)) return [value];
  runtime.step(value.length);
  return value.flatMap((element) => flattenDeeply(runtime, force(element)));
}

function deepJoin(runtime: Runtime, value: Value): string {
  if (typeof value === 'string') return value;
  const array = expectKind(runtime, value, 'array', 'a part of std.deepJoin');
  return array.map((element) => deepJoin(runtime, force(element))).join('');
}
