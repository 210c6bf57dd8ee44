import { setField } from '../set-field.ts';
import type { XmlNode } from '../xml/xml-node.ts';

/** An element as Jackson reads it: text when it has nothing else, else a map; of children that repeat a list. */
export function elementValue(element: XmlNode): unknown {
  const children = element.children.filter(({ kind }) => kind === 'element');
  const attributes = element.attributes.filter(({ name }) => name !== 'xmlns' && !name.startsWith('xmlns:'));
  const texts = textsOf(element);
  const text = texts.join('');
  if (children.length === 0 && attributes.length === 0) return text;
  const map: Record<string, unknown> = {};
  for (const { localName, value } of attributes) put(map, localName, value);
  for (const child of children) put(map, child.localName, elementValue(child));
  for (const piece of texts) if (piece.trim() !== '') put(map, '', piece);
  return map;
}

/** The text between elements, piece by piece. */
function textsOf(element: XmlNode): string[] {
  const texts: string[] = [];
  let fresh = true;
  for (const { kind, value } of element.children) {
    if (kind === 'text') {
      if (fresh) texts.push(value);
      else texts.push(texts.pop()! + value);
      fresh = false;
    } else if (kind === 'element') fresh = true;
  }
  return texts;
}

function put(map: Record<string, unknown>, key: string, value: unknown): void {
  if (!Object.hasOwn(map, key)) setField(map, key, value);
  else if (Array.isArray(map[key]) && repeated.has(map[key])) map[key].push(value);
  else {
    const list = [map[key], value];
    repeated.add(list);
    setField(map, key, list);
  }
}

/** Lists made of elements that repeat, told from lists that are values. */
const repeated = new WeakSet<object>();
