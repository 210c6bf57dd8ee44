import type { CallStackEntry } from '../errors/datasonnet-errors.ts';
import { SourceText } from '../source/source-text.ts';
import { MadeValue } from './made-value.ts';
import type { Runtime } from './runtime.ts';
import type { Thunk, Value } from './value.ts';

export interface FunctionParameter {
  readonly name: string;
  /** True when the call may leave it out. */
  readonly optional: boolean;
}

const nowhere: CallStackEntry = { name: undefined, range: { source: new SourceText('', ''), start: 0, end: 0 } };

/**
 * A function of the mapping or of a library.
 *
 * `parameters.length` is what `ds` uses to choose how many arguments a callback gets. Arguments may be thunks. All
 * `call…` methods check the number of arguments and raise `DS_CALL`.
 */
export abstract class FunctionValue extends MadeValue {
  abstract readonly name: string | undefined;
  abstract readonly parameters: readonly FunctionParameter[];

  /** What the call stack says when native code calls it. */
  get site(): CallStackEntry {
    return nowhere;
  }

  abstract call(runtime: Runtime, positional: readonly (Value | Thunk)[]): Value;

  call0(runtime: Runtime): Value {
    return this.call(runtime, []);
  }

  call1(runtime: Runtime, first: Value | Thunk): Value {
    return this.call(runtime, [first]);
  }

  call2(runtime: Runtime, first: Value | Thunk, second: Value | Thunk): Value {
    return this.call(runtime, [first, second]);
  }

  call3(runtime: Runtime, first: Value | Thunk, second: Value | Thunk, third: Value | Thunk): Value {
    return this.call(runtime, [first, second, third]);
  }

  /** With named arguments after the positional ones. */
  abstract callNamed(
    runtime: Runtime,
    positional: readonly (Value | Thunk)[],
    names: readonly string[],
    named: readonly (Value | Thunk)[],
  ): Value;
}
