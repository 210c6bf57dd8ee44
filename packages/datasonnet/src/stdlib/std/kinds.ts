import { failure } from '../../errors/datasonnet-errors.ts';
import { isFunction, isArray, isObject } from '../../runtime/value.ts';
import type { NativeFunction } from '../../runtime/native.ts';
import { native } from '../../runtime/native.ts';
import type { Kind, Value } from '../../runtime/value.ts';
import type { Runtime } from '../../runtime/runtime.ts';

function isKind(name: string, kind: Kind): NativeFunction {
  return native(name, ['v'], (runtime, v) => runtime.kindOf(v) === kind);
}

/** What is asked of any value; the same in all profiles. */
export const typeFunctions: readonly NativeFunction[] = [
  native('type', ['x'], (runtime, x) => runtime.kindOf(x)),
  isKind('isString', 'string'),
  isKind('isNumber', 'number'),
  isKind('isBoolean', 'boolean'),
  isKind('isObject', 'object'),
  isKind('isArray', 'array'),
  isKind('isFunction', 'function'),
  native('trace', ['str:string', 'rest'], (runtime, str, rest) => {
    runtime.trace(str);
    return rest;
  }),
  native('assertEqual', ['a', 'b'], (runtime, a, b) => {
    if (runtime.equal(a, b)) return true;
    throw failure('DS_ASSERT', 'std.assertEqual: the two values differ');
  }),
  native('xor', ['x:boolean', 'y:boolean'], (_runtime, x, y) => x !== y),
  native('xnor', ['x:boolean', 'y:boolean'], (_runtime, x, y) => x === y),
];

/** The length of a text in UTF-16 units, of an array, of an object's visible fields, of a function's parameters. */
export function lengthOf(runtime: Runtime, value: Value): number {
  if (typeof value === 'string') return value.length;
  if (isArray(value)) return value.length;
  if (isFunction(value)) return value.parameters.length;
  if (isObject(value)) return runtime.visibleFields(value).length;
  throw failure('DS_KIND', `a ${runtime.kindOf(value)} has no length`, { found: runtime.kindOf(value) });
}

export const strictTypes: readonly NativeFunction[] = [
  ...typeFunctions,
  native('length', ['x'], (runtime, x) => lengthOf(runtime, runtime.kindOf(x) === 'string' ? runtime.toText(x) : x)),
];
