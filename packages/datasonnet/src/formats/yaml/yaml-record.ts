import { makeObject } from '../../runtime/object-value.ts';
import type { RecordValue, Value } from '../../runtime/value.ts';

/** A plain record where JavaScript keeps the order of its keys, else an object made of entries. */
export function recordOf(entries: ReadonlyMap<string, Value>): Value {
  for (const name of entries.keys())
    if (name === '__proto__' || /^(?:0|[1-9]\d*)$/.test(name)) return makeObject(entries);
  return Object.fromEntries(entries) as RecordValue;
}
