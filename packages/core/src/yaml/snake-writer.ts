import { NamedException } from '../error-handling/exception-types.ts';
import { isByteStream, isTextReader } from '../convert/stream-value.ts';
import { toIterator } from '../convert/convert-collection.ts';
import { isIterator, isMap } from '../convert/java-type.ts';
import { analyse, scalarOf, type SnakeScalar } from './snake-scalar.ts';

const width = 80;
const step = 2;
const longestSimpleKey = 128;

/**
 * YAML text as SnakeYAML writes it: a list or map of plain values in one line, any other in lines of its own. With
 * `prettyFlow`, what would stand in one line has a line for each item.
 */
export function writeSnakeYaml(value: unknown, prettyFlow: boolean): string {
  const writer = new SnakeWriter(prettyFlow, repeatedIn(value));
  writer.node(value, false, false);
  writer.end();
  return writer.text;
}

type Entries = readonly (readonly [unknown, unknown])[];

interface Collection {
  readonly tag: string | undefined;
  readonly items: readonly unknown[] | undefined;
  readonly entries: Entries | undefined;
}

function collectionOf(value: object): Collection {
  if (value instanceof Set) {
    const entries = Array.from(value as Set<unknown>, (item) => [item, null] as const);
    return { tag: '!!set', items: undefined, entries };
  }
  if (Array.isArray(value)) return { tag: undefined, items: value, entries: undefined };
  if (isIterator(value)) {
    const items = [...{ [Symbol.iterator]: () => toIterator(value) }];
    return { tag: undefined, items, entries: undefined };
  }
  if (isByteStream(value) || isTextReader(value)) {
    const name = isTextReader(value) ? 'ReaderCache' : 'ByteArrayInputStreamCache';
    const message = `No JavaBean properties found in org.apache.camel.converter.stream.${name}`;
    throw new NamedException('org.yaml.snakeyaml.error.YAMLException', message);
  }
  if (value instanceof Map) return { tag: undefined, items: undefined, entries: [...value] };
  const own = (value as { toJSON?: unknown }).toJSON;
  const fields: unknown = !isMap(value) && typeof own === 'function' ? own.call(value) : value;
  return { tag: undefined, items: undefined, entries: Object.entries(fields as object) };
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && scalarOf(value) === undefined;

/** Lists and maps that stand in the value more than once: the second time they are referred to. */
function repeatedIn(value: unknown, seen = new Set<object>(), repeated = new Set<object>()): ReadonlySet<object> {
  if (!isObject(value)) return repeated;
  if (seen.has(value)) return repeated.add(value);
  seen.add(value);
  if (Array.isArray(value) || value instanceof Set) for (const item of value) repeatedIn(item, seen, repeated);
  else if (isMap(value)) for (const item of entriesOf(value)) repeatedIn(item[1], seen, repeated);
  return repeated;
}

const entriesOf = (map: Map<unknown, unknown> | Record<string, unknown>): Entries =>
  map instanceof Map ? [...map] : Object.entries(map);

class SnakeWriter {
  text = '';
  readonly #pretty: boolean;
  readonly #repeated: ReadonlySet<object>;
  readonly #anchors = new Map<object, string>();
  readonly #indents: (number | undefined)[] = [];
  #indent: number | undefined;
  #flowLevel = 0;
  #column = 0;
  /** The last character written was a blank, or there is none on the line. */
  #whitespace = true;
  /** Only indentation and indicators stand on the line. */
  #indention = true;

  constructor(pretty: boolean, repeated: ReadonlySet<object>) {
    this.#pretty = pretty;
    this.#repeated = repeated;
  }

  end(): void {
    this.#indent = undefined;
    this.#writeIndent();
  }

  node(value: unknown, inMapping: boolean, simpleKey: boolean): void {
    const scalar = scalarOf(value);
    if (scalar !== undefined) return this.#scalar(scalar, simpleKey);
    const object = value as object;
    const anchor = this.#anchors.get(object);
    if (anchor !== undefined) return this.#indicator(`*${anchor}`, true);
    if (this.#repeated.has(object)) {
      const name = `id${String(this.#anchors.size + 1).padStart(3, '0')}`;
      this.#anchors.set(object, name);
      this.#indicator(`&${name}`, true);
    }
    const { tag, items, entries } = collectionOf(object);
    if (tag !== undefined) this.#indicator(tag, true);
    const all = items ?? entries!.flat();
    const isFlow = this.#flowLevel > 0 || all.every((item) => isPlain(item));
    if (items) return isFlow ? this.#flowList(items) : this.#blockList(items, inMapping);
    return isFlow ? this.#flowMap(entries!) : this.#blockMap(entries!);
  }

  #flowList(items: readonly unknown[]): void {
    this.#openFlow('[');
    for (const [index, item] of items.entries()) {
      this.#flowBreak(index);
      this.node(item, false, false);
    }
    this.#closeFlow(']', items.length > 0);
    if (this.#pretty && items.length > 0) this.#writeIndent();
  }

  #flowMap(entries: Entries): void {
    this.#openFlow('{');
    for (const [index, [key, value]] of entries.entries()) {
      this.#flowBreak(index);
      if (isSimpleKey(key)) {
        this.node(key, true, true);
        this.#indicator(':', false);
      } else {
        this.#indicator('?', true);
        this.node(key, true, false);
        if (this.#column > width) this.#writeIndent();
        this.#indicator(':', true);
      }
      this.node(value, true, false);
    }
    this.#closeFlow('}', entries.length > 0);
  }

  #openFlow(bracket: string): void {
    this.#indicator(bracket, true, true);
    this.#flowLevel++;
    this.#increase(true, false);
    if (this.#pretty) this.#writeIndent();
  }

  #flowBreak(index: number): void {
    if (index > 0) this.#indicator(',', false);
    if (this.#column > width || this.#pretty) this.#writeIndent();
  }

  #closeFlow(bracket: string, hasItems: boolean): void {
    this.#indent = this.#indents.pop();
    this.#flowLevel--;
    if (this.#pretty && hasItems) this.#writeIndent();
    this.#indicator(bracket, false);
  }

  #blockList(items: readonly unknown[], inMapping: boolean): void {
    this.#increase(false, inMapping && !this.#indention);
    for (const item of items) {
      this.#writeIndent();
      this.#indicator('-', true, false, true);
      this.node(item, false, false);
    }
    this.#indent = this.#indents.pop();
  }

  #blockMap(entries: Entries): void {
    this.#increase(false, false);
    for (const [key, value] of entries) {
      this.#writeIndent();
      if (isSimpleKey(key)) {
        this.node(key, true, true);
        this.#indicator(':', false);
      } else {
        this.#indicator('?', true, false, true);
        this.node(key, true, false);
        this.#writeIndent();
        this.#indicator(':', true, false, true);
      }
      this.node(value, true, false);
    }
    this.#indent = this.#indents.pop();
  }

  #scalar(scalar: SnakeScalar, simpleKey: boolean): void {
    this.#increase(true, false);
    if (scalar.tag !== undefined) this.#indicator(scalar.tag, true);
    const { text } = scalar;
    const { multiline, flowPlain, blockPlain, singleQuoted, block } = analyse(text);
    const canBePlain = this.#flowLevel > 0 ? flowPlain : blockPlain;
    if (scalar.implicit && canBePlain && !multiline && !(simpleKey && text === '')) this.#plain(text, !simpleKey);
    else if (scalar.literal && this.#flowLevel === 0 && !simpleKey && block) this.#literal(text);
    else if (singleQuoted && !(simpleKey && multiline)) this.#singleQuoted(text, !simpleKey);
    else this.#doubleQuoted(text);
    this.#indent = this.#indents.pop();
  }

  #plain(text: string, split: boolean): void {
    if (text === '') return;
    if (!this.#whitespace) this.#put(' ');
    this.#whitespace = false;
    this.#indention = false;
    for (const [piece] of text.matchAll(/ +|[^ ]+/g)) {
      if (piece === ' ' && this.#column > width && split) {
        this.#writeIndent();
        this.#whitespace = false;
        this.#indention = false;
      } else this.#put(piece);
    }
  }

  #singleQuoted(text: string, split: boolean): void {
    this.#indicator("'", true);
    let at = 0;
    for (const [piece] of text.matchAll(/ +|\n+|[^ \n]+/g)) {
      at += piece.length;
      if (piece.startsWith('\n')) {
        for (let line = 0; line <= piece.length; line++) this.#lineBreak();
        this.#writeIndent();
      } else if (piece === ' ' && this.#column > width && split && at > 1 && at < text.length) this.#writeIndent();
      else this.#put(piece.replaceAll("'", "''"));
    }
    this.#indicator("'", false);
  }

  #doubleQuoted(text: string): void {
    this.#indicator('"', true);
    this.#put(text.replaceAll(/["\\\t\n\r\u0085\u00a0\u2028\u2029]/g, (char) => escapes[char]!));
    this.#indicator('"', false);
  }

  #literal(text: string): void {
    const indent = /^[ \n]/.test(text) ? String(step) : '';
    const chomp = text.endsWith('\n') ? (text === '\n' || text.endsWith('\n\n') ? '+' : '') : '-';
    this.#indicator(`|${indent}${chomp}`, true);
    this.#lineBreak();
    const lines = text.split('\n');
    for (const [index, line] of lines.entries()) {
      if (line !== '') {
        this.#writeIndent();
        this.#put(line);
      }
      if (index < lines.length - 1) this.#lineBreak();
    }
  }

  #increase(flow: boolean, indentless: boolean): void {
    this.#indents.push(this.#indent);
    if (this.#indent === undefined) this.#indent = flow ? step : 0;
    else if (!indentless) this.#indent += step;
  }

  #put(text: string): void {
    this.text += text;
    this.#column += text.length;
  }

  #indicator(text: string, needsBlank: boolean, isBlank = false, keepsIndention = false): void {
    if (!this.#whitespace && needsBlank) this.#put(' ');
    this.#whitespace = isBlank;
    this.#indention &&= keepsIndention;
    this.#put(text);
  }

  #writeIndent(): void {
    const indent = this.#indent ?? 0;
    if (!this.#indention || this.#column > indent || (this.#column === indent && !this.#whitespace)) this.#lineBreak();
    if (indent <= this.#column) return;
    this.#whitespace = true;
    this.#put(' '.repeat(indent - this.#column));
  }

  #lineBreak(): void {
    this.#whitespace = true;
    this.#indention = true;
    this.text += '\n';
    this.#column = 0;
  }
}

const escapes: Readonly<Record<string, string>> = {
  '"': String.raw`\"`,
  '\\': String.raw`\\`,
  '\t': String.raw`\t`,
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\u0085': String.raw`\N`,
  '\u00a0': String.raw`\_`,
  '\u2028': String.raw`\L`,
  '\u2029': String.raw`\P`,
};

function isPlain(value: unknown): boolean {
  const scalar = scalarOf(value);
  return scalar !== undefined && !scalar.literal;
}

/** Keys that need no question mark: short, in one line, and not empty. */
function isSimpleKey(key: unknown): boolean {
  const scalar = scalarOf(key);
  if (scalar === undefined) return false;
  const { text } = scalar;
  return text !== '' && !text.includes('\n') && text.length < longestSimpleKey;
}
