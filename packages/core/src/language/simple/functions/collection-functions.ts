import { iterate } from '../../../convert/convert-collection.ts';
import { convertTo } from '../../../convert/convert.ts';
import { isMap } from '../../../convert/java-type.ts';
import { textOf } from '../../../convert/java-text.ts';
import { batches, batchesOf, regroup, type BatchSource } from '../../../exchange/batch-source.ts';
import { combine, toText, type Evaluate } from '../../evaluation.ts';
import { LanguageError } from '../../language-error.ts';
import { isTruthy } from '../../predicate-value.ts';
import { looseCompare, looseEquals } from '../comparison.ts';
import { call, type FunctionCall, type SimpleFunction } from '../function-call.ts';

const items = (value: unknown): unknown[] => [...iterate(value)];
const count = (value: unknown) => Number(convertTo(value, 'java.lang.Integer'));

/** All arguments, or the body's items when there is no argument. */
function itemsOf(of: FunctionCall): Evaluate {
  if (of.args.length === 0) return combine([of.argument(0)], ([body]) => items(body));
  return combine(
    of.args.map((_, index) => of.argument(index)),
    (values) => (values.length === 1 ? items(values[0]) : values),
  );
}

/** A function of a collection and a value: `fn(value)` works on the body, `fn(collection,value…)` on the first. */
function onCollection(
  name: string,
  least: number,
  syntax: readonly string[],
  description: string,
  apply: (collection: unknown, values: readonly unknown[]) => unknown,
): SimpleFunction {
  return call(name, [least, least + 1], syntax, description, (of) => {
    const all = of.args.map((_, index) => of.argument(index));
    const source = of.args.length > least ? all.shift()! : of.expression('${body}');
    return combine([source, ...all], ([collection, ...values]) => apply(collection, values));
  });
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

function toMap(value: unknown): Record<string, unknown> {
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, entry]) => [textOf(key), entry as unknown]));
  return isMap(value) ? { ...(value as Record<string, unknown>) } : {};
}

function sizeOf(value: unknown): number {
  if (value === null || value === undefined) return 0;
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length;
  if (value instanceof Set || value instanceof Map) return value.size;
  return isMap(value) ? Object.keys(value).length : 1;
}

function sort(values: unknown[], reverse: boolean): unknown[] {
  values.sort((a, b) => looseCompare(a, b) ?? 0);
  return reverse ? values.reverse() : values;
}

function empty(kind: unknown): unknown {
  const name = toText(kind) as string;
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
  onCollection('listAdd', 1, ['listAdd(exp)', 'listAdd(list,exp)'], 'The list with one more item.', (list, [item]) => [
    ...items(list),
    item,
  ]),
  onCollection(
    'listRemove',
    1,
    ['listRemove(exp)', 'listRemove(list,exp)'],
    'The list without the first such item.',
    (list, [item]) => {
      const all = items(list);
      const at = all.findIndex((each) => looseEquals(each, item));
      return at < 0 ? all : all.toSpliced(at, 1);
    },
  ),
  onCollection(
    'mapAdd',
    2,
    ['mapAdd(key,exp)', 'mapAdd(map,key,exp)'],
    'The map with one more entry.',
    (map, [key, value]) => ({
      ...toMap(map),
      [textOf(key)]: value,
    }),
  ),
  onCollection('mapRemove', 1, ['mapRemove(key)', 'mapRemove(map,key)'], 'The map without an entry.', (map, [key]) => {
    const { [textOf(key)]: _, ...rest } = toMap(map);
    return rest;
  }),
  call('size', [0, 1], ['size()', 'size(exp)'], 'Items of a collection; 1 for a single value, 0 for null.', (of) =>
    combine([of.argument(0)], ([value]) => sizeOf(value)),
  ),
  call('collate', [1, 1], ['collate(n)'], "The body's items in lists of n, one after another.", (of) =>
    combine([of.expression('${body}'), of.argument(0)], ([body, n]) => collate(body, count(n))),
  ),
  call('skip', [1, 1], ['skip(n)'], "The body's items without the first n.", (of) =>
    combine([of.expression('${body}'), of.argument(0)], ([body, n]) => skip(body, count(n))),
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
  call('sort', [0, 2], ['sort()', 'sort(reverse)', 'sort(exp,reverse)'], 'The items sorted.', (of) => {
    const source = of.args.length === 2 ? of.argument(0) : of.expression('${body}');
    const reverse: Evaluate = of.args.length === 0 ? () => false : of.argument(of.args.length - 1);
    return combine([source, reverse], ([values, backwards]) => sort(items(values), toText(backwards) === 'true'));
  }),
  call(
    'filter',
    [2, 2],
    ['filter(exp,predicate)'],
    'The items for which a condition is true; the item is the body.',
    (of) => each(of, (item, result) => (isTruthy(result) ? [item] : []), of.predicate(of.args[1]!)),
  ),
  call('forEach', [2, 2], ['forEach(exp,exp)'], 'What an expression gives for each item; the item is the body.', (of) =>
    each(of, (_, result) => [result], of.expression(of.args[1]!)),
  ),
  call('newEmpty', [1, 1], ['newEmpty(list|map|set|string)'], 'A new empty value of a kind.', (of) =>
    combine([of.argument(0)], ([kind]) => empty(kind)),
  ),
  call('empty', [1, 1], ['empty(list|map|set|string)'], 'A new empty value of a kind.', (of) =>
    combine([of.argument(0)], ([kind]) => empty(kind)),
  ),
];
