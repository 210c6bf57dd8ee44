import { DatasonnetError } from '../../errors/datasonnet-errors.ts';
import { SourceText } from '../../source/source-text.ts';
import { makeObject } from '../../runtime/object-value.ts';
import type { Value } from '../../runtime/value.ts';
import { ExactNumber } from '../../runtime/value.ts';

export interface JsonReadOptions {
  /** Whether numbers past a double's digits are kept; true when left out. */
  readonly exactNumbers?: boolean;
}

/**
 * What JavaScript's own parser would lose: digits past a double's, and the order of keys that look like array indexes.
 * Both may stand in strings too; then the slower way is taken for nothing.
 */
const delicate = /[0-9][0-9.]{15}|"(?:0|[1-9][0-9]{0,9})"\s*:/;

/** Parses JSON; text after the first value is ignored, blank text is null, as the mapper does. */
export function readJson(text: string, options: JsonReadOptions = {}): Value {
  if (!delicate.test(text)) {
    try {
      return JSON.parse(text) as Value;
    } catch {
      // The parser below reads text after the value, and says where a mistake is.
    }
  }
  return new JsonReader(text, options.exactNumbers ?? true).read();
}

/** How deep arrays and objects may be nested. */
const nestingLimit = 1_000;

class JsonReader {
  readonly #text: string;
  readonly #exactNumbers: boolean;
  #at = 0;
  #nesting = 0;

  constructor(text: string, exactNumbers: boolean) {
    this.#text = text;
    this.#exactNumbers = exactNumbers;
  }

  read(): Value {
    this.#blanks();
    return this.#at >= this.#text.length ? null : this.#value();
  }

  #value(): Value {
    this.#blanks();
    switch (this.#text.charCodeAt(this.#at)) {
      case 0x7b:
        return this.#object();
      case 0x5b:
        return this.#array();
      case 0x22:
        return this.#string();
      case 0x74:
        return this.#word('true', true);
      case 0x66:
        return this.#word('false', false);
      case 0x6e:
        return this.#word('null', null);
      default:
        return this.#number();
    }
  }

  #word<T extends Value>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.#at) || /\w/.test(this.#text[this.#at + word.length] ?? '')) {
      throw this.#error('a value');
    }
    this.#at += word.length;
    return value;
  }

  #number(): Value {
    const text = this.#text;
    const start = this.#at;
    let at = start;
    if (text.charCodeAt(at) === minus) at++;
    const first = at;
    at = skipDigits(text, at);
    if (at === first || (at > first + 1 && text.charCodeAt(first) === zero)) throw this.#error('a value');
    let isFraction = false;
    if (text.charCodeAt(at) === dot) {
      isFraction = true;
      at = this.#digitsFrom(at + 1);
    }
    if ((text.charCodeAt(at) | 0x20) === letterE) {
      isFraction = true;
      const sign = text.charCodeAt(at + 1);
      at = this.#digitsFrom(sign === minus || sign === plus ? at + 2 : at + 1);
    }
    this.#at = at;
    if (/[\w.]/.test(text[at] ?? '')) throw this.#error('the end of the number');
    const literal = text.slice(start, at);
    const mayLose = this.#exactNumbers && literal.length > 15 && significantDigits(literal, isFraction) > 15;
    return mayLose ? new ExactNumber(literal) : Number(literal);
  }

  #digitsFrom(start: number): number {
    const end = skipDigits(this.#text, start);
    if (end > start) return end;
    this.#at = start;
    throw this.#error('a digit');
  }

  #string(): string {
    const text = this.#text;
    const start = this.#at + 1;
    let end = start;
    for (;;) {
      const code = text.charCodeAt(end);
      if (code === quote) {
        this.#at = end + 1;
        return text.slice(start, end);
      }
      // Escapes, and characters that may not stand in a string, are left to JavaScript's parser.
      if (code === backslash || code < 0x20 || Number.isNaN(code)) return this.#escapedString();
      end++;
    }
  }

  #escapedString(): string {
    const end = this.#stringEnd();
    const literal = this.#text.slice(this.#at, end);
    try {
      const value = JSON.parse(literal) as string;
      this.#at = end;
      return value;
    } catch {
      // oxlint-disable-next-line no-control-regex
      const inside = /[\u0000-\u001f]|\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(literal);
      this.#at += inside?.index ?? 0;
      throw this.#error(inside ? 'an escaped character' : 'the end of the string');
    }
  }

  #stringEnd(): number {
    let end = this.#at + 1;
    while (end < this.#text.length && this.#text[end] !== '"') end += this.#text[end] === '\\' ? 2 : 1;
    return end + 1;
  }

  #array(): Value {
    this.#enter();
    const elements: Value[] = [];
    this.#blanks();
    if (this.#take(']')) return this.#leave(elements);
    for (;;) {
      elements.push(this.#value());
      this.#blanks();
      if (this.#take(']')) return this.#leave(elements);
      if (!this.#take(',')) throw this.#error(', or ]');
    }
  }

  #object(): Value {
    this.#enter();
    const record: Record<string, Value> = {};
    /** Instead of the record, once a name came up that a record would move to its front. */
    let entries: Map<string, Value> | undefined;
    this.#blanks();
    if (this.#take('}')) return this.#leave(record);
    for (;;) {
      this.#blanks();
      if (this.#text.charCodeAt(this.#at) !== quote) throw this.#error('a name in double quotes');
      const name = this.#string();
      this.#blanks();
      if (!this.#take(':')) throw this.#error(':');
      const value = this.#value();
      if (!entries && looksLikeIndex(name)) entries = new Map(Object.entries(record));
      if (entries) entries.set(name, value);
      else if (name === '__proto__') {
        Object.defineProperty(record, name, { value, enumerable: true, writable: true, configurable: true });
      } else record[name] = value;
      this.#blanks();
      if (this.#take('}')) return this.#leave(entries ? makeObject(entries) : record);
      if (!this.#take(',')) throw this.#error(', or }');
    }
  }

  #enter(): void {
    if (++this.#nesting > nestingLimit) throw this.#error(`at most ${nestingLimit} levels`);
    this.#at++;
  }

  #leave<T extends Value>(value: T): T {
    this.#nesting--;
    return value;
  }

  #take(char: string): boolean {
    if (this.#text[this.#at] !== char) return false;
    this.#at++;
    return true;
  }

  #blanks(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at++;
    }
  }

  #error(expected: string): Error {
    const { line, column } = new SourceText('', this.#text).positionAt(this.#at);
    const found = this.#at >= this.#text.length ? 'the end of the text' : `"${this.#text[this.#at]}"`;
    const message = `the JSON is not readable at line ${line}, column ${column}: expected ${expected}, found ${found}`;
    return new DatasonnetError('DS_INPUT', message, { details: { line, column } });
  }
}

const quote = 0x22;
const backslash = 0x5c;
const minus = 0x2d;
const plus = 0x2b;
const dot = 0x2e;
const zero = 0x30;
const letterE = 0x65;

function skipDigits(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code < 0x30 || code > 0x39 || Number.isNaN(code)) return at;
    at++;
  }
}

/** Digits that count: of a fraction without the zeros at its end, as the mapper's decimals are kept. */
function significantDigits(text: string, isFraction: boolean): number {
  const digits = text
    .replace(/[eE].*$/, '')
    .replace(/[-.]/g, '')
    .replace(/^0+(?=\d)/, '');
  return (isFraction ? digits.replace(/0+$/, '') : digits).length;
}

/** Names that a JavaScript object moves to its front. */
export function looksLikeIndex(name: string): boolean {
  const first = name.charCodeAt(0);
  return first >= 0x30 && first <= 0x39 && /^(?:0|[1-9][0-9]{0,9})$/.test(name);
}
