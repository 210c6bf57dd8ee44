import type { Runtime } from '../../runtime/runtime.ts';
import type { Value } from '../../runtime/value.ts';
import { isArray, isExact } from '../../runtime/value.ts';
import { longOrDoubleText } from './java-number.ts';
import { wrongKind } from './raised.ts';

/** A value as a mapping of this profile sees it: never an `ExactNumber`. */
export function seen(runtime: Runtime, value: Value): Value {
  if (!isExact(value)) return value;
  return runtime.profile === 'strict' ? value.markerText : value.toNumber();
}

/**
 * Equality as `ds.contains`, `find`, `remove` and the like have it: scalars by value, arrays and objects never (the mapper
 * compares them by identity, and makes a new one each time it looks), two empty arrays always.
 */
export function sameValue(runtime: Runtime, left: Value, right: Value): boolean {
  const a = seen(runtime, left);
  const b = seen(runtime, right);
  if (typeof a !== 'object' || a === null) return a === b;
  return isArray(a) && b !== null && typeof b === 'object' && isArray(b) && a.length === 0 && b.length === 0;
}

/** A key under which equal values of {@link sameValue} meet; undefined for one that equals no other. */
export function sameKey(runtime: Runtime, value: Value): Value | undefined {
  const a = seen(runtime, value);
  if (typeof a !== 'object' || a === null) return Number.isNaN(a) ? undefined : a;
  return isArray(a) && a.length === 0 ? emptyArray : undefined;
}

const emptyArray: Value = Object.freeze([]);

/** The text that a scalar becomes as a key or by `ds.toString`; raises `DS_KIND` for others. */
export function scalarText(runtime: Runtime, value: Value, what: string): string {
  const scalar = seen(runtime, value);
  switch (typeof scalar) {
    case 'string':
      return scalar;
    case 'number':
      return longOrDoubleText(scalar);
    case 'boolean':
      return String(scalar);
    default:
      if (scalar === null) return 'null';
      throw wrongKind(what, 'a text, number, boolean or null', runtime.kindOf(value));
  }
}
