import { SaxesParser } from 'saxes';
import type { SaxesTagNS } from 'saxes';
import type { RecordValue, Value } from '../../runtime/value.ts';
import { unreadable } from '../plain-data.ts';
import { NamespaceScope } from './namespace-scope.ts';
import type { XmlConvention } from './xml-convention.ts';

/** Elements nested deeper than this are refused, so that no later step runs out of stack. */
const NESTING_LIMIT = 1_000;

type Child =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'cdata'; readonly text: string }
  | { readonly kind: 'element'; readonly name: string; readonly value: Record<string, Value> };

interface OpenElement {
  readonly value: Record<string, Value>;
  readonly children: Child[];
}

/**
 * Reads XML to objects by DataSonnet's convention: attributes as `@name`, text as `$`, each child with its place `~`.
 * Document types and entities of one's own are refused.
 */
export function readXml(text: string, convention: XmlConvention): Value {
  const parser = new SaxesParser<{ xmlns: true }>({ xmlns: true });
  const builder = new ElementBuilder(convention);
  let failed: Error | undefined;
  const fail = (message: string): never => {
    failed ??= unreadable('XML', message, parser.line, parser.column);
    throw failed;
  };
  parser.on('error', (error) => fail(error.message.replace(/^\d+:\d+: /, '')));
  parser.on('doctype', () => fail('a document type (DOCTYPE) is not allowed'));
  parser.on('text', (piece) => builder.text(piece));
  parser.on('cdata', (piece) => builder.cdata(piece));
  parser.on('opentag', (tag) => {
    if (builder.depth >= NESTING_LIMIT) fail(`elements are nested deeper than ${NESTING_LIMIT}`);
    builder.open(tag);
  });
  parser.on('closetag', (tag) => builder.close(tag.name));
  if (text.startsWith('\ufeff')) fail('the text starts with a byte order mark (U+FEFF); remove it');
  parser.write(text).close();
  return builder.result();
}

class ElementBuilder {
  readonly #convention: XmlConvention;
  readonly #scope: NamespaceScope;
  readonly #stack: OpenElement[] = [{ value: {}, children: [] }];
  #buffer = '';

  constructor(convention: XmlConvention) {
    this.#convention = convention;
    this.#scope = new NamespaceScope(convention.declared);
  }

  get depth(): number {
    return this.#stack.length;
  }

  text(piece: string): void {
    if (this.#stack.length > 1) this.#buffer += piece;
  }

  cdata(piece: string): void {
    this.#flush();
    if (piece !== '') this.#stack.at(-1)!.children.push({ kind: 'cdata', text: piece });
  }

  open(tag: SaxesTagNS): void {
    this.#flush();
    const { attribute, namespaces } = this.#convention;
    const declarations = new Map<string, string>();
    for (const name of Object.keys(tag.ns ?? {})) declarations.set(name, tag.ns![name]!);
    this.#scope.enter(declarations);
    const value: Record<string, Value> = {};
    if (declarations.size > 0) {
      const shown: Record<string, Value> = {};
      for (const uri of declarations.values()) setField(shown, this.#scope.prefixOf(uri) ?? '$', uri);
      setField(value, namespaces, shown as RecordValue);
    }
    for (const { name, prefix, value: text } of Object.values(tag.attributes)) {
      if (prefix === 'xmlns' || name === 'xmlns') continue;
      setField(value, attribute + (this.#scope.translate(name, true) ?? name), text);
    }
    this.#stack.push({ value, children: [] });
  }

  close(name: string): void {
    this.#flush();
    const element = this.#stack.pop()!;
    const translated = this.#scope.translate(name, false) ?? name;
    this.#scope.leave();
    this.#collect(element);
    this.#stack.at(-1)!.children.push({
      kind: 'element',
      name: translated.replace(':', () => this.#convention.separator),
      value: element.value,
    });
  }

  result(): Value {
    const document = this.#stack[0]!;
    this.#collect(document);
    return document.value as RecordValue;
  }

  #flush(): void {
    const text = this.#buffer;
    this.#buffer = '';
    if (/[^\0- ]/.test(text)) this.#stack.at(-1)!.children.push({ kind: 'text', text });
  }

  /** Puts the children into the element's object. */
  #collect({ value, children }: OpenElement): void {
    const { text, cdata, order } = this.#convention;
    const textual = children.every((child) => child.kind !== 'element');
    if (textual) {
      setField(value, text, children.map((child) => (child as { readonly text: string }).text).join(''));
      if (children.every((child) => child.kind === 'text')) return;
    }
    children.forEach((child, i) => {
      if (child.kind === 'text') setField(value, text + (i + 1), child.text);
      else if (child.kind === 'cdata') setField(value, cdata + (i + 1), child.text);
      else {
        setField(child.value, order, i + 1);
        const before = Object.hasOwn(value, child.name) ? value[child.name]! : undefined;
        if (before === undefined) setField(value, child.name, child.value as RecordValue);
        else if (Array.isArray(before)) before.push(child.value as RecordValue);
        else setField(value, child.name, [before, child.value as RecordValue]);
      }
    });
  }
}

function setField(record: Record<string, Value>, name: string, value: Value): void {
  if (name === '__proto__') {
    Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true });
  } else record[name] = value;
}
