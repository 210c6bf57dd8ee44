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
    const char = this.#text[this.#at];
    switch (char) {
      case '{':
        return this.#object();
      case '[':
        return this.#array();
      case '"':
        return this.#string();
      case 't':
        return this.#word('true', true);
      case 'f':
        return this.#word('false', false);
      case 'n':
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
    const pattern = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/y;
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (!match) throw this.#error('a value');
    const [text, fraction] = match;
    if (/[\w.]/.test(this.#text[pattern.lastIndex] ?? '')) {
      this.#at = pattern.lastIndex;
      throw this.#error('the end of the number');
    }
    this.#at = pattern.lastIndex;
    return this.#exactNumbers && significantDigits(text, fraction !== undefined || match[2] !== undefined) > 15
      ? new ExactNumber(text)
      : Number(text);
  }

  #string(): string {
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
    const entries = new Map<string, Value>();
    let reordered = false;
    this.#blanks();
    if (!this.#take('}')) {
      for (;;) {
        this.#blanks();
        if (this.#text[this.#at] !== '"') throw this.#error('a name in double quotes');
        const name = this.#string();
        reordered ||= looksLikeIndex(name);
        this.#blanks();
        if (!this.#take(':')) throw this.#error(':');
        entries.set(name, this.#value());
        this.#blanks();
        if (this.#take('}')) break;
        if (!this.#take(',')) throw this.#error(', or }');
      }
    }
    if (reordered) return this.#leave(makeObject(entries));
    const record: Record<string, Value> = {};
    for (const [name, value] of entries) {
      if (name === '__proto__')
        Object.defineProperty(record, name, { value, enumerable: true, writable: true, configurable: true });
      else record[name] = value;
    }
    return this.#leave(record);
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
    while (this.#at < this.#text.length && ' \t\n\r'.includes(this.#text[this.#at]!)) this.#at++;
  }

  #error(expected: string): Error {
    const { line, column } = new SourceText('', this.#text).positionAt(this.#at);
    const found = this.#at >= this.#text.length ? 'the end of the text' : `"${this.#text[this.#at]}"`;
    const message = `the JSON is not readable at line ${line}, column ${column}: expected ${expected}, found ${found}`;
    return new DatasonnetError('DS_INPUT', message, { details: { line, column } });
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
  return /^(?:0|[1-9][0-9]{0,9})$/.test(name);
}
