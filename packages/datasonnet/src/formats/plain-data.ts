import { failure } from '../errors/datasonnet-errors.ts';
import { LayeredObject, getField } from '../runtime/object-value.ts';
import type { FunctionValue } from '../runtime/function-value.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { ArrayValue, ObjectValue, Thunk, Value } from '../runtime/value.ts';
import { force, isArray, isExact, isFunction, isObject } from '../runtime/value.ts';

/** What writers meet: a value that has been evaluated and is no function. */
export type DataValue = Exclude<Value, FunctionValue>;

/** Evaluates a value for output; a function is called without arguments, as the mapper does with one in a result. */
export function dataOf(runtime: Runtime, value: Value | Thunk): DataValue {
  let data = force(value);
  while (isFunction(data)) data = runtime.call(data, []);
  if (data instanceof LayeredObject) data.checkAssertions();
  return data;
}

/** `[name, value]` of the visible fields, in the order of the output, each evaluated when its turn comes. */
export function* dataEntries(runtime: Runtime, object: ObjectValue): Generator<readonly [string, DataValue]> {
  for (const name of runtime.visibleFields(object)) yield [name, dataOf(runtime, getField(object, name)!)];
}

/** The same, all at once: for writers that look at an object's fields more than once. */
export function dataFields(runtime: Runtime, object: ObjectValue): (readonly [string, DataValue])[] {
  return runtime.visibleFields(object).map((name) => [name, dataOf(runtime, getField(object, name)!)] as const);
}

/** A deep copy as plain arrays and objects; numbers that a double cannot hold become what the profile sees of them. */
export function plainData(runtime: Runtime, value: Value | Thunk): unknown {
  const data = dataOf(runtime, value);
  if (isExact(data)) return runtime.profile === 'strict' ? data.markerText : data.toNumber();
  if (isArray(data)) return data.map((item) => plainData(runtime, item));
  if (!isObject(data)) return data;
  const record: Record<string, unknown> = {};
  for (const [name, field] of dataEntries(runtime, data)) {
    Object.defineProperty(record, name, {
      value: plainData(runtime, field),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return record;
}

/** The elements of an array, evaluated for output. */
export function dataItems(runtime: Runtime, array: ArrayValue): DataValue[] {
  return array.map((item) => dataOf(runtime, item));
}

/** The error for a result that a format cannot write. */
export function unwritable(message: string, details?: Readonly<Record<string, unknown>>): Error {
  return failure('DS_OUTPUT', message, details);
}

/** The error for an input that a format cannot read. */
export function unreadable(format: string, message: string, line?: number, column?: number): Error {
  const place = line === undefined ? '' : ` at line ${line}${column === undefined ? '' : `, column ${column}`}`;
  return failure('DS_INPUT', `the ${format} input cannot be read${place}: ${message}`, { line, column });
}
