import { makeObject } from '../../runtime/object-value.ts';
import type { LayeredObject } from '../../runtime/object-value.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Thunk, Value } from '../../runtime/value.ts';

/**
 * Makes the object that a `ds` function gives where the mapper keeps its results in a hash table.
 *
 * Mappings go on with such results (`ds.valuesOf(ds.groupBy(…))` is an array), so `strict` lists the keys in the table's
 * order, which is a function of the keys alone; the other profiles keep the order in which the keys came up.
 */
export function tableObject(
  runtime: Runtime,
  entries: ReadonlyMap<string, Value | Thunk>,
  hiddenNames?: ReadonlySet<string>,
): LayeredObject {
  if (runtime.profile !== 'strict' || entries.size < 2) return makeObject(entries, hiddenNames);
  const ordered = new Map<string, Value | Thunk>();
  for (const key of hashOrder([...entries.keys()])) ordered.set(key, entries.get(key)!);
  return makeObject(ordered, hiddenNames);
}

/** Keys in the order of a Scala 2.13 mutable hash map that they were put into one after the other. */
function hashOrder(keys: readonly string[]): string[] {
  let places = 16;
  while (keys.length >= places * 0.75) places *= 2;
  const hashed = keys.map((key, index) => ({ key, index, hash: spreadHash(key) }));
  const mask = places - 1;
  hashed.sort((a, b) => (a.hash & mask) - (b.hash & mask) || a.hash - b.hash || a.index - b.index);
  return hashed.map(({ key }) => key);
}

/** Java's `hashCode` of a string with its high half mixed into the low one. */
function spreadHash(key: string): number {
  let hash = 0;
  for (let i = 0; i < key.length; i++) hash = (Math.imul(hash, 31) + key.charCodeAt(i)) | 0;
  return hash ^ (hash >>> 16);
}
