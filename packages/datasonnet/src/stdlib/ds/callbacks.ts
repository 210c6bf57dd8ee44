import { failure } from '../../errors/datasonnet-errors.ts';
import type { FunctionValue } from '../../runtime/function-value.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { Thunk } from '../../runtime/value.ts';
import type { Frame, Value } from '../../runtime/value.ts';

/** A callback of which the number of parameters has been checked: takes as many of three arguments as it declares. */
export type Callback = (first: Value | Thunk, second: Value | Thunk, third?: Value | Thunk) => Value;

/** Checks how many parameters a callback has, before anything is called; `most` is 2 or 3. */
export function callback(runtime: Runtime, fn: FunctionValue, most: 2 | 3): Callback {
  switch (arity(fn, most)) {
    case 1:
      return (first) => runtime.call1(fn, first);
    case 2:
      return (first, second) => runtime.call2(fn, first, second);
    default:
      return (first, second, third) => runtime.call3(fn, first, second, third!);
  }
}

function arity(fn: FunctionValue, most: number): number {
  const count = fn.parameters.length;
  if (count < 1 || count > most) {
    throw failure('DS_CALL', `the function must take 1 to ${most} parameters, it takes ${count}`, { found: count });
  }
  return count;
}

/** The elements of an array with a function applied to each when it is needed. */
export function lazyMap(runtime: Runtime, array: readonly (Value | Thunk)[], fn: FunctionValue): Thunk[] {
  const code = arity(fn, 2) === 1 ? applyOne : applyTwo;
  runtime.step(array.length);
  const result: Thunk[] = [];
  for (let i = 0; i < array.length; i++) result.push(new Thunk(code, [runtime, fn, array[i], i]));
  return result;
}

function applyOne(frame: Frame): Value {
  return (frame[0] as Runtime).call1(frame[1] as FunctionValue, frame[2] as Value | Thunk);
}

function applyTwo(frame: Frame): Value {
  return (frame[0] as Runtime).call2(frame[1] as FunctionValue, frame[2] as Value | Thunk, frame[3] as number);
}
