import { JqError } from './jq-syntax.ts';

/** JSON as plain values. */
export type JsonTree = null | boolean | number | string | JsonTree[] | { [key: string]: JsonTree };

/** What an empty text is: null in all but that nothing can be looked up in it. */
export const missing = Object.freeze({ toJSON: () => null }) as unknown as JsonTree;

export function isJsonObject(value: JsonTree): value is { [key: string]: JsonTree } {
  return typeof value === 'object' && value !== null && value !== missing && !Array.isArray(value);
}

export function jsonKind(value: JsonTree): string {
  if (value === null || value === missing) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}

/** A value as jq's messages show it: its kind and the beginning of its text. */
export function shownJson(value: JsonTree): string {
  const text = JSON.stringify(value);
  return `${jsonKind(value)} (${text.length > 14 ? `${text.slice(0, 11)}...` : text})`;
}

/** Two values that an operator does not take. */
export function wrongKinds(left: JsonTree, right: JsonTree, done: string): JqError {
  return new JqError(`${shownJson(left)} and ${shownJson(right)} cannot ${done}`, 'JsonQueryTypeException');
}

/** An input that a function does not take. */
export function notApplicable(name: string, value: JsonTree, ...expected: readonly string[]): JqError {
  const kind = jsonKind(value).toUpperCase();
  const message = `${name} is not applicable to ${kind}; expected one of [${expected.join(', ')}]`;
  return new JqError(message, 'IllegalJsonInputException');
}

const ranks: Readonly<Record<string, number>> = {
  null: 0,
  false: 1,
  true: 2,
  number: 3,
  string: 4,
  array: 5,
  object: 6,
};
const rank = (value: JsonTree) => ranks[typeof value === 'boolean' ? String(value) : jsonKind(value)]!;

/** jq's order over all values: null, false, true, numbers, texts, arrays, objects. */
export function compareJson(a: JsonTree, b: JsonTree): number {
  const byRank = rank(a) - rank(b);
  if (byRank !== 0) return byRank;
  if (typeof a === 'number') return a - (b as number);
  if (typeof a === 'string') return a < (b as string) ? -1 : a > (b as string) ? 1 : 0;
  if (Array.isArray(a)) return compareLists(a, b as JsonTree[]);
  if (!isJsonObject(a)) return 0;
  const [left, right] = [Object.keys(a).sort(), Object.keys(b as object).sort()];
  const byKeys = compareLists(left, right);
  if (byKeys !== 0) return byKeys;
  return compareLists(
    left.map((key) => a[key]!),
    right.map((key) => (b as { [key: string]: JsonTree })[key]!),
  );
}

function compareLists(a: readonly JsonTree[], b: readonly JsonTree[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareJson(a[i]!, b[i]!);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Everything but null and false. */
export const truthy = (value: JsonTree): boolean => value !== null && value !== false && value !== missing;

/** The value and all below it. */
export function* recurse(value: JsonTree): Generator<JsonTree> {
  yield value;
  if (Array.isArray(value)) for (const item of value as JsonTree[]) yield* recurse(item);
  else if (isJsonObject(value)) for (const item of Object.values(value)) yield* recurse(item);
}

/** jq's `+`: numbers add up, texts and arrays join, objects merge, null is nothing. */
export function add(left: JsonTree, right: JsonTree): JsonTree {
  if (left === null) return right;
  if (right === null) return left;
  if (typeof left === 'number' && typeof right === 'number') return left + right;
  if (typeof left === 'string' && typeof right === 'string') return left + right;
  if (Array.isArray(left) && Array.isArray(right)) return [...(left as JsonTree[]), ...(right as JsonTree[])];
  if (isJsonObject(left) && isJsonObject(right)) return { ...left, ...right };
  throw wrongKinds(left, right, 'be added');
}
