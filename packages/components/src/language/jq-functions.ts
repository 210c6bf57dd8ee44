import { entriesOf, notIndexed, notIterable } from './jq-access.ts';
import { valueOfPath, type JqPlace } from './jq-places.ts';
import { JqError, type JqNode } from './jq-syntax.ts';
import { withoutPaths, withValue } from './jq-updates.ts';
import { jqTexts } from './jq-texts.ts';
import {
  add,
  compareJson,
  isJsonObject,
  jsonKind,
  notApplicable,
  shownJson,
  truthy,
  wrongKinds,
  type JsonTree,
} from './jq-value.ts';

/** Evaluates an argument in the scope of the call. */
export type JqRun = (filter: JqNode, input: JsonTree) => Iterable<JsonTree>;
type JqPlaces = (filter: JqNode, input: JsonTree) => Iterable<JqPlace>;
type JqFunction = (input: JsonTree, args: readonly JqNode[], run: JqRun, places: JqPlaces) => Iterable<JsonTree>;

const first = (values: Iterable<JsonTree>): JsonTree => {
  for (const value of values) return value;
  return null;
};

/** A function of the input alone. */
const of =
  (apply: (input: JsonTree) => JsonTree): JqFunction =>
  (input) => [apply(input)];

/** A function of the input and the values of one argument. */
const with1 =
  (apply: (input: JsonTree, arg: JsonTree) => JsonTree): JqFunction =>
  (input, [arg], run) =>
    Array.from(run(arg!, input), (value) => apply(input, value));

/** A function of an array and a key for each item. */
const by =
  (name: string, apply: (items: { item: JsonTree; key: JsonTree }[]) => JsonTree): JqFunction =>
  (input, [key], run) => [apply(list(input, name).map((item) => ({ item, key: [...run(key!, item)] })))];

/** The items of an array; with a name, those that the function of that name takes. */
function list(value: JsonTree, name?: string): JsonTree[] {
  if (Array.isArray(value)) return value;
  throw name === undefined ? notIterable(value) : notApplicable(name, value, 'ARRAY');
}

function text(value: JsonTree, name = 'explode'): string {
  if (typeof value === 'string') return value;
  throw notApplicable(name, value, 'STRING');
}

/** Two texts, as the functions want them that take a part. */
function texts(input: JsonTree, part: JsonTree, otherwise: string): readonly [string, string] {
  if (typeof input === 'string' && typeof part === 'string') return [input, part];
  throw new JqError(otherwise);
}

function num(value: JsonTree): number {
  if (typeof value === 'number') return value;
  throw notApplicable('mathfunc', value, 'NUMBER');
}

function bound(value: JsonTree): number {
  if (typeof value === 'number') return value;
  throw new JqError('Range bounds must be numeric', 'JsonQueryTypeException');
}

function length(value: JsonTree): JsonTree {
  if (value === null) return 0;
  if (typeof value === 'string') return Array.from(value).length;
  if (typeof value === 'number') return Math.abs(value);
  if (typeof value === 'boolean') throw new JqError(`${shownJson(value)} has no length`, 'JsonQueryTypeException');
  return Array.isArray(value) ? value.length : Object.keys(value).length;
}

function keys(value: JsonTree): JsonTree {
  if (Array.isArray(value)) return value.map((_, index) => index);
  if (isJsonObject(value)) return Object.keys(value).sort();
  throw notApplicable('keys', value, 'OBJECT', 'ARRAY');
}

function has(value: JsonTree, key: JsonTree): boolean {
  if (Array.isArray(value)) {
    if (typeof key !== 'number') throw new JqError('argument 1 of has() must be int for array input');
    return key >= 0 && key < value.length;
  }
  if (!isJsonObject(value)) throw new JqError(`has() is not applicable to ${jsonKind(value).toUpperCase()}`);
  if (typeof key !== 'string') throw new JqError('argument 1 of has() must be string for object input');
  return Object.hasOwn(value, key);
}

function contains(value: JsonTree, part: JsonTree): boolean {
  if (typeof value === 'string' && typeof part === 'string') return value.includes(part);
  if (Array.isArray(value) && Array.isArray(part))
    return part.every((item) => value.some((own) => contains(own, item)));
  if (isJsonObject(value) && isJsonObject(part)) {
    return Object.entries(part).every(([key, item]) => Object.hasOwn(value, key) && contains(value[key]!, item));
  }
  return compareJson(value, part) === 0;
}

/** Only values of one kind can contain each other. */
function checkedContains(value: JsonTree, part: JsonTree): boolean {
  if (jsonKind(value) !== jsonKind(part)) throw wrongKinds(value, part, 'have their containment checked');
  return contains(value, part);
}

function parsed(value: JsonTree): JsonTree {
  try {
    if (typeof value === 'string') return JSON.parse(value) as JsonTree;
  } catch {
    throw new JqError(`failed to parse ${shownJson(value)} as json`);
  }
  throw new JqError(`${shownJson(value)} only strings can be parsed`, 'JsonQueryTypeException');
}

function toNumber(value: JsonTree): JsonTree {
  if (typeof value === 'number') return value;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  if (typeof value !== 'string') {
    throw new JqError(`${shownJson(value)} cannot be parsed as a number`, 'JsonQueryTypeException');
  }
  if (Number.isNaN(number)) throw new JqError('N/A');
  return number;
}

function reversible(value: JsonTree): JsonTree[] {
  if (Array.isArray(value)) return value;
  throw notIndexed(value, 0);
}

function flatten(value: JsonTree, depth: number): JsonTree[] {
  return list(value).flatMap((item) => (Array.isArray(item) && depth > 0 ? flatten(item, depth - 1) : [item]));
}

const entries = (value: JsonTree): JsonTree[] =>
  Array.from(entriesOf(value, false), ([key, entry]) => ({ key, value: entry }));

function fromEntries(value: JsonTree): JsonTree {
  const pairs = list(value).map((entry) => {
    if (!isJsonObject(entry)) throw notIndexed(entry, 'key');
    const { key, k, name, value: own, v } = entry as { [key: string]: JsonTree };
    return [String((key ?? k ?? name ?? 'null') as string), own ?? v ?? null] as const;
  });
  return Object.fromEntries(pairs);
}

const order = (a: { key: JsonTree }, b: { key: JsonTree }) => compareJson(a.key, b.key);

function groups(items: { item: JsonTree; key: JsonTree }[]): JsonTree[][] {
  const found: { key: JsonTree; items: JsonTree[] }[] = [];
  for (const { item, key } of items.toSorted(order)) {
    const last = found.at(-1);
    if (last !== undefined && compareJson(last.key, key) === 0) last.items.push(item);
    else found.push({ key, items: [item] });
  }
  return found.map((group) => group.items);
}

const ranged = (from: number, to: number, step: number): JsonTree[] => {
  const found: JsonTree[] = [];
  if (step === 0) return found;
  for (let i = from; step > 0 ? i < to : i > to; i += step) found.push(i);
  return found;
};

const plain = (value: JsonTree) => (typeof value === 'string' ? value : JSON.stringify(value));
const withKeys = (items: JsonTree[]) => items.map((item) => ({ item, key: item }));

/** The functions of jq by name and number of arguments. */
export const jqFunctions: Readonly<Record<string, JqFunction>> = {
  'empty/0': () => [],
  'error/0': (input) => {
    throw new JqError(input, 'JsonQueryUserException');
  },
  'error/1': (input, [message], run) => {
    const raised = first(run(message!, input));
    if (raised === null) return [];
    throw new JqError(raised, 'JsonQueryUserException');
  },
  'not/0': of((input) => !truthy(input)),
  'length/0': of(length),
  'utf8bytelength/0': of((input) => new TextEncoder().encode(text(input)).length),
  'keys/0': of(keys),
  'keys_unsorted/0': of((input) => (isJsonObject(input) ? Object.keys(input) : keys(input))),
  'values/0': (input) => (input === null ? [] : [input]),
  'nulls/0': (input) => (input === null ? [input] : []),
  'strings/0': (input) => (typeof input === 'string' ? [input] : []),
  'numbers/0': (input) => (typeof input === 'number' ? [input] : []),
  'booleans/0': (input) => (typeof input === 'boolean' ? [input] : []),
  'scalars/0': (input) => (typeof input !== 'object' || input === null ? [input] : []),
  'iterables/0': (input) => (typeof input === 'object' && input !== null ? [input] : []),
  'arrays/0': (input) => (Array.isArray(input) ? [input] : []),
  'objects/0': (input) => (isJsonObject(input) ? [input] : []),
  'type/0': of(jsonKind),
  'has/1': with1(has),
  'in/1': with1((input, container) => has(container, input)),
  'contains/1': with1(checkedContains),
  'inside/1': with1((input, container) => checkedContains(container, input)),
  'map/1': (input, [filter], run) => [list(input).flatMap((item) => [...run(filter!, item)])],
  'map_values/1': (input, [filter], run) => {
    if (Array.isArray(input)) return [input.map((item) => first(run(filter!, item)))];
    if (!isJsonObject(input)) throw notIterable(input);
    const pairs = Object.entries(input as { [key: string]: JsonTree });
    return [Object.fromEntries(pairs.map(([key, value]) => [key, first(run(filter!, value))]))];
  },
  'select/1': (input, [filter], run) =>
    Array.from(run(filter!, input)).flatMap((test) => (truthy(test) ? [input] : [])),
  'add/0': of((input) => Array.from(entriesOf(input, false), ([, value]) => value).reduce(add, null)),
  'any/0': of((input) => list(input).some(truthy)),
  'all/0': of((input) => list(input).every(truthy)),
  'any/1': (input, [filter], run) => [list(input).some((item) => truthy(first(run(filter!, item))))],
  'all/1': (input, [filter], run) => [list(input).every((item) => truthy(first(run(filter!, item))))],
  'range/1': (input, [to], run) => ranged(0, bound(first(run(to!, input))), 1),
  'range/2': (input, [from, to], run) => ranged(bound(first(run(from!, input))), bound(first(run(to!, input))), 1),
  'range/3': (input, args, run) => {
    const [from, to, step] = args.map((arg) => bound(first(run(arg, input)))) as [number, number, number];
    return ranged(from, to, step);
  },
  'floor/0': of((input) => Math.floor(num(input))),
  'ceil/0': of((input) => Math.ceil(num(input))),
  'round/0': of((input) => Math.round(num(input))),
  'fabs/0': of((input) => Math.abs(num(input))),
  'sqrt/0': of((input) => Math.sqrt(num(input))),
  'log/0': of((input) => Math.log(num(input))),
  'log2/0': of((input) => Math.log2(num(input))),
  'log10/0': of((input) => Math.log10(num(input))),
  'exp/0': of((input) => Math.exp(num(input))),
  'trunc/0': of((input) => Math.trunc(num(input))),
  'pow/2': (input, [base, power], run) =>
    Array.from(run(power!, input)).flatMap((to) => Array.from(run(base!, input), (from) => num(from) ** num(to))),
  'isinfinite/0': of((input) => Math.abs(num(input)) === Infinity),
  'isnan/0': of((input) => Number.isNaN(num(input))),
  'isnormal/0': of((input) => Number.isFinite(num(input)) && input !== 0),
  'infinite/0': of(() => Infinity),
  'nan/0': of(() => Number.NaN),
  'tostring/0': of(plain),
  'tonumber/0': of(toNumber),
  'tojson/0': of((input) => JSON.stringify(input)),
  'fromjson/0': of(parsed),
  'sort/0': of((input) => list(input, 'sort_by').toSorted(compareJson)),
  'sort_by/1': by('sort_by', (items) => items.toSorted(order).map(({ item }) => item)),
  'group_by/1': by('group_by', groups),
  'unique/0': of((input) => groups(withKeys(list(input, 'group_by'))).map(([item]) => item!)),
  'unique_by/1': by('group_by', (items) => groups(items).map(([item]) => item!)),
  'min/0': of((input) => list(input, 'min_by').toSorted(compareJson)[0] ?? null),
  'max/0': of((input) => list(input, 'max_by').toSorted(compareJson).at(-1) ?? null),
  'min_by/1': by('min_by', (items) => items.toSorted(order)[0]?.item ?? null),
  'max_by/1': by('max_by', (items) => items.toSorted(order).at(-1)?.item ?? null),
  'reverse/0': of((input) => (input === null ? [] : reversible(input).toReversed())),
  'flatten/0': of((input) => flatten(input, Infinity)),
  'flatten/1': with1((input, depth) => {
    if (num(depth) < 0) throw new JqError('flatten depth must not be negative');
    return flatten(input, num(depth));
  }),
  'startswith/1': with1((input, part) => {
    const [whole, start] = texts(input, part, 'startswith() requires string inputs');
    return whole.startsWith(start);
  }),
  'endswith/1': with1((input, part) => {
    const [whole, end] = texts(input, part, 'endswith() requires string inputs');
    return whole.endsWith(end);
  }),
  'ltrimstr/1': with1((input, part) =>
    typeof input === 'string' && typeof part === 'string' && input.startsWith(part) ? input.slice(part.length) : input,
  ),
  'rtrimstr/1': with1((input, part) =>
    typeof input === 'string' && typeof part === 'string' && part !== '' && input.endsWith(part)
      ? input.slice(0, -part.length)
      : input,
  ),
  'split/1': with1((input, separator) => {
    if (typeof input === 'string' && typeof separator === 'string') return input.split(separator);
    throw new JqError('split input and separator must be strings', 'JsonQueryTypeException');
  }),
  'join/1': with1((input, separator) =>
    list(input)
      .map((item) => (item === null ? '' : plain(item)))
      .join(text(separator)),
  ),
  'ascii_downcase/0': of((input) => text(input).toLowerCase()),
  'ascii_upcase/0': of((input) => text(input).toUpperCase()),
  'to_entries/0': of(entries),
  'from_entries/0': of(fromEntries),
  'now/0': of(() => Date.now() / 1000),
  'path/1': (input, [filter], _run, places) => Array.from(places(filter!, input), ({ path }) => [...path]),
  'getpath/1': with1(valueOfPath),
  'delpaths/1': with1(withoutPaths),
  'setpath/2': (input, [path, value], run) =>
    Array.from(run(value!, input)).flatMap((next) => Array.from(run(path!, input), (at) => withValue(input, at, next))),
  ...jqTexts,
};
