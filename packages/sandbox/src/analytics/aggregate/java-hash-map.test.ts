import { expect, test } from 'vitest';
import { JavaHashMap } from './java-hash-map.ts';

function filled(...keys: readonly string[]): JavaHashMap<string> {
  const map = new JavaHashMap<string>();
  for (const key of keys) map.put(key, key);
  return map;
}

const keysOf = (map: JavaHashMap<string>): string[] => Array.from(map.entries(), ([key]) => key);

test('keys are walked by bucket, not by insertion', () => {
  expect(keysOf(filled('c', 'b', 'a'))).toEqual(['a', 'b', 'c']);
});

test('keys of one bucket keep the order of insertion', () => {
  // "Aa" and "BB" have the same hash code in Java.
  expect(keysOf(filled('BB', 'Aa'))).toEqual(['BB', 'Aa']);
});

test('an empty map that takes over a small one stays small', () => {
  const all = new JavaHashMap<string>();
  all.putAll(filled('d', 'e'));
  // Four buckets: the hash codes 100 and 101 fall into the first and the second, 99 into the last.
  all.put('c', 'c');
  expect(keysOf(all)).toEqual(['d', 'e', 'c']);
});

test('a value put again replaces the first one', () => {
  const map = filled('a');
  map.put('a', 'new');
  expect([map.get('a'), map.size]).toEqual(['new', 1]);
});
