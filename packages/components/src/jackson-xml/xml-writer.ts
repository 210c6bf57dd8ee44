import { ComponentError } from '../component-error.ts';
import { isRawJson } from '../jackson/raw-json.ts';
import { escapeText } from '../xml/xml-node.ts';

/** How a tree of maps, lists and simple values is written. */
export interface XmlLayout {
  readonly pretty: boolean;
  /** Objects of the application's classes: their lists have an element around them. */
  readonly beans: WeakSet<object>;
}

/** Writes a tree under an element name, as Jackson does: lists in maps repeat their element, others have `item`s. */
export function writeElement(name: string, tree: unknown, layout: XmlLayout): string {
  const lines = new XmlLines(layout).element(name, tree, 0, rootOf(tree));
  if (!layout.pretty) return lines.map(({ text }) => text).join('');
  // Jackson breaks the line before a root that is a simple value, not behind it.
  if (isSimple(tree)) return `\n${lines[0]!.text}`;
  return lines.map(({ depth, text }) => `${'  '.repeat(depth)}${text}\n`).join('');
}

const rootOf = (tree: unknown) => (Array.isArray(tree) ? 'java.util.ArrayList' : 'java.util.LinkedHashMap');

const isSimple = (tree: unknown) => typeof tree !== 'object' || tree === null || isRawJson(tree);

interface Line {
  readonly depth: number;
  readonly text: string;
}

class XmlLines {
  readonly #beans: WeakSet<object>;

  constructor({ beans }: XmlLayout) {
    this.#beans = beans;
  }

  /** `place` is the way to the value in Jackson's notation. */
  element(name: string, value: unknown, depth: number, place: string): Line[] {
    const tag = elementName(name);
    if (value === null) return [{ depth, text: `<${tag}/>` }];
    if (isSimple(value)) return [{ depth, text: `<${tag}>${text(value, place)}</${tag}>` }];
    return around(tag, this.#content(value as object, depth + 1, place), depth);
  }

  #content(value: object, depth: number, place: string): Line[] {
    if (Array.isArray(value)) return this.#items('item', value, depth, place);
    const isBean = this.#beans.has(value);
    return Object.entries(value).flatMap(([key, entry]: [string, unknown]) => {
      const there = `${place}["${key}"]`;
      if (!Array.isArray(entry)) return this.element(key, entry, depth, deeper(there, entry));
      const list = `${there}->java.util.ArrayList`;
      if (!isBean) return this.#items(key, entry, depth, list);
      return around(elementName(key), this.#items(key, entry, depth + 1, list), depth);
    });
  }

  /** Lists in lists have no elements of their own. */
  #items(name: string, list: readonly unknown[], depth: number, place: string): Line[] {
    return list.flatMap((item, index) => {
      const there = `${place}[${index}]`;
      if (Array.isArray(item)) return this.#items(name, item, depth, `${there}->java.util.ArrayList`);
      return this.element(name, item, depth, deeper(there, item));
    });
  }
}

const deeper = (place: string, value: unknown) => (isSimple(value) ? place : `${place}->java.util.LinkedHashMap`);

function around(tag: string, inner: readonly Line[], depth: number): Line[] {
  if (inner.length === 0) return [{ depth, text: `<${tag}/>` }];
  return [{ depth, text: `<${tag}>` }, ...inner, { depth, text: `</${tag}>` }];
}

/** Jackson leaves `>` as it is. Control characters cannot stand in XML. */
function text(value: unknown, place: string): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const [control] = /[^\t\n\r -\uffff]/.exec(value) ?? [];
  if (control !== undefined) {
    throw new ComponentError('JACKSON_XML_CHARACTER', { code: control.charCodeAt(0).toString(16), place });
  }
  return escapeText(value).replaceAll('&gt;', '>').replaceAll('\r', '&#xd;');
}

/** Keys that are no XML names get underscores where a character does not fit. */
function elementName(key: string): string {
  const name = key.replaceAll(/[^\p{L}\p{N}_.:-]/gu, '_');
  return /^[\p{L}_]/u.test(name) ? name : `_${name}`;
}
