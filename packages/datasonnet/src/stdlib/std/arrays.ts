import { failure } from '../../errors/datasonnet-errors.ts';
import type { NativeFunction } from '../../runtime/native.ts';
import { expectKind, native } from '../../runtime/native.ts';
import { toInt } from '../../runtime/number-text.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { FunctionValue } from '../../runtime/function-value.ts';
import type { ArrayValue, Frame, Thunk, Value } from '../../runtime/value.ts';
import { Thunk as ThunkClass, force, isArray } from '../../runtime/value.ts';

// Results of functions are put off in the mapper's way: the frame of the thunk holds function, runtime and arguments.
const callWithOne = (frame: Frame): Value =>
  (frame[1] as Runtime).call1(frame[0] as FunctionValue, frame[2] as Value | Thunk);
const callWithTwo = (frame: Frame): Value =>
  (frame[1] as Runtime).call2(frame[0] as FunctionValue, frame[2] as Value | Thunk, frame[3] as Value | Thunk);

export function calledLater(runtime: Runtime, fn: FunctionValue, first: Value | Thunk): Thunk {
  return new ThunkClass(callWithOne, [fn, runtime, first]);
}

export function calledLaterWithTwo(
  runtime: Runtime,
  fn: FunctionValue,
  first: Value | Thunk,
  second: Value | Thunk,
): Thunk {
  return new ThunkClass(callWithTwo, [fn, runtime, first, second]);
}

/** Elements for which the function gives true, exactly. */
export function filtered(runtime: Runtime, fn: FunctionValue, array: ArrayValue): (Value | Thunk)[] {
  return array.filter((element) => runtime.call1(fn, element) === true);
}

export function foldLeft(runtime: Runtime, fn: FunctionValue, array: ArrayValue, initial: Value | Thunk): Value {
  // Jsonnet's is lazy: a function that does not look at it never evaluates it.
  let value = initial;
  for (let at = 0; at < array.length; at++) value = runtime.call2(fn, value, array[at]!);
  return force(value);
}

export function foldRight(runtime: Runtime, fn: FunctionValue, array: ArrayValue, initial: Value | Thunk): Value {
  let value = initial;
  for (let at = array.length - 1; at >= 0; at--) value = runtime.call2(fn, array[at]!, value);
  return force(value);
}

export function numbersBetween(runtime: Runtime, from: number, to: number): number[] {
  const count = Math.max(0, to - from + 1);
  runtime.checkSize(count);
  runtime.step(count);
  const numbers: number[] = [];
  for (let each = from; each <= to; each++) numbers.push(each);
  return numbers;
}

/** Functions on arrays that all profiles share. */
export const commonArrays: readonly NativeFunction[] = [
  native('count', ['arr:array', 'x'], (runtime, arr, x) => arr.filter((each) => runtime.equal(force(each), x)).length),
  native('find', ['value', 'arr:array'], (runtime, value, arr) =>
    arr.flatMap((each, at) => (runtime.equal(force(each), value) ? [at] : [])),
  ),
  native('filterMap', ['filter_func:function', 'map_func:function', 'arr:array'], (runtime, keep, map, arr) =>
    filtered(runtime, keep, arr).map((element) => calledLater(runtime, map, element)),
  ),
];

/** As the mapper has them: no texts in the place of arrays, `null` elements skipped by the joining ones. */
export const strictArrays: readonly NativeFunction[] = [
  ...commonArrays,
  native('map', ['func:function', 'arr:array'], (runtime, fn, arr) => {
    runtime.step(arr.length);
    return arr.map((element) => calledLater(runtime, fn, element));
  }),
  native('mapWithIndex', ['func:function', 'arr:array'], (runtime, fn, arr) => {
    runtime.step(arr.length);
    return arr.map((element, at) => calledLaterWithTwo(runtime, fn, at, element));
  }),
  native('filter', ['func:function', 'arr:array'], (runtime, fn, arr) => filtered(runtime, fn, arr)),
  native('foldl', ['func:function', 'arr:array', 'init'], foldLeft),
  native('foldr', ['func:function', 'arr:array', 'init'], foldRight),
  native('range', ['from:number', 'to:number'], (runtime, from, to) => numbersBetween(runtime, toInt(from), toInt(to))),
  native('makeArray', ['sz:number', 'func:function'], (runtime, sz, fn) =>
    numbersBetween(runtime, 0, toInt(sz) - 1).map((at) => calledLater(runtime, fn, at)),
  ),
  native('repeat', ['what:string|array', 'count:number'], (runtime, what, count) => {
    const times = Math.max(0, toInt(count));
    runtime.checkSize(what.length * times);
    if (typeof what === 'string') return what.repeat(times);
    runtime.step(what.length * times);
    return Array.from({ length: times }, () => what).flat();
  }),
  native('reverse', ['arr:array'], (_runtime, arr) => arr.toReversed()),
  native('flattenArrays', ['arrs:array'], (runtime, arrs) => joinArrays(runtime, [], arrs)),
  native('flatMap', ['func:function', 'arr:array|string'], (runtime, fn, arr) => {
    if (typeof arr === 'string') {
      return arr
        .split('')
        .map((unit) => runtime.call1(fn, unit))
        .map((text) =>
          text === null ? '' : expectKind(runtime, text, 'string', 'what the function of std.flatMap gives'),
        )
        .join('');
    }
    return arr.flatMap((element) => {
      const part = runtime.call1(fn, element);
      return part === null ? [] : expectKind(runtime, part, 'array', 'what the function of std.flatMap gives');
    });
  }),
  native('join', ['sep:string|array', 'arr:array'], (runtime, sep, arr) =>
    typeof sep === 'string' ? joinTexts(runtime, sep, arr) : joinArrays(runtime, sep, arr),
  ),
  native('lines', ['arr:array'], (runtime, arr) => {
    const texts = present(arr).map((each) => expectKind(runtime, each, 'string', 'a line'));
    return texts.map((line) => `${line}\n`).join('');
  }),
  native('member', ['arr:array|string', 'x'], (runtime, arr, x) => {
    if (typeof arr === 'string') return arr.includes(expectKind(runtime, x, 'string', 'what is looked for in a text'));
    return arr.some((each) => runtime.equal(force(each), x));
  }),
  native(
    'slice',
    ['indexable:array|string', 'index:number', 'end:number', 'step:number'],
    (_runtime, whole, index, end, step) => {
      const every = toInt(step);
      if (every === 0) throw failure('DS_INDEX', 'the step of std.slice cannot be 0');
      const from = Math.max(0, toInt(index));
      const to = Math.max(from, toInt(end));
      // The mapper keeps the elements whose number, counted from one, is a multiple of the step.
      if (typeof whole === 'string')
        return whole
          .slice(from, to)
          .split('')
          .filter((_, at) => (at + 1) % every === 0)
          .join('');
      return whole.slice(from, to).filter((_, at) => (at + 1) % every === 0);
    },
  ),
  native('any', ['arr:array'], (_runtime, arr) => booleans(arr).includes(true)),
  native('all', ['arr:array'], (_runtime, arr) => !booleans(arr).includes(false)),
];

/** Evaluates all elements and leaves the nulls out. */
export function present(array: ArrayValue): Value[] {
  return array.map(force).filter((value) => value !== null);
}

export function joinTexts(runtime: Runtime, separator: string, array: ArrayValue): string {
  runtime.step(array.length);
  let result = '';
  let isFirst = true;
  for (const element of array) {
    const value = force(element);
    if (value === null) continue;
    const text =
      typeof value === 'string' ? value : expectKind(runtime, value, 'string', 'what std.join puts together');
    result += isFirst ? text : separator + text;
    isFirst = false;
  }
  runtime.checkSize(result.length);
  return result;
}

export function joinArrays(runtime: Runtime, separator: ArrayValue, arrays: ArrayValue): (Value | Thunk)[] {
  const result: (Value | Thunk)[] = [];
  let first = true;
  for (const each of present(arrays)) {
    if (!isArray(each)) throw failure('DS_KIND', `only arrays go together with arrays, found ${runtime.kindOf(each)}`);
    if (!first) for (const element of separator) result.push(element);
    for (const element of each) result.push(element);
    first = false;
  }
  runtime.step(result.length);
  runtime.checkSize(result.length);
  return result;
}

function booleans(array: ArrayValue): boolean[] {
  return array.map((element) => {
    const value = force(element);
    if (typeof value !== 'boolean') throw failure('DS_KIND', 'std.any and std.all take an array of booleans');
    return value;
  });
}
