import type { XmlNode } from '../xml/xml-node.ts';

/** The nodes on an axis, nearest first. */
export function nodesOn(axis: string, node: XmlNode): XmlNode[] {
  switch (axis) {
    case 'child':
      return node.children;
    case 'attribute':
      return node.attributes.filter(({ name }) => name !== 'xmlns' && !name.startsWith('xmlns:'));
    case 'self':
      return [node];
    case 'parent':
      return node.parent === undefined ? [] : [node.parent];
    case 'descendant':
      return descendants(node);
    case 'descendant-or-self':
      return [node, ...descendants(node)];
    case 'ancestor':
      return ancestors(node);
    case 'ancestor-or-self':
      return [node, ...ancestors(node)];
    case 'following-sibling':
      return siblings(node).slice(siblings(node).indexOf(node) + 1);
    case 'preceding-sibling':
      return siblings(node).slice(0, siblings(node).indexOf(node)).reverse();
    case 'following':
      return [node, ...ancestors(node)].flatMap((each) =>
        nodesOn('following-sibling', each).flatMap((sibling) => [sibling, ...descendants(sibling)]),
      );
    default:
      return [node, ...ancestors(node)].flatMap((each) =>
        nodesOn('preceding-sibling', each).flatMap((sibling) => [sibling, ...descendants(sibling)].reverse()),
      );
  }
}

const siblings = (node: XmlNode): XmlNode[] => (node.kind === 'attribute' ? [] : (node.parent?.children ?? []));

function descendants(node: XmlNode): XmlNode[] {
  return node.children.flatMap((child) => [child, ...descendants(child)]);
}

function ancestors(node: XmlNode): XmlNode[] {
  const found: XmlNode[] = [];
  for (let at = node.parent; at !== undefined; at = at.parent) found.push(at);
  return found;
}

/** Each node once, in the order of the document. */
export function inDocumentOrder(nodes: readonly XmlNode[]): XmlNode[] {
  const unique = [...new Set(nodes)];
  if (unique.length < 2) return unique;
  const places = new Map(unique.map((node) => [node, placeOf(node)]));
  return unique.sort((a, b) => compare(places.get(a)!, places.get(b)!));
}

function placeOf(node: XmlNode): number[] {
  const place: number[] = [];
  for (let at: XmlNode | undefined = node; at?.parent !== undefined; at = at.parent) {
    const attribute = at.kind === 'attribute';
    place.unshift(attribute ? at.parent.attributes.indexOf(at) - 1e6 : at.parent.children.indexOf(at));
  }
  return place;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? -1e7) - (b[i] ?? -1e7);
    if (difference !== 0) return difference;
  }
  return 0;
}
