import { iterate, mapEntries } from '../../convert/convert-collection.ts';
import { textOf } from '../../convert/java-text.ts';
import { NamedException } from '../../error-handling/exception-types.ts';
import { HeaderMap } from '../../exchange/header-map.ts';
import type { Members } from './invoke-member.ts';

type AnyMap = HeaderMap | Map<unknown, unknown> | Record<string, unknown>;

const entriesOf = (map: AnyMap) => mapEntries(map instanceof HeaderMap ? map.toObject() : map);
const get = (map: AnyMap, key: unknown): unknown => {
  if (map instanceof HeaderMap) return map.get(textOf(key)) ?? null;
  if (map instanceof Map) return map.get(key) ?? null;
  return Object.hasOwn(map, textOf(key)) ? map[textOf(key)] : null;
};

/** The methods of Java's List that routes call. */
export const listMembers: Members = {
  size: (list: readonly unknown[]) => list.length,
  length: (list: readonly unknown[]) => list.length,
  isEmpty: (list: readonly unknown[]) => list.length === 0,
  get: (list: readonly unknown[], index) => {
    if (Number(index) >= 0 && Number(index) < list.length) return list[Number(index)];
    const message = `Index ${textOf(index)} out of bounds for length ${list.length}`;
    throw new NamedException('java.lang.IndexOutOfBoundsException', message);
  },
  getFirst: (list: readonly unknown[]) => list[0],
  getLast: (list: readonly unknown[]) => list.at(-1),
  contains: (list: readonly unknown[], item) => list.includes(item),
  indexOf: (list: readonly unknown[], item) => list.indexOf(item),
  lastIndexOf: (list: readonly unknown[], item) => list.lastIndexOf(item),
  containsAll: (list: readonly unknown[], items) => [...iterate(items)].every((item) => list.includes(item)),
  iterator: (list: readonly unknown[]) => list[Symbol.iterator](),
  add: (list: unknown[], item) => list.push(item) > 0,
  remove: (list: unknown[], item) => removeFrom(list, item),
  clear: (list: unknown[]) => {
    list.length = 0;
    return null;
  },
  subList: (list: readonly unknown[], from, to) => list.slice(Number(from), Number(to)),
  toString: (list: readonly unknown[]) => textOf(list),
};

/** A number is a place, anything else the item itself. */
function removeFrom(list: unknown[], item: unknown): unknown {
  if (typeof item === 'number') return list.splice(item, 1)[0];
  const at = list.indexOf(item);
  if (at >= 0) list.splice(at, 1);
  return at >= 0;
}

export const setMembers: Members = {
  size: (set: ReadonlySet<unknown>) => set.size,
  isEmpty: (set: ReadonlySet<unknown>) => set.size === 0,
  contains: (set: ReadonlySet<unknown>, item) => set.has(item),
  add: (set: Set<unknown>, item) => !set.has(item) && set.add(item).has(item),
  remove: (set: Set<unknown>, item) => set.delete(item),
  toString: (set: ReadonlySet<unknown>) => textOf(set),
};

/** The methods of Java's Map that routes call; a map's own keys are reached with `[key]`. */
export const mapMembers: Members = {
  size: (map: AnyMap) => entriesOf(map).length,
  isEmpty: (map: AnyMap) => entriesOf(map).length === 0,
  get: (map: AnyMap, key) => get(map, key),
  getOrDefault: (map: AnyMap, key, other) => get(map, key) ?? other,
  put: (map: AnyMap, key, value) => {
    const before = get(map, key);
    if (map instanceof HeaderMap) map.set(textOf(key), value);
    else if (map instanceof Map) map.set(key, value);
    else map[textOf(key)] = value;
    return before;
  },
  remove: (map: AnyMap, key) => {
    const before = get(map, key);
    if (map instanceof HeaderMap) map.delete(textOf(key));
    else if (map instanceof Map) map.delete(key);
    else Reflect.deleteProperty(map, textOf(key));
    return before;
  },
  containsKey: (map: AnyMap, key) => entriesOf(map).some((entry) => entry.key === key),
  containsValue: (map: AnyMap, value) => entriesOf(map).some((entry) => entry.value === value),
  keySet: (map: AnyMap) => new Set(entriesOf(map).map(({ key }) => key)),
  values: (map: AnyMap) => entriesOf(map).map(({ value }) => value),
  entrySet: (map: AnyMap) => new Set(entriesOf(map)),
  toString: (map: AnyMap) => textOf(map instanceof HeaderMap ? map.toObject() : map),
};
