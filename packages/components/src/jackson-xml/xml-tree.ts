import { isMap } from '@dhow/core/component';
import { escapeAttribute, escapeText, type XmlNode } from '../xml/xml-node.ts';

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
  if (!Object.hasOwn(map, key)) map[key] = value;
  else if (Array.isArray(map[key]) && repeated.has(map[key])) map[key].push(value);
  else {
    const list = [map[key], value];
    repeated.add(list);
    map[key] = list;
  }
}

/** Lists made of elements that repeat, told from lists that are values. */
const repeated = new WeakSet<object>();

export interface XmlLayout {
  readonly pretty: boolean;
  /** Leaves out fields that are null. */
  readonly withoutNulls?: boolean;
}

/** Writes a value under an element name, as Jackson does: lists in maps repeat their element, others have `item`s. */
export function writeElement(name: string, value: unknown, layout: XmlLayout): string {
  const lines = element(name, layout.withoutNulls ? filled(value) : value, 0);
  // Jackson breaks the line before a root that is a simple value, not behind it.
  if (layout.pretty && lines.length === 1 && !lines[0]!.text.endsWith('/>')) return `\n${lines[0]!.text}`;
  return layout.pretty
    ? lines.map(({ depth, text }) => `${'  '.repeat(depth)}${text}\n`).join('')
    : lines.map(({ text }) => text).join('');
}

/** Without the fields that are null. */
function filled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(filled);
  if (!isMap(value) || value instanceof Map) return value;
  const entries = Object.entries(value).filter(([, entry]) => entry !== null && entry !== undefined);
  return Object.fromEntries(entries.map(([key, entry]) => [key, filled(entry)]));
}

interface Line {
  readonly depth: number;
  readonly text: string;
}

function element(name: string, value: unknown, depth: number): Line[] {
  const tag = elementName(name);
  if (value === null || value === undefined) return [{ depth, text: `<${tag}/>` }];
  const inner = content(value, depth + 1);
  if (typeof inner === 'string')
    return [{ depth, text: inner === '' ? `<${tag}></${tag}>` : `<${tag}>${inner}</${tag}>` }];
  if (inner.length === 0) return [{ depth, text: `<${tag}/>` }];
  return [{ depth, text: `<${tag}>` }, ...inner, { depth, text: `</${tag}>` }];
}

/** Text of a simple value, lines of any other. */
function content(value: unknown, depth: number): string | Line[] {
  if (typeof value !== 'object' || value === null) return escaped(String(value as string | number | boolean));
  if (value instanceof Date) return String(value.getTime());
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value) || value instanceof Set) {
    return Array.from(value as Iterable<unknown>).flatMap((item) => element('item', item, depth));
  }
  const plain =
    typeof (value as { toJSON?: unknown }).toJSON === 'function' ? (value as { toJSON(): unknown }).toJSON() : value;
  if (typeof plain !== 'object' || plain === null) return escaped(String(plain as string | number));
  const isBean = plain !== value;
  return Object.entries(plain).flatMap(([key, entry]) => {
    if (!Array.isArray(entry)) return element(key, entry, depth);
    const items = entry.flatMap((item) => element(key, item, isBean ? depth + 1 : depth));
    if (!isBean) return items;
    if (items.length === 0) return [{ depth, text: `<${elementName(key)}/>` }];
    return [{ depth, text: `<${elementName(key)}>` }, ...items, { depth, text: `</${elementName(key)}>` }];
  });
}

/** Jackson leaves `>` as it is. */
const escaped = (text: string) => escapeText(text).replaceAll('&gt;', '>');

/** Keys that are no XML names get underscores where a character does not fit. */
function elementName(key: string): string {
  const name = key.replaceAll(/[^\w.-]/g, '_');
  return escapeAttribute(/^[A-Za-z_]/.test(name) ? name : `_${name}`);
}
