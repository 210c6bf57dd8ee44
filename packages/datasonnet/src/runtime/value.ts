import { DatasonnetError, errorCatalogue, failure } from '../errors/datasonnet-errors.ts';
import type { FunctionValue } from './function-value.ts';
import { FunctionValue as FunctionClass } from './function-value.ts';
import { MadeValue } from './made-value.ts';
import type { LayeredObject } from './object-value.ts';

/*
 * The values of a running mapping. Read in this order: this file, object-value.ts (how to read and make objects),
 * function-value.ts (how to call), native.ts (how a library function is declared), runtime.ts (what the run gives to it).
 * Libraries are put together in stdlib/ (`dsLibrary` from stdlib/ds/ds-library.ts), formats in formats/ (one `xxxFormat` a
 * folder: `xmlFormat` from formats/xml/xml-format.ts and so on); neither registers itself anywhere.
 *
 * - Scalars are JavaScript's null, boolean, number and string (UTF-16, as the JVM's).
 * - An array is a JavaScript array. Its elements are values or thunks: read one with `force(array[i])`. Never change one
 *   that you did not make, parsed JSON is used in place.
 * - An object is either a plain record (parsed JSON, used in place, all fields visible and evaluated) or a
 *   `LayeredObject` (made by the mapping or by `makeObject`). Use the functions of object-value.ts, which take both.
 * - A function is a `FunctionValue`: call it with `runtime.call1(fn, a)` and so on.
 * - An `ExactNumber` is a JSON number that a double cannot hold. Natives that declare their parameters' kinds never see one.
 */

export type Value = null | boolean | number | string | ExactNumber | ArrayValue | ObjectValue | FunctionValue;

export type ArrayValue = readonly (Value | Thunk)[];

/** Parsed JSON (or a host's plain object), used as it is. */
export interface RecordValue {
  readonly [name: string]: Value;
}

export type ObjectValue = RecordValue | LayeredObject;

/** The name of a kind as `std.type` gives it. */
export type Kind = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object' | 'function';

/**
 * A number of the input whose digits a double would lose, with the text it had.
 *
 * The JVM mapper turns such numbers into the text `__LARGE_INT__…`; a strict mapping that looks at one sees that text
 * (`markerText`), and an output that gets it untouched writes `text`.
 */
export class ExactNumber extends MadeValue {
  /** As JSON spells it. */
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }

  get markerText(): string {
    return `__LARGE_INT__${this.text}`;
  }

  toNumber(): number {
    return Number(this.text);
  }
}

/** The variables of one activation: slot 0 is the enclosing frame, the rest what the resolver placed there. */
export type Frame = unknown[];

const noFrame: Frame = [];

/** A frame of so many slots, the enclosing one in slot 0. */
export function newFrame(size: number, outer: Frame | undefined): Frame {
  // Of the right size at once: growing it later would take three times the memory.
  // oxlint-disable-next-line unicorn/no-new-array
  const frame: Frame = new Array(size);
  frame[0] = outer;
  return frame;
}

/** A computation that is done when first needed, once; what it raised is raised again when asked again. */
export class Thunk {
  /** Null once `value` holds. */
  code: ((frame: Frame) => Value) | null;
  frame: Frame;
  value: Value;

  constructor(code: (frame: Frame) => Value, frame: Frame) {
    this.code = code;
    this.frame = frame;
    this.value = null;
  }

  force(): Value {
    const code = this.code;
    if (code === null) return this.value;
    this.code = needsItself;
    try {
      const value = code(this.frame);
      this.value = value;
      this.code = null;
      this.frame = noFrame;
      return value;
    } catch (error) {
      // A limit or a full stack says nothing about this value; anything else will fail the same way again.
      if (DatasonnetError.is(error) && errorCatalogue[error.code].catchable && error.code !== 'DS_DEPTH') {
        this.code = () => {
          throw error;
        };
        this.frame = noFrame;
      } else {
        this.code = code;
      }
      throw error;
    }
  }
}

/** Counts what the host was asked for, such as the time. */
export interface HostReads {
  readonly hostReads: number;
}

/**
 * The value for a writer that goes through the result. What it meets for the first time is not kept, so that a large result
 * does not stay in memory while it is written; what it meets again is. What comes from a clock or a random number is kept at
 * once: all who look at it must see the same.
 */
export function passingValue(thunk: Thunk, reads: HostReads): Value {
  const { code } = thunk;
  if (code === null) return thunk.value;
  if (thunk.value === passed) return thunk.force();
  thunk.value = passed;
  const before = reads.hostReads;
  const value = code(thunk.frame);
  if (reads.hostReads !== before) {
    thunk.value = value;
    thunk.code = null;
  }
  return value;
}

/** In the value of a thunk that was passed once. */
const passed = Symbol('passed') as unknown as Value;

/** Says that several places hold the thunk: a writer keeps its value at once. */
export function shared(thunk: Thunk): Thunk {
  if (thunk.code !== null) thunk.value = passed;
  return thunk;
}

function needsItself(): never {
  throw failure('DS_CYCLE', 'this value needs itself in order to be computed');
}

/** Wraps a computation of native code, to be put into an array or object and done when it is needed. */
export function lazy(compute: () => Value): Thunk {
  return new Thunk(compute, noFrame);
}

/** The value of an array element, object field or lazy argument. */
export function force(value: Value | Thunk): Value {
  return typeof value === 'object' && value instanceof Thunk ? value.force() : value;
}

export function isArray(value: Value): value is ArrayValue {
  return Array.isArray(value);
}

export function isFunction(value: Value): value is FunctionValue {
  return typeof value === 'object' && value instanceof FunctionClass;
}

export function isExact(value: Value): value is ExactNumber {
  return typeof value === 'object' && value instanceof ExactNumber;
}

export function isObject(value: Value): value is ObjectValue {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof FunctionClass) &&
    !(value instanceof ExactNumber)
  );
}

/** The kind of a value. An `ExactNumber` is a number here; `runtime.kindOf` says what a mapping of its profile sees. */
export function kindOf(value: Value): Kind {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    default:
      if (value === null) return 'null';
      if (Array.isArray(value)) return 'array';
      if (value instanceof FunctionClass) return 'function';
      return value instanceof ExactNumber ? 'number' : 'object';
  }
}
