import { iterate } from '../../../convert/convert-collection.ts';
import { tryConvert } from '../../../convert/convert.ts';
import { isMap, javaTypeOf } from '../../../convert/java-type.ts';
import { NamedException } from '../../../error-handling/exception-types.ts';
import { textOf } from '../../../convert/java-text.ts';
import { batches, batchesOf, regroup, type BatchSource } from '../../../exchange/batch-source.ts';
import { combine, convertOrNull, requiredInteger, type Evaluate } from '../../evaluation.ts';
import { LanguageError } from '../../language-error.ts';
import { isTruthy } from '../../predicate-value.ts';
import { isSame } from '../comparison.ts';
import { call, requiredItems, withBlanks, type FunctionCall, type SimpleFunction } from '../function-call.ts';

const items = (value: unknown): unknown[] => [...iterate(value)];
/** All arguments, or the body's items when there is no argument. */
function itemsOf(of: FunctionCall): Evaluate {
  if (of.args.length === 0) return combine([of.argument(0)], ([body]) => items(body));
  return combine(
    of.args.map((_, index) => of.argument(index)),
    (values) => values.flatMap(items),
  );
}

/**
 * A function of a collection and a value: `fn(value)` works on the body, `fn(collection,value…)` on the first. A key
 * before the value is taken as written, the value takes all that is left, commas too. A body that is no such collection gives null.
 */
function onCollection(
  name: string,
  least: number,
  syntax: readonly string[],
  description: string,
  apply: (collection: unknown, values: readonly unknown[]) => unknown,
  most = Infinity,
): SimpleFunction {
  const entry = call(name, [least, most], syntax, description, (of) => {
    const [first, ...others] = of.args;
    const ofBody = of.args.length === least;
    const given = ofBody ? of.args : others;
    const keys = given.slice(0, least - 1);
    const source = of.expression(ofBody ? '${body}' : first!);
    return combine([source, of.expression(given.slice(least - 1).join(','))], ([collection, value]) =>
      apply(collection, [...keys, value]),
    );
  });
  return withBlanks(entry);
}

function* groups(values: Iterable<unknown>, size: number): Generator<unknown[]> {
  let group: unknown[] = [];
  for (const value of values) {
    group.push(value);
    if (group.length === size) {
      yield group;
      group = [];
    }
  }
  if (group.length > 0) yield group;
}

function* without(values: Iterable<unknown>, skipped: number): Generator<unknown> {
  let seen = 0;
  for (const value of values) if (seen++ >= skipped) yield value;
}

/** The stream's items in lists of `size`; known as a stream of items, which split takes apart. */
function asyncGroups(values: AsyncIterable<unknown>, size: number): BatchSource<readonly unknown[]> {
  const groups = () => batchesOf(values, size);
  const single = async function* () {
    for await (const group of groups()) yield [group];
  };
  return {
    [batches]: (count) => (count === undefined ? single() : regroup(single(), count)),
    [Symbol.asyncIterator]: () => groups()[Symbol.asyncIterator](),
  };
}

const isAsync = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

function collate(body: unknown, size: number): unknown {
  if (size <= 0) {
    throw new LanguageError(
      'SIMPLE_GROUP',
      `Group must be a positive number, was: ${size} on the exchange: Exchange[]`,
    );
  }
  return isAsync(body) ? asyncGroups(body, size) : groups(iterate(body), size);
}

function skip(body: unknown, amount: number): unknown {
  if (amount < 0) throw new LanguageError('SIMPLE_ARGUMENT', `Skip must not be a negative number, was: ${amount}`);
  return without(iterate(body), amount);
}

function toMap(value: unknown): Record<string, unknown> | null {
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, entry]) => [textOf(key), entry as unknown]));
  return isMap(value) ? { ...(value as Record<string, unknown>) } : null;
}

function toList(value: unknown): unknown[] | null {
  return Array.isArray(value) || value instanceof Set || value instanceof Uint8Array
    ? [...(value as Iterable<unknown>)]
    : null;
}

const isNull = (value: unknown) => value === null || value === undefined;

function sizeOf(value: unknown): number {
  if (value === null || value === undefined) return 0;
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length;
  if (value instanceof Set || value instanceof Map) return value.size;
  return isMap(value) ? Object.keys(value).length : 1;
}

/** By the natural order of Java: of one kind of value, without null. */
function sort(values: unknown[], reverse: boolean): unknown[] {
  if (values.length > 1) {
    const [first] = values;
    for (const value of values) {
      if (isNull(value)) {
        throw new NamedException('java.lang.NullPointerException', 'An item is null: take out nulls before you sort');
      }
      if (javaTypeOf(value) !== javaTypeOf(first) || isMap(value) || Array.isArray(value) || isEntry(value)) {
        const message = `class ${javaTypeOf(value)} cannot be cast to class java.lang.Comparable: items of one kind sort`;
        throw new NamedException('java.lang.ClassCastException', message);
      }
    }
    values.sort((a, b) => ((a as string) < (b as string) ? -1 : (a as string) > (b as string) ? 1 : 0));
  }
  return reverse ? values.reverse() : values;
}

const isEntry = (value: unknown) => typeof value === 'object' && value !== null && 'key' in value && 'value' in value;

function empty(name: string): unknown {
  switch (name.toLowerCase()) {
    case 'list':
      return [];
    case 'map':
      return {};
    case 'set':
      return new Set();
    case 'string':
      return '';
  }
  throw new LanguageError('SIMPLE_ARGUMENT', `function empty(${name}) has unknown type`);
}

/** Runs an expression with each item as the body, and puts the body back. */
function each(of: FunctionCall, keep: (item: unknown, result: unknown) => readonly unknown[], run: Evaluate): Evaluate {
  return combine([of.argument(0)], (values, exchange, signal) => {
    const body = exchange.body;
    const found: unknown[] = [];
    try {
      for (const item of iterate(values[0])) {
        exchange.body = item;
        found.push(...keep(item, run(exchange, signal)));
      }
    } finally {
      exchange.body = body;
    }
    return found;
  });
}

export const collectionFunctions: readonly SimpleFunction[] = [
  call('list', [0, Infinity], ['list(exp,…)'], 'A list of the values.', (of) =>
    combine(
      of.args.map((_, index) => of.argument(index)),
      (values) => [...values],
    ),
  ),
  call('map', [0, Infinity], ['map(key,value,…)'], 'A map of keys and values.', (of) => {
    if (of.args.length % 2 !== 0) {
      throw of.syntax(`Map function must have an even number of values, was: ${of.args.length} values.`);
    }
    return combine(
      of.args.map((_, index) => of.argument(index)),
      (values) => {
        const map: Record<string, unknown> = {};
        for (let i = 0; i < values.length; i += 2) map[textOf(values[i])] = values[i + 1];
        return map;
      },
    );
  }),
  onCollection('listAdd', 1, ['listAdd(exp)', 'listAdd(list,exp)'], 'The list with one more item.', (list, [item]) => {
    if (isMap(list))
      throw new NamedException('java.lang.UnsupportedOperationException', 'Entries of a map: use mapAdd');
    const all = toList(list);
    return all === null || isNull(item) ? all : [...all, item];
  }),
  onCollection(
    'listRemove',
    1,
    ['listRemove(exp)', 'listRemove(list,exp)'],
    'The list without the first such item, or without the one at that place; last is the last place.',
    (list, [item]) => {
      const all = toList(list);
      if (all === null || isNull(item)) return all;
      const place = all.findIndex((each) => isSame(each, item));
      const at =
        place >= 0 ? place : item === 'last' ? all.length - 1 : Number(tryConvert(item, 'java.lang.Integer') ?? -1);
      return at >= 0 && at < all.length ? all.toSpliced(at, 1) : all;
    },
  ),
  onCollection(
    'mapAdd',
    2,
    ['mapAdd(key,exp)', 'mapAdd(map,key,exp)'],
    'The map with one more entry.',
    (map, [key, value]) => {
      const entries = toMap(map);
      return entries === null || isNull(value) ? entries : { ...entries, [textOf(key)]: value };
    },
  ),
  onCollection(
    'mapRemove',
    1,
    ['mapRemove(key)', 'mapRemove(map,key)'],
    'The map without an entry.',
    (map, [key]) => {
      const entries = toMap(map);
      if (entries === null) return null;
      const { [textOf(key)]: _, ...rest } = entries;
      return rest;
    },
    2,
  ),
  call('size', [0, 1], ['size()', 'size(exp)'], 'Items of a collection; 1 for a single value, 0 for null.', (of) =>
    combine([of.argument(0)], ([value]) => sizeOf(value)),
  ),
  call('collate', [1, 1], ['collate(n)'], "The body's items in lists of n, one after another.", (of) =>
    combine([of.expression('${body}'), of.expression(of.rest.trim())], ([body, n]) => {
      const size = requiredInteger(n, 'The size of collate');
      return collate(requiredItems(body, of), size);
    }),
  ),
  call('skip', [1, 1], ['skip(n)'], "The body's items without the first n.", (of) =>
    combine([of.expression('${body}'), of.expression(of.rest.trim())], ([body, n]) => {
      const amount = convertOrNull(n, 'java.lang.Integer');
      if (amount === null)
        throw new LanguageError('SIMPLE_ARGUMENT', `skip number expression evaluated to null: ${of.rest}`);
      return skip(requiredItems(body, of), Number(amount));
    }),
  ),
  call('distinct', [0, Infinity], ['distinct()', 'distinct(exp,…)'], 'The values without repeats.', (of) =>
    combine([itemsOf(of)], ([values]) => new Set(values as unknown[])),
  ),
  call('reverse', [0, Infinity], ['reverse()', 'reverse(exp,…)'], 'The values from last to first.', (of) =>
    combine([itemsOf(of)], ([values]) => [...(values as unknown[])].reverse()),
  ),
  call('shuffle', [0, Infinity], ['shuffle()', 'shuffle(exp,…)'], 'The values in random order.', (of) =>
    combine([itemsOf(of)], ([values]) =>
      (values as unknown[])
        .map((value) => ({ value, at: Math.random() }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ value }) => value),
    ),
  ),
  withBlanks(
    call('sort', [0, 2], ['sort()', 'sort(reverse)', 'sort(exp,reverse)'], 'The items sorted.', (of) => {
      const source = of.args.length === 2 ? of.argument(0) : of.expression('${body}');
      const reverse = of.args.at(-1)?.toLowerCase() === 'true';
      return combine([source], ([values]) => sort([...items(values)], reverse));
    }),
  ),
  withBlanks(
    call(
      'filter',
      [2, Infinity],
      ['filter(exp,predicate)'],
      'The items for which a condition is true; the item is the body.',
      (of) => each(of, (item, result) => (isTruthy(result) ? [item] : []), of.predicate(of.args.slice(1).join(','))),
    ),
  ),
  withBlanks(
    call(
      'forEach',
      [2, Infinity],
      ['forEach(exp,exp)'],
      'What an expression gives for each item, but null; the item is the body.',
      (of) => each(of, (_, result) => (isNull(result) ? [] : [result]), of.expression(of.args.slice(1).join(','))),
    ),
  ),
  call(
    'newEmpty',
    [1, 1],
    ['newEmpty(list|map|set|string)'],
    'A new empty value of a kind.',
    (of) => () => empty(of.rest),
  ),
  call('empty', [1, 1], ['empty(list|map|set|string)'], 'A new empty value of a kind.', (of) => () => empty(of.rest)),
];
