import { describe, expect, test } from 'vitest';
import { evaluatePath } from './evaluate-path.ts';
import { parsePath } from './path-parser.ts';
import { JsonPathError } from './path-syntax.ts';
import type { Json } from './path-syntax.ts';

const store: Json = {
  limit: 10,
  book: [
    { title: 'A', price: 8.95, category: 'fiction', isbn: '1' },
    { title: 'B', price: 12.99, category: 'reference' },
    { title: 'C', price: 22.5, category: 'fiction', tags: ['x', 'y'] },
  ],
  bike: { price: 19.95, 'top.speed': 40 },
};

function select(path: string, from: Json = store): Json {
  const { definite, values } = evaluatePath(parsePath(path), from, from);
  return definite ? values[0]! : values;
}

describe('steps', () => {
  test.each<[string, unknown]>([
    ['$.limit', 10],
    ['limit', 10],
    ["$['bike']['top.speed']", 40],
    ['$.book[0].title', 'A'],
    ['$.book[-1].title', 'C'],
    ['$.book[0,2].title', ['A', 'C']],
    ['$.book[1:].title', ['B', 'C']],
    ['$.book[:2].title', ['A', 'B']],
    ['$.book[-2:].title', ['B', 'C']],
    ['$.book[*].price', [8.95, 12.99, 22.5]],
    ['$..price', [8.95, 12.99, 22.5, 19.95]],
    ["$.book[0]['title','price']", { title: 'A', price: 8.95 }],
    ['$.book[7:9]', []],
    ['$.book.length()', 3],
  ])('%s', (path, expected) => {
    expect(select(path)).toEqual(expected);
  });
});

describe('filters', () => {
  test.each<[string, unknown]>([
    ['[?(@.price < 10)]', ['A']],
    ['[?(@.price > $.limit)]', ['B', 'C']],
    ['[?(@.isbn)]', ['A']],
    ['[?(!@.isbn)]', ['B', 'C']],
    ["[?(@.category == 'fiction' && @.price > 10)]", ['C']],
    ["[?(@.title == 'A' || @.title == 'B')]", ['A', 'B']],
    ["[?(@.title in ['B', 'C'])]", ['B', 'C']],
    ["[?(@.title nin ['B'])]", ['A', 'C']],
    ['[?(@.category =~ /REF.*/i)]', ['B']],
    ['[?(@.tags size 2)]', ['C']],
    ["[?(@.price == '8.95')]", ['A']],
  ])('%s', (filter, expected) => {
    expect(select(`$.book${filter}.title`)).toEqual(expected);
  });
});

test.each<[string, unknown]>([
  ['$.numbers.min()', 1],
  ['$.numbers.max()', 3],
  ['$.numbers.sum()', 6],
  ['$.numbers.avg()', 2],
  ['$.numbers.length()', 4],
])('functions leave out what is no number: %s', (path, expected) => {
  expect(select(path, { numbers: [3, 1, 'x', 2] })).toBe(expected);
});

test.each(['$.nothing', '$.book[9]', '$.limit.x', '$[0]', '$.bike.price[0]'])(
  'a definite path must lead somewhere: %s',
  (path) => {
    expect(() => select(path)).toThrow(JsonPathError);
  },
);

test.each(['', '$.', '$[', '$.book[?(@.x]', "$['a", '$..'])('refuses the path %j', (path) => {
  expect(() => parsePath(path)).toThrow(JsonPathError);
});

test('what is missing is told by its place, and no value is', () => {
  expect(() => select('$.bike.wheels')).toThrow("No results for path: $['bike']['wheels']");
  expect(() => select('$.book[0].pages.first')).toThrow("Missing property in path $['book'][0]['pages']");
  expect(() => select('$.limit.x')).toThrow(
    "Expected to find an object with property ['x'] in path $['limit'] but found 'java.lang.Integer'.",
  );
});
