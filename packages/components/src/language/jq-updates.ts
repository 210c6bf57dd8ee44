import { sliceOf } from './jq-access.ts';
import { applyOperator } from './jq-operators.ts';
import { placesOf, valueOfPath } from './jq-places.ts';
import type { JqEvaluate, JqScope } from './jq-scope.ts';
import { JqError, type JqNode } from './jq-syntax.ts';
import { compareJson, isJsonObject, jsonKind, truthy, type JsonTree } from './jq-value.ts';
import { notIndexed } from './jq-access.ts';

/** A list made longer by an index is filled with nulls: no message shall ask for more of them than this. */
const longestFill = 1_000_000;

/** `=`, `|=` and the operators with `=`: the input with other values at the places of the left side. */
export function* updated(
  node: JqNode & { kind: 'update' },
  input: JsonTree,
  scope: JqScope,
  run: JqEvaluate,
): Generator<JsonTree> {
  const { operator } = node;
  const paths = () => Array.from(placesOf(node.left, { path: [], value: input }, scope, run), ({ path }) => path);
  if (operator === '|=') {
    yield withValues(input, paths(), (old) => {
      for (const value of run(node.right, old, scope)) return value;
      throw new JqError('`|= empty` is undefined; write del(…) to take something away');
    });
    return;
  }
  for (const right of run(node.right, input, scope)) {
    yield withValues(input, paths(), (old) => {
      if (operator === '=') return right;
      if (operator === '//=') return truthy(old) ? old : right;
      return applyOperator(operator.slice(0, -1), old, right);
    });
  }
}

/** A value with another at a path. */
export function withValue(value: JsonTree, path: JsonTree, next: JsonTree): JsonTree {
  if (!Array.isArray(path)) throw new JqError('Path must be specified as an array');
  return withValues(value, [path], () => next);
}

type Next = (old: JsonTree) => JsonTree;
type Owned = WeakSet<object>;

/** Objects and lists are copied once and then changed in place, so that a change of each item costs no copy of the list. */
function withValues(value: JsonTree, paths: readonly (readonly JsonTree[])[], next: Next): JsonTree {
  const owned: Owned = new WeakSet();
  let result = value;
  for (const path of paths) result = changedAt(result, path, 0, next, owned);
  return result;
}

function changedAt(value: JsonTree, path: readonly JsonTree[], at: number, next: Next, owned: Owned): JsonTree {
  if (at === path.length) {
    disown(value, owned);
    return next(value);
  }
  const key = path[at]!;
  if (isJsonObject(key)) return changedSlice(value, key, path, at, next, owned);
  if (typeof key === 'string' && (value === null || isJsonObject(value))) {
    const object = own<{ [key: string]: JsonTree }>(value ?? {}, owned);
    const old = Object.hasOwn(object, key) ? object[key]! : null;
    const made = changedAt(old, path, at + 1, next, owned);
    Object.defineProperty(object, key, { value: made, enumerable: true, configurable: true, writable: true });
    return object;
  }
  if (typeof key === 'number' && (value === null || Array.isArray(value))) {
    const list = own<JsonTree[]>(value ?? [], owned);
    const index = key < 0 ? list.length + Math.floor(key) : Math.floor(key);
    if (index < 0) throw new JqError('Out of bounds negative array index');
    if (index > list.length + longestFill) throw new JqError('Array index too large');
    while (list.length <= index) list.push(null);
    list[index] = changedAt(list[index]!, path, at + 1, next, owned);
    return list;
  }
  throw notIndexed(value, key);
}

function changedSlice(
  value: JsonTree,
  key: { [key: string]: JsonTree },
  path: readonly JsonTree[],
  at: number,
  next: Next,
  owned: Owned,
): JsonTree {
  const [start, end] = [key['start'] ?? null, key['end'] ?? null];
  const made = changedAt(sliceOf(value, start, end), path, at + 1, next, owned);
  if (!Array.isArray(made) || (value !== null && !Array.isArray(value))) {
    throw new JqError('A slice of an array can only be assigned another array');
  }
  const list = (value ?? []) as JsonTree[];
  const [from, to] = bounds(list.length, start as number | null, end as number | null);
  return [...list.slice(0, from), ...(made as JsonTree[]), ...list.slice(to)];
}

function bounds(length: number, start: number | null, end: number | null): [number, number] {
  const place = (index: number) => Math.min(length, Math.max(0, index < 0 ? length + index : index));
  const from = place(start ?? 0);
  return [from, Math.max(from, place(end ?? length))];
}

function own<T extends JsonTree & object>(value: JsonTree & object, owned: Owned): T {
  if (owned.has(value)) return value as T;
  const copy = Array.isArray(value) ? [...(value as JsonTree[])] : { ...(value as { [key: string]: JsonTree }) };
  owned.add(copy);
  return copy as T;
}

/** What a filter is given it may keep: it is copied again before a change. */
function disown(value: JsonTree, owned: Owned): void {
  if (typeof value !== 'object' || value === null || !owned.delete(value)) return;
  for (const inner of Object.values(value)) disown(inner, owned);
}

/** A value without what is at some paths. */
export function withoutPaths(value: JsonTree, paths: JsonTree): JsonTree {
  if (!Array.isArray(paths)) throw new JqError('Paths must be specified as an array');
  let result = value;
  // The last first, so that the places of the others stay.
  for (const path of (paths as JsonTree[]).toSorted((a, b) => compareJson(b, a))) {
    if (!Array.isArray(path)) throw new JqError('Path must be specified as an array');
    result = without(result, path as JsonTree[]);
  }
  return result;
}

function without(value: JsonTree, path: readonly JsonTree[]): JsonTree {
  const last = path.at(-1);
  if (last === undefined) return null;
  const parent = valueOfPath(value, path.slice(0, -1));
  if (parent === null) return value;
  return withValue(value, path.slice(0, -1), withoutKey(parent, last));
}

function withoutKey(parent: JsonTree, key: JsonTree): JsonTree {
  if (isJsonObject(parent) && typeof key === 'string') {
    return Object.fromEntries(Object.entries(parent).filter(([name]) => name !== key));
  }
  if (Array.isArray(parent) && typeof key === 'number') {
    return (parent as JsonTree[]).toSpliced(key < -parent.length ? parent.length : key, 1);
  }
  if (Array.isArray(parent) && isJsonObject(key)) {
    const [from, to] = bounds(parent.length, key['start'] as number | null, key['end'] as number | null);
    return (parent as JsonTree[]).toSpliced(from, to - from);
  }
  throw new JqError(`Cannot delete field at ${isJsonObject(parent) ? 'object' : 'array'} index of ${jsonKind(parent)}`);
}
