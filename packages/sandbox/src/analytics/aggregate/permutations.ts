import type { Dimension, DimensionItem } from '../dimensions/dimension.ts';

/** All combinations of one item a dimension, the last dimension moving fastest. */
export function permutations(dimensions: readonly Dimension[]): (readonly DimensionItem[])[] {
  let found: (readonly DimensionItem[])[] = [[]];
  for (const { items } of dimensions) found = found.flatMap((part) => items.map((item) => [...part, item]));
  return found;
}

export function keyOf(items: readonly DimensionItem[]): string {
  return items.map((item) => item.id).join('-');
}
