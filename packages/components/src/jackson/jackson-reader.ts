import { ComponentError } from '../component-error.ts';
import { setField } from '../set-field.ts';
import { describe, escapes, isDigit, isIdentifierPart, isNumberStart, values } from './jackson-words.ts';

const source = 'Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)';

type Within = 'root' | 'Object' | 'Array';

/**
 * Reads one JSON value as Jackson does: what follows it is left alone, whole numbers keep all their digits, and errors
 * have Jackson's words. `JSON.parse` is many times faster and is asked first; this reader is for what it refuses or rounds.
 */
export class JacksonReader {
  readonly #text: string;
  /** Jackson has a second parser for bytes, with some words of its own and columns in bytes. */
  readonly #ofBytes: boolean;
  #at = 0;
  #start = 0;

  constructor(text: string, ofBytes = false) {
    this.#text = text;
    this.#ofBytes = ofBytes;
  }

  /** The character that the first value begins with and its place; nothing is read. */
  begin(): { readonly char: string | undefined; readonly place: string } {
    this.#skipBlanks();
    return { char: this.#text[this.#at], place: this.#place(this.#at) };
  }

  /** The text of the value that was read last. */
  get text(): string {
    return this.#text.slice(this.#start, this.#at);
  }

  /** The place behind what was read. */
  get place(): string {
    return this.#place(this.#at);
  }

  /** The first value; with `alone`, anything but blanks behind it is an error. */
  read(alone = false): unknown {
    this.#skipBlanks();
    if (this.#at >= this.#text.length) {
      throw new ComponentError('JSON_MISMATCH', {
        reason: 'No content to map due to end-of-input',
        place: `[${source}; line: ${this.#line(this.#at)}]`,
      });
    }
    this.#start = this.#at;
    const value = this.#value('root');
    const behind = this.#text[this.#at];
    if (isNumberStart(this.#text[this.#start]!) && behind !== undefined && !' \t\r\n'.includes(behind)) {
      throw this.#unexpected('Expected space separating root-level values');
    }
    if (!alone) return value;
    this.#skipBlanks();
    if (this.#at < this.#text.length) {
      throw new ComponentError('JSON_MISMATCH', {
        reason: 'Trailing token found after value: not allowed as per `DeserializationFeature.FAIL_ON_TRAILING_TOKENS`',
        place: this.#place(this.#at),
      });
    }
    return value;
  }

  /** The object that the text begins with; `seen` hears of each field as soon as its value has begun, with the place. */
  readObject(seen: (name: string, place: string) => void): Record<string, unknown> {
    this.#skipBlanks();
    return this.#object((name, at) => seen(name, this.#place(at)));
  }

  #value(within: Within): unknown {
    const char = this.#text[this.#at];
    switch (char) {
      case '{':
        return this.#object();
      case '[':
        return this.#array();
      case '"':
        this.#at++;
        return this.#string('a string value');
      case 't':
        return this.#word('true', true);
      case 'f':
        return this.#word('false', false);
      case 'n':
        return this.#word('null', null);
      default:
        if (char === undefined) throw this.#end(` within/between ${within} entries`);
        if (isNumberStart(char)) return this.#number();
        throw this.#oddValue(char, within);
    }
  }

  #object(seen?: (name: string, at: number) => void): Record<string, unknown> {
    const start = this.#at++;
    const object: Record<string, unknown> = {};
    for (let first = true; ; first = false) {
      this.#skipBlanks();
      let char = this.#text[this.#at];
      if (char === undefined) throw this.#unclosed('Object', start);
      if (char === '}') {
        this.#at++;
        return object;
      }
      if (char === ']') throw this.#mismatch(']', '}', 'Object', start);
      if (!first) {
        if (char !== ',') throw this.#unexpected('was expecting comma to separate Object entries');
        this.#at++;
        this.#skipBlanks();
        char = this.#text[this.#at];
        if (char === undefined) throw this.#cutOff('Object');
      }
      if (char !== '"') throw this.#unexpected('was expecting double-quote to start field name');
      this.#at++;
      const name = this.#string('name');
      this.#skipBlanks();
      if (this.#at >= this.#text.length) throw this.#end(' within/between Object entries');
      if (this.#text[this.#at] !== ':')
        throw this.#unexpected('was expecting a colon to separate field name and value');
      this.#at++;
      this.#skipBlanks();
      const isLong = '"{['.includes(this.#text[this.#at] ?? ' ');
      if (isLong) seen?.(name, this.#at + 1);
      const value = this.#value('Object');
      if (!isLong) seen?.(name, this.#at);
      setField(object, name, value);
    }
  }

  #array(): unknown[] {
    const start = this.#at++;
    const array: unknown[] = [];
    for (let first = true; ; first = false) {
      this.#skipBlanks();
      const char = this.#text[this.#at];
      if (char === undefined) throw this.#unclosed('Array', start);
      if (char === ']') {
        this.#at++;
        return array;
      }
      if (char === '}') throw this.#mismatch('}', ']', 'Array', start);
      if (!first) {
        if (char !== ',') throw this.#unexpected('was expecting comma to separate Array entries');
        this.#at++;
        this.#skipBlanks();
        if (this.#at >= this.#text.length) throw this.#cutOff('Array');
      }
      array.push(this.#value('Array'));
    }
  }

  #string(what: string): string {
    let text = '';
    for (let from = this.#at; ; this.#at++) {
      const char = this.#text[this.#at];
      if (char === undefined) {
        if (what === 'name') throw this.#end(' in field name');
        throw this.#end(this.#ofBytes ? ' in VALUE_STRING' : `: was expecting closing quote for ${what}`);
      }
      if (char === '"' || char === '\\') {
        text += this.#text.slice(from, this.#at++);
        if (char === '"') return text;
        text += this.#escape(what);
        from = this.#at--;
      } else if (char < ' ') {
        const reason = `Illegal unquoted character (${describe(char)}): has to be escaped using backslash to be included in ${what === 'name' ? 'name' : 'string value'}`;
        throw new ComponentError('JSON_SYNTAX', { reason, place: this.#place(this.#at) });
      }
    }
  }

  #escape(what: string): string {
    const char = this.#text[this.#at++];
    if (char === undefined) throw this.#end(` in character escape sequence`);
    const plain = escapes[char];
    if (plain !== undefined) return plain;
    if (char !== 'u') {
      const reason = `Unrecognized character escape ${describe(char)}`;
      throw new ComponentError('JSON_SYNTAX', { reason, place: this.#place(this.#at - 1) });
    }
    for (let digit = 0; digit < 4; digit++, this.#at++) {
      const hex = this.#text[this.#at];
      if (hex === undefined) throw this.#end(` in ${what === 'name' ? 'field name' : 'character escape sequence'}`);
      if (!/[0-9a-fA-F]/.test(hex)) throw this.#unexpected('expected a hex-digit for character escape sequence');
    }
    return String.fromCharCode(Number.parseInt(this.#text.slice(this.#at - 4, this.#at), 16));
  }

  #number(): number | bigint {
    const start = this.#at;
    if (this.#text[this.#at] === '-') this.#sign('-');
    if (this.#text[this.#at] === '0' && isDigit(this.#text[this.#at + 1])) {
      this.#at++;
      throw new ComponentError('JSON_SYNTAX', {
        reason: 'Invalid numeric value: Leading zeroes not allowed',
        place: this.#place(this.#at),
      });
    }
    this.#digits();
    const fraction = this.#text[this.#at] === '.';
    if (fraction) this.#fraction();
    const exponent = this.#text[this.#at] === 'e' || this.#text[this.#at] === 'E';
    if (exponent) this.#exponent();
    const whole = !fraction && !exponent;
    const digits = this.#text.slice(start, this.#at);
    const number = Number(digits);
    return !whole || Number.isSafeInteger(number) ? number : BigInt(digits);
  }

  /** A sign must have digits behind it; the infinities have a message of their own. */
  #sign(sign: '-' | '+'): void {
    const start = this.#at;
    const char = this.#text[start + 1];
    if (this.#text.startsWith('Infinity', start + 1)) throw this.#noNumber(`${sign}Infinity`);
    if (sign === '+') {
      const feature = 'enable `JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS` to allow';
      throw this.#inNumber(`JSON spec does not allow numbers to have plus signs: ${feature}`, start, start + 1);
    }
    this.#at++;
    if (char === undefined) throw this.#end(this.#ofBytes ? ' in null' : 'No digit following sign');
    if (isDigit(char)) return;
    if (char === '.') throw this.#oddValue(char, 'Object');
    throw this.#inNumber('expected digit (0-9) to follow minus sign, for valid numeric value', this.#at, this.#at);
  }

  #digits(): boolean {
    const start = this.#at;
    while (isDigit(this.#text[this.#at])) this.#at++;
    return this.#at > start;
  }

  #fraction(): void {
    const point = this.#at++;
    if (this.#digits()) return;
    const cut = this.#at >= this.#text.length;
    const found = cut ? point : this.#at;
    throw this.#inNumber('Decimal point not followed by a digit', found, this.#ofBytes ? found : point);
  }

  #exponent(): void {
    this.#at++;
    if (this.#text[this.#at] === '+' || this.#text[this.#at] === '-') this.#at++;
    if (this.#digits()) return;
    if (this.#at < this.#text.length) {
      const place = this.#ofBytes ? this.#at : this.#at - 1;
      throw this.#inNumber('Exponent indicator not followed by a digit', this.#at, place);
    }
    throw this.#end(this.#ofBytes ? ' in null' : 'expected a digit for number exponent');
  }

  #inNumber(comment: string, found: number, at: number): ComponentError {
    const reason = `Unexpected character (${describe(this.#text[found]!)}) in numeric value: ${comment}`;
    return new ComponentError('JSON_SYNTAX', { reason, place: this.#place(at) });
  }

  #word<Value>(word: string, value: Value): Value {
    if (!this.#isWord(word)) throw this.#oddWord();
    this.#at += word.length;
    return value;
  }

  #oddValue(char: string, within: Within): ComponentError {
    for (const word of ['NaN', 'Infinity']) if (this.#isWord(word)) return this.#noNumber(word);
    if (/[\p{L}_$]/u.test(char)) return this.#oddWord();
    if (char === '+') this.#sign('+');
    if (within === 'root' && (char === '}' || char === ']')) {
      const reason = `Unexpected close marker '${char}': no open ${char === '}' ? 'Object' : 'Array'} to close`;
      return new ComponentError('JSON_SYNTAX', { reason, place: this.#place(this.#at) });
    }
    const cut = this.#ofBytes && within !== 'root' && ',]}'.includes(char);
    return this.#unexpected(cut ? 'expected a value' : `expected a valid value ${values}`);
  }

  #isWord(word: string): boolean {
    const next = this.#text[this.#at + word.length];
    return this.#text.startsWith(word, this.#at) && (next === undefined || !isIdentifierPart(next));
  }

  #noNumber(word: string): ComponentError {
    const reason = `Non-standard token '${word}': enable \`JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS\` to allow`;
    return new ComponentError('JSON_SYNTAX', { reason, place: this.#place(this.#at + word.length) });
  }

  #oddWord(): ComponentError {
    let end = this.#at;
    while (end < this.#text.length && isIdentifierPart(this.#text[end]!)) end++;
    const reason = `Unrecognized token '${this.#text.slice(this.#at, end)}': was expecting ${values}`;
    return new ComponentError('JSON_SYNTAX', { reason, place: this.#place(this.#at) });
  }

  #unexpected(comment: string): ComponentError {
    const char = this.#text[this.#at];
    if (char === undefined) return this.#end('');
    const odd =
      char === '/'
        ? "maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)"
        : comment;
    const reason = `Unexpected character (${describe(char)}): ${odd}`;
    return new ComponentError('JSON_SYNTAX', { reason, place: this.#place(this.#at) });
  }

  #end(where: string): ComponentError {
    return new ComponentError('JSON_END', {
      reason: `Unexpected end-of-input${where}`,
      place: this.#place(this.#text.length),
    });
  }

  /** A text that ends behind a comma. */
  #cutOff(kind: string): ComponentError {
    const reason = `Unexpected end-of-input within/between ${kind} entries`;
    return new ComponentError('JSON_SYNTAX', { reason, place: this.#place(this.#text.length) });
  }

  #unclosed(kind: string, start: number): ComponentError {
    return this.#end(`: expected close marker for ${kind} (start marker at ${this.#place(start)})`);
  }

  #mismatch(found: string, expected: string, kind: string, start: number): ComponentError {
    const reason = `Unexpected close marker '${found}': expected '${expected}' (for ${kind} starting at ${this.#place(start)})`;
    return new ComponentError('JSON_SYNTAX', { reason, place: this.#place(this.#at) });
  }

  #skipBlanks(): void {
    while (' \t\r\n'.includes(this.#text[this.#at] ?? 'x')) this.#at++;
  }

  #line(at: number): number {
    return this.#text.slice(0, at).split('\n').length;
  }

  #place(at: number): string {
    const start = at === 0 ? 0 : this.#text.lastIndexOf('\n', at - 1) + 1;
    const column = 1 + (this.#ofBytes ? Buffer.byteLength(this.#text.slice(start, at)) : at - start);
    return `[${source}; line: ${this.#line(at)}, column: ${column}]`;
  }
}
