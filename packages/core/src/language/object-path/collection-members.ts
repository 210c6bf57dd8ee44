import { mapEntries } from '../../convert/convert-collection.ts';
import { textOf } from '../../convert/java-text.ts';
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
  get: (list: readonly unknown[], index) => list[Number(index)],
  getFirst: (list: readonly unknown[]) => list[0],
  getLast: (list: readonly unknown[]) => list.at(-1),
  contains: (list: readonly unknown[], item) => list.includes(item),
  indexOf: (list: readonly unknown[], item) => list.indexOf(item),
  subList: (list: readonly unknown[], from, to) => list.slice(Number(from), Number(to)),
  toString: (list: readonly unknown[]) => textOf(list),
};

export const setMembers: Members = {
  size: (set: ReadonlySet<unknown>) => set.size,
  isEmpty: (set: ReadonlySet<unknown>) => set.size === 0,
  contains: (set: ReadonlySet<unknown>, item) => set.has(item),
  toString: (set: ReadonlySet<unknown>) => textOf(set),
};

/** The methods of Java's Map that routes call; a map's own keys are reached with `[key]`. */
export const mapMembers: Members = {
  size: (map: AnyMap) => entriesOf(map).length,
  isEmpty: (map: AnyMap) => entriesOf(map).length === 0,
  get: (map: AnyMap, key) => get(map, key),
  getOrDefault: (map: AnyMap, key, other) => get(map, key) ?? other,
  containsKey: (map: AnyMap, key) => entriesOf(map).some((entry) => entry.key === key),
  containsValue: (map: AnyMap, value) => entriesOf(map).some((entry) => entry.value === value),
  keySet: (map: AnyMap) => new Set(entriesOf(map).map(({ key }) => key)),
  values: (map: AnyMap) => entriesOf(map).map(({ value }) => value),
  entrySet: (map: AnyMap) => new Set(entriesOf(map)),
  toString: (map: AnyMap) => textOf(map instanceof HeaderMap ? map.toObject() : map),
};
