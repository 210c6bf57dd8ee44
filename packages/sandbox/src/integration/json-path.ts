import type { Json } from '../state/json.ts';
import { isObject } from '../state/json.ts';

/** A JSON value with the value at a dotted path replaced; with `roll`, the list there gains an item and keeps the last ones. */
export function withPath(root: Json, path: string, value: Json, roll: number | undefined): Json {
  const [first, ...rest] = path.split('.') as [string, ...string[]];
  const object = isObject(root) ? root : {};
  const inner = object[first];
  if (rest.length > 0) return { ...object, [first]: withPath(inner ?? {}, rest.join('.'), value, roll) };
  if (roll === undefined) return { ...object, [first]: value };
  const list = Array.isArray(inner) ? inner : [];
  return { ...object, [first]: [...list, value].slice(-roll) };
}

/** The value at a dotted path, or undefined. */
export function atPath(root: Json | undefined, path: string): Json | undefined {
  let value: Json | undefined = root;
  for (const part of path.split('.')) {
    if (part === '') continue;
    if (Array.isArray(value)) value = value[Number(part.replace(/[[\]]/g, ''))];
    else value = isObject(value) ? value[part] : undefined;
  }
  return value;
}

/** The database keeps keys by length, then by letter. */
export function sortedKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
  return Object.fromEntries(keys.map((key) => [key, sortedKeys(value[key]!)]));
}
