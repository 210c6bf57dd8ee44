import type { Frame, Value } from '../runtime/value.ts';
import { Thunk } from '../runtime/value.ts';

/** An expression as a closure over everything that is known before a run. */
export type Code = (frame: Frame) => Value;

/** What the compiler makes of an expression. */
export interface Compiled {
  /** Evaluates it. */
  readonly run: Code;
  /** What to keep where the value may never be needed: a thunk, or at once a value that costs nothing and cannot fail. */
  readonly delay: (frame: Frame) => Value | Thunk;
  /** The value if it is there without work that may fail or take long, else undefined. */
  readonly peek?: ((frame: Frame) => Value | undefined) | undefined;
  /** Known before any run. */
  readonly constant?: Value;
  /**
   * Evaluates it, with undefined in the place of the error of a field that is not there: what `default` needs, without the
   * cost of an error.
   */
  readonly attempt?: ((frame: Frame) => Value | undefined) | undefined;
}

export function lazily(run: Code, extras: Pick<Compiled, 'peek' | 'attempt'> = {}): Compiled {
  const { peek } = extras;
  const delay = peek
    ? (frame: Frame) => {
        const value = peek(frame);
        return value === undefined ? new Thunk(run, frame) : value;
      }
    : (frame: Frame) => new Thunk(run, frame);
  return { run, delay, ...extras };
}

export function constantly(value: Value): Compiled {
  const run = () => value;
  return { run, delay: run, peek: run, constant: value };
}

/** For what only makes a value (a function, an array, an object): it cannot fail, so it is made at once. */
export function immediately(run: Code): Compiled {
  return { run, delay: run };
}
