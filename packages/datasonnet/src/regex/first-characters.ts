import type { PatternNode } from './pattern-tree.ts';

/**
 * Which ASCII characters a match of the pattern can begin with; undefined when it may be empty or nothing is known.
 * Characters beyond ASCII always count as possible.
 */
export function firstCharacters(root: PatternNode): Uint8Array | undefined {
  const into = new Uint8Array(128);
  return collect(root, into) ? into : undefined;
}

/** Adds the first characters of a node; false when the node may match without taking a character. */
function collect(node: PatternNode, into: Uint8Array): boolean {
  switch (node.kind) {
    case 'set':
      for (let c = 0; c < 128; c++) into[c]! |= node.set.ascii[c]!;
      return true;
    case 'sequence':
      return node.items.some((item) => collect(item, into));
    case 'choice':
      return node.items.map((item) => collect(item, into)).every(Boolean);
    case 'group':
    case 'atomic':
      return collect(node.item, into);
    case 'repeat':
      return node.max > 0 && collect(node.item, into) && node.min > 0;
    default:
      return false;
  }
}
