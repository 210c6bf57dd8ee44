import { getField, hasField } from '../../runtime/object-value.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { ObjectValue, Value } from '../../runtime/value.ts';
import { isArray, isExact, isObject } from '../../runtime/value.ts';
import type { MediaType } from '../media-type.ts';
import { dataEntries, dataFields, dataItems, dataOf, unwritable } from '../plain-data.ts';
import type { DataValue } from '../plain-data.ts';
import { NamespaceScope } from './namespace-scope.ts';
import type { XmlConvention } from './xml-convention.ts';
import { xmlConvention } from './xml-convention.ts';

/** Writes an object with one key as an XML document, by the convention that the reader has. */
export function writeXml(value: Value, mediaType: MediaType, runtime: Runtime): string {
  const data = dataOf(runtime, value);
  if (!isObject(data)) {
    throw unwritable(`XML needs an object with one key, the root element; found ${runtime.kindOf(data)}`);
  }
  const rootName = mediaType.parameter('rootelement');
  const roots = rootName === undefined ? dataFields(runtime, data) : [[rootName, data] as const];
  if (roots.length !== 1) {
    throw unwritable(
      `XML has one root element, the result has ${roots.length} keys; put them into one, or say RootElement=name`,
    );
  }
  const [name, root] = roots[0]!;
  if (!isObject(root)) {
    throw unwritable(
      `the value of the root element ${name} must be an object, found ${runtime.kindOf(root)}; write {"$": text} for text`,
    );
  }
  const writer = new XmlWriter(runtime, mediaType);
  writer.root(name, root);
  if (isTrue(mediaType, 'omitxmldeclaration')) return writer.result();
  return `<?xml version='${mediaType.parameter('xmlversion') ?? '1.0'}' encoding='UTF-8'?>${writer.result()}`;
}

function isTrue(mediaType: MediaType, name: string): boolean {
  return mediaType.parameter(name)?.toLowerCase() === 'true';
}

interface Node {
  /** What the node is sorted by; undefined comes first. */
  readonly order: number | undefined;
  /** The place in its array. */
  readonly item: number | undefined;
  readonly key: string;
  readonly value: DataValue;
}

class XmlWriter {
  readonly #runtime: Runtime;
  readonly #convention: XmlConvention;
  readonly #scope: NamespaceScope;
  readonly #shortEmpty: boolean;
  readonly #nullAsEmpty: boolean;
  readonly #parts: string[] = [];

  constructor(runtime: Runtime, mediaType: MediaType) {
    this.#runtime = runtime;
    this.#convention = xmlConvention(mediaType);
    this.#scope = new NamespaceScope(this.#convention.declared);
    this.#shortEmpty = isTrue(mediaType, 'autoemptyelements');
    this.#nullAsEmpty = isTrue(mediaType, 'nullasemptyelement');
  }

  result(): string {
    return this.#parts.join('');
  }

  root(name: string, value: ObjectValue): void {
    const fields = dataFields(this.#runtime, value);
    this.#element(name, fields, true);
  }

  #element(name: string, fields: readonly (readonly [string, DataValue])[], isRoot: boolean): void {
    const { attribute, namespaces, separator } = this.#convention;
    const declarations = this.#declarations(fields.find(([key]) => key === namespaces)?.[1]);
    this.#scope.enter(declarations);
    const translated = this.#scope.translate(name, false);
    if (translated === undefined && isRoot) {
      throw unwritable(`the prefix of the root element ${name} is not declared; declare it in ${namespaces}`, { name });
    }
    const written = (translated ?? name).replaceAll(separator, () => ':');
    const parts = this.#parts;
    parts.push('<', written);
    const children: (readonly [string, DataValue])[] = [];
    for (const field of fields) {
      const [key, value] = field;
      if (key.startsWith(attribute) && key !== namespaces) this.#attribute(key.slice(attribute.length), value);
      else children.push(field);
    }
    if (declarations !== undefined) {
      for (const uri of declarations.values()) {
        const prefix = this.#scope.prefixOf(uri);
        const suffix = prefix === undefined && this.#scope.isDefault(uri) ? '' : `:${prefix ?? 'null'}`;
        parts.push(' xmlns', suffix, '="', uri, '"');
      }
    }
    if (children.length === 0 && this.#shortEmpty) parts.push('/>');
    else {
      parts.push('>');
      this.#children(children);
      parts.push('</', written, '>');
    }
    this.#scope.leave();
  }

  #declarations(value: DataValue | undefined): Map<string, string> | undefined {
    if (value === undefined) return undefined;
    const { namespaces } = this.#convention;
    if (!isObject(value)) throw unwritable(`${namespaces} must be an object of prefixes and addresses`);
    const declarations = new Map<string, string>();
    for (const [prefix, uri] of dataEntries(this.#runtime, value)) {
      if (typeof uri !== 'string') throw unwritable(`the namespace of the prefix ${prefix} must be a text`, { prefix });
      declarations.set(prefix === '$' ? '' : prefix, uri);
    }
    return declarations;
  }

  #attribute(name: string, value: DataValue): void {
    const translated = this.#scope.translate(name, true);
    if (translated === undefined) throw unwritable(`the prefix of the attribute ${name} is not declared`, { name });
    if (typeof value !== 'string') {
      throw unwritable(
        `the attribute ${name} must be a text, found ${this.#runtime.kindOf(value)}; write it with std.toString`,
        { name },
      );
    }
    // As the mapper does it: no escapes, only the other quotes.
    const quote = value.includes('"') ? "'" : '"';
    this.#parts.push(' ', translated, '=', quote, value, quote);
  }

  #children(fields: readonly (readonly [string, DataValue])[]): void {
    const { text, cdata, namespaces } = this.#convention;
    const keys = new Set(fields.map(([key]) => key));
    const numbered = keys.has(`${text}1`) || keys.has(`${cdata}1`);
    for (const { key, value } of this.#nodes(fields)) {
      if (key === namespaces) continue;
      if (key.startsWith(text)) {
        if (key !== text || !numbered) this.#parts.push(escapeText(this.#textOf(key, value)));
      } else if (key.startsWith(cdata)) {
        if (typeof value !== 'string') throw unwritable(`the CDATA section ${key} must be a text`, { key });
        this.#parts.push('<![CDATA[', value.replaceAll(']]>', ']]]]><![CDATA[>'), ']]>');
      } else if (/^\p{L}/u.test(key)) this.#child(key, value);
    }
  }

  #child(key: string, value: DataValue): void {
    if (isArray(value)) {
      for (const item of dataItems(this.#runtime, value)) {
        if (!isObject(item)) throw unwritable(`an array in an array of elements (${key}) must hold objects`, { key });
        this.#element(key, dataFields(this.#runtime, item), false);
      }
    } else if (isObject(value)) this.#element(key, dataFields(this.#runtime, value), false);
    else if (value === null) {
      if (this.#nullAsEmpty) this.#element(key, [[this.#convention.text, '']], false);
    } else {
      // Most of a document: an element with nothing but a text.
      const name = (this.#scope.translate(key, false) ?? key).replaceAll(this.#convention.separator, () => ':');
      this.#parts.push('<', name, '>', escapeText(this.#scalar(value)), '</', name, '>');
    }
  }

  #scalar(value: DataValue): string {
    if (typeof value === 'number') return this.#runtime.numberText(value);
    if (isExact(value)) return value.text;
    return typeof value === 'string' ? value : JSON.stringify(value);
  }

  #textOf(key: string, value: DataValue): string {
    if (value === null) return 'null';
    if (typeof value === 'string' || typeof value === 'number' || isExact(value)) return this.#scalar(value);
    throw unwritable(`the text ${key} must be a text or number, found ${this.#runtime.kindOf(value)}`, { key });
  }

  /** The children in the order of the document: by place, then by place in their array, then by name. */
  #nodes(fields: readonly (readonly [string, DataValue])[]): Node[] {
    const nodes: Node[] = [];
    let sorted = true;
    const add = (node: Node): void => {
      const last = nodes.at(-1);
      if (last !== undefined && compareNodes(last, node) > 0) sorted = false;
      nodes.push(node);
    };
    fields.forEach(([key, value], index) => {
      if (isArray(value)) {
        dataItems(this.#runtime, value).forEach((item, i) => {
          add({ order: this.#orderOf(key, item, index), item: i, key, value: item });
        });
      } else add({ order: this.#orderOf(key, value, index), item: undefined, key, value });
    });
    if (sorted) return nodes;
    return nodes.sort(compareNodes);
  }

  #orderOf(key: string, value: DataValue, index: number): number | undefined {
    const { text, cdata, order } = this.#convention;
    if (key.startsWith(text) && key.length > text.length) return integer(key.slice(text.length));
    if (key.startsWith(cdata) && key.length > cdata.length) return integer(key.slice(cdata.length));
    if (!isObject(value)) return index;
    if (!hasField(value, order, { hidden: false })) return index;
    const place = dataOf(this.#runtime, getField(value, order)!);
    if (typeof place === 'string') return integer(place);
    return typeof place === 'number' ? Math.floor(place + 0.5) : index;
  }
}

function integer(text: string): number | undefined {
  return /^[+-]?\d{1,10}$/.test(text) ? Number(text) : undefined;
}

function compareNodes(a: Node, b: Node): number {
  return (
    compareOptional(a.order, b.order) || compareOptional(a.item, b.item) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
  );
}

function compareOptional(a: number | undefined, b: number | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return a - b;
}

/** Markup is escaped, control characters that XML does not have are left out. */
function escapeText(text: string): string {
  if (!/[<>&]|\p{Cc}/u.test(text)) return text;
  return text.replace(/[<>&]|\p{Cc}/gu, (c) => {
    switch (c) {
      case '<':
        return '&lt;';
      case '>':
        return '&gt;';
      case '&':
        return '&amp;';
      default:
        return c >= ' ' || c === '\n' || c === '\r' || c === '\t' ? c : '';
    }
  });
}
