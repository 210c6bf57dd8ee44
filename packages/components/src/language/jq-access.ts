import { JqError } from './jq-syntax.ts';
import { isJsonObject, jsonKind, missing, shownJson, type JsonTree } from './jq-value.ts';

/** The keys of what can be iterated over, with their values. */
export function entriesOf(value: JsonTree, optional: boolean): Iterable<readonly [string | number, JsonTree]> {
  if (Array.isArray(value)) return (value as JsonTree[]).entries();
  if (isJsonObject(value)) return Object.entries(value);
  if (optional) return [];
  throw notIterable(value);
}

/** The value at a key; undefined where it cannot have one and that is allowed. */
export function valueAt(target: JsonTree, key: JsonTree, optional: boolean): JsonTree | undefined {
  if (isJsonObject(key)) return sliceOf(target, key['start'] ?? null, key['end'] ?? null);
  if (target === null) return null;
  if (typeof key === 'string' && isJsonObject(target)) return Object.hasOwn(target, key) ? target[key]! : null;
  if (typeof key === 'number' && Array.isArray(target)) return (target as JsonTree[]).at(Math.floor(key)) ?? null;
  if (optional) return undefined;
  throw notIndexed(target, key);
}

/** What lies between two places of a text or list. */
export function sliceOf(target: JsonTree, from: JsonTree, to: JsonTree): JsonTree {
  const [start, end] = [from ?? undefined, to ?? undefined] as [number | undefined, number | undefined];
  if (typeof target === 'string') return target.slice(start, end);
  if (Array.isArray(target)) return (target as JsonTree[]).slice(start, end);
  if (target === null) return null;
  throw notIndexed(target, {});
}

export function notIterable(value: JsonTree): JqError {
  if (value === missing) return new JqError('Cannot iterate over missing (null)', 'JsonQueryTypeException');
  const kind = value === null ? 'JsonQueryException' : 'JsonQueryTypeException';
  return new JqError(`Cannot iterate over ${shownJson(value)}`, kind);
}

export function notIndexed(target: JsonTree, key: JsonTree): JqError {
  if (typeof key === 'string') return new JqError(`Cannot index ${jsonKind(target)} with string "${key}"`);
  const kind = target === missing ? 'missing' : jsonKind(target);
  return new JqError(`Cannot index ${kind} with ${jsonKind(key)}`, 'JsonQueryTypeException');
}
