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
  /** The only child so far, when it is a text: most elements have no other. */
  text: string | undefined;
  children: Child[] | undefined;
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
  readonly #stack: OpenElement[] = [{ value: {}, text: undefined, children: undefined }];
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
    if (piece !== '') this.#add({ kind: 'cdata', text: piece });
  }

  open(tag: SaxesTagNS): void {
    this.#flush();
    const value: Record<string, Value> = {};
    const declarations = declarationsOf(tag.ns);
    this.#scope.enter(declarations);
    if (declarations !== undefined) {
      const shown: Record<string, Value> = {};
      for (const uri of declarations.values()) setField(shown, this.#scope.prefixOf(uri) ?? '$', uri);
      setField(value, this.#convention.namespaces, shown as RecordValue);
    }
    for (const key in tag.attributes) {
      const { name, prefix, value: text } = tag.attributes[key]!;
      if (prefix === 'xmlns' || name === 'xmlns') continue;
      setField(value, this.#convention.attribute + (this.#scope.translate(name, true) ?? name), text);
    }
    this.#stack.push({ value, text: undefined, children: undefined });
  }

  close(name: string): void {
    this.#flush();
    const element = this.#stack.pop()!;
    const translated = this.#scope.translate(name, false) ?? name;
    this.#scope.leave();
    this.#collect(element);
    const { separator } = this.#convention;
    const shown = separator === ':' ? translated : translated.replace(':', () => separator);
    this.#add({ kind: 'element', name: shown, value: element.value });
  }

  result(): Value {
    const document = this.#stack[0]!;
    this.#collect(document);
    return document.value as RecordValue;
  }

  #flush(): void {
    const text = this.#buffer;
    if (text === '') return;
    this.#buffer = '';
    if (isBlank(text)) return;
    const element = this.#stack.at(-1)!;
    if (element.children === undefined && element.text === undefined) element.text = text;
    else this.#add({ kind: 'text', text });
  }

  #add(child: Child): void {
    const element = this.#stack.at(-1)!;
    if (element.children === undefined) {
      element.children = element.text === undefined ? [] : [{ kind: 'text', text: element.text }];
    }
    element.children.push(child);
  }

  /** Puts the children into the element's object. */
  #collect({ value, text: onlyText, children }: OpenElement): void {
    const { text, cdata, order } = this.#convention;
    if (children === undefined) {
      setField(value, text, onlyText ?? '');
      return;
    }
    if (children.every((child) => child.kind !== 'element')) {
      setField(value, text, children.map((child) => child.text).join(''));
      if (children.every((child) => child.kind === 'text')) return;
    }
    let place = 0;
    for (const child of children) {
      place++;
      if (child.kind === 'text') setField(value, text + place, child.text);
      else if (child.kind === 'cdata') setField(value, cdata + place, child.text);
      else {
        setField(child.value, order, place);
        const before = Object.hasOwn(value, child.name) ? value[child.name]! : undefined;
        if (before === undefined) setField(value, child.name, child.value as RecordValue);
        else if (Array.isArray(before)) before.push(child.value as RecordValue);
        else setField(value, child.name, [before, child.value as RecordValue]);
      }
    }
  }
}

/** The namespaces that an element itself declares, prefix to URI. */
function declarationsOf(namespaces: Readonly<Record<string, string>> | undefined): Map<string, string> | undefined {
  let declarations: Map<string, string> | undefined;
  for (const prefix in namespaces) (declarations ??= new Map()).set(prefix, namespaces[prefix]!);
  return declarations;
}

/** Whether Java's `trim` would leave nothing. */
function isBlank(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 32) return false;
  return true;
}

function setField(record: Record<string, Value>, name: string, value: Value): void {
  if (name === '__proto__') {
    Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true });
  } else record[name] = value;
}
