import type { Runtime } from '../../runtime/runtime.ts';
import type { Value } from '../../runtime/value.ts';
import { wrongKind } from './raised.ts';
import { seen } from './scalars.ts';

/**
 * The places of so many items in the ascending order of their keys, equal ones as they were. Keys are all numbers or all
 * texts (by UTF-16 units); a single item needs no key at all.
 */
export function orderedIndexes(runtime: Runtime, length: number, keyOf: (index: number) => Value): number[] {
  const indexes = Array.from({ length }, (_, i) => i);
  if (length < 2) return indexes;
  runtime.step(length);
  const keys = indexes.map((i) => seen(runtime, keyOf(i)));
  const kind = typeof keys[0];
  for (const key of keys) {
    if ((typeof key !== 'number' && typeof key !== 'string') || typeof key !== kind) {
      throw wrongKind('a key of orderBy', 'a number or text, of one kind for all', runtime.kindOf(key));
    }
  }
  return kind === 'number'
    ? indexes.sort((a, b) => compareNumbers(keys[a] as number, keys[b] as number))
    : indexes.sort((a, b) => compareTexts(keys[a] as string, keys[b] as string));
}

/** Java's total order of doubles: -0 before 0, NaN last. */
function compareNumbers(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return a !== 0 ? 0 : Number(Object.is(b, -0)) - Number(Object.is(a, -0));
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
