import { noConversion } from './conversion-error.ts';
import { textOf } from './java-text.ts';
import { isIterator, isMap, throughIterator, type MapEntry } from './java-type.ts';

/** Lists come from collections and bytes (each a number), other collections from maps too; text has no conversion. */
export function toList(value: unknown, type: string): unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  if (value instanceof Set || value instanceof Uint8Array) return Array.from(value as Iterable<unknown>);
  if (isMap(value) && !type.endsWith('List')) return mapEntries(value);
  if (isIterator(value) && type.endsWith('List')) {
    const all: unknown[] = [];
    const through = throughIterator(value);
    for (let next = through.next(); next.done !== true; next = through.next()) all.push(next.value);
    return all;
  }
  throw noConversion(value, type);
}

export function toSet(value: unknown, type: string): Iterable<unknown> {
  if (value instanceof Set) return value as Set<unknown>;
  if (Array.isArray(value) || value instanceof Uint8Array) return new Set(value as Iterable<unknown>);
  if (isMap(value)) return new Set(mapEntries(value));
  throw noConversion(value, type);
}

class Entry implements MapEntry {
  static readonly javaType = 'java.util.LinkedHashMap$Entry';
  readonly key: unknown;
  readonly value: unknown;

  constructor(key: unknown, value: unknown) {
    this.key = key;
    this.value = value;
  }

  toString(): string {
    return `${textOf(this.key)}=${textOf(this.value)}`;
  }
}

/** The entries of a map, as `Map.entrySet` gives them. */
export function mapEntries(map: Record<string, unknown> | Map<unknown, unknown>): MapEntry[] {
  const entries: Iterable<readonly [unknown, unknown]> = map instanceof Map ? map : Object.entries(map);
  return Array.from(entries, ([key, value]) => new Entry(key, value));
}

/** An iterator over whatever it is: items, map entries, the comma-separated parts of a text, or the value alone. */
export function toIterator(value: unknown, delimiter = ','): Iterator<unknown> {
  if (isIterator(value)) return throughIterator(value);
  return iterate(value, delimiter)[Symbol.iterator]();
}

/** Anything is gone through as an iterator goes through it. */
export function toIterable(value: unknown): Iterable<unknown> {
  const items = iterate(value);
  return Array.isArray(items) || items instanceof Set ? items : [...items];
}

/** The items that Camel sees in a value when it loops over it; a blank text has none. */
export function iterate(value: unknown, delimiter = ','): Iterable<unknown> {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value) || value instanceof Set || value instanceof Uint8Array) return value as Iterable<unknown>;
  if (isMap(value)) return mapEntries(value);
  if (isIterator(value)) return { [Symbol.iterator]: () => throughIterator(value) };
  if (typeof value === 'string') {
    if (delimiter !== '' && value.includes(delimiter)) return value.split(delimiter);
    return value.trim() === '' ? [] : [value];
  }
  return [value];
}
