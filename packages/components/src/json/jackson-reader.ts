import { ComponentError } from '../component-error.ts';

const values = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const source = 'Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)';

/**
 * Reads one JSON value as Jackson does: what follows it is left alone, whole numbers keep all their digits, and errors
 * have Jackson's words. `JSON.parse` is many times faster and is asked first; this reader is for what it refuses or rounds.
 */
export class JacksonReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
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
    const value = this.#value('root');
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

  #value(within: 'root' | 'Object' | 'Array'): unknown {
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
        if (char === '-' || isDigit(char)) return this.#number();
        throw this.#oddValue(char);
    }
  }

  #object(): Record<string, unknown> {
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
        if (char === undefined) throw this.#end(' within/between Object entries');
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
      Object.defineProperty(object, name, {
        value: this.#value('Object'),
        enumerable: true,
        configurable: true,
        writable: true,
      });
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
      }
      array.push(this.#value('Array'));
    }
  }

  #string(what: string): string {
    let text = '';
    for (let from = this.#at; ; this.#at++) {
      const char = this.#text[this.#at];
      if (char === undefined) {
        throw what === 'name' ? this.#end(' in field name') : this.#end(`: was expecting closing quote for ${what}`);
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
    if (this.#text[this.#at] === '-') this.#at++;
    if (this.#text[this.#at] === '0' && isDigit(this.#text[this.#at + 1])) {
      this.#at++;
      throw new ComponentError('JSON_SYNTAX', {
        reason: 'Invalid numeric value: Leading zeroes not allowed',
        place: this.#place(this.#at),
      });
    }
    this.#digits('expected digit (0-9) to follow minus sign, for valid numeric value');
    let whole = true;
    if (this.#text[this.#at] === '.') {
      whole = false;
      this.#at++;
      this.#digits('Decimal point not followed by a digit');
    }
    if (this.#text[this.#at] === 'e' || this.#text[this.#at] === 'E') {
      whole = false;
      this.#at++;
      if (this.#text[this.#at] === '+' || this.#text[this.#at] === '-') this.#at++;
      this.#digits('Exponent indicator not followed by a digit');
    }
    const digits = this.#text.slice(start, this.#at);
    const number = Number(digits);
    return !whole || Number.isSafeInteger(number) ? number : BigInt(digits);
  }

  #digits(otherwise: string): void {
    const start = this.#at;
    while (isDigit(this.#text[this.#at])) this.#at++;
    if (this.#at > start) return;
    const char = this.#text[this.#at];
    if (char === undefined) throw this.#end('');
    const reason = `Unexpected character (${describe(char)}) in numeric value: ${otherwise}`;
    throw new ComponentError('JSON_SYNTAX', { reason, place: this.#place(this.#at) });
  }

  #word<Value>(word: string, value: Value): Value {
    const next = this.#text[this.#at + word.length];
    if (!this.#text.startsWith(word, this.#at) || (next !== undefined && isIdentifierPart(next))) throw this.#oddWord();
    this.#at += word.length;
    return value;
  }

  #oddValue(char: string): ComponentError {
    for (const word of ['NaN', 'Infinity']) {
      if (!this.#text.startsWith(word, this.#at)) continue;
      const reason = `Non-standard token '${word}': enable \`JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS\` to allow`;
      return new ComponentError('JSON_SYNTAX', { reason, place: this.#place(this.#at + word.length) });
    }
    return /[\p{L}_$]/u.test(char) ? this.#oddWord() : this.#unexpected(`expected a valid value ${values}`);
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
    const reason = `Unexpected character (${describe(char)}): ${comment}`;
    return new ComponentError('JSON_SYNTAX', { reason, place: this.#place(this.#at) });
  }

  #end(where: string): ComponentError {
    return new ComponentError('JSON_END', {
      reason: `Unexpected end-of-input${where}`,
      place: this.#place(this.#text.length),
    });
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
    const column = at - this.#text.lastIndexOf('\n', at - 1);
    return `[${source}; line: ${this.#line(at)}, column: ${column}]`;
  }
}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= '0' && char <= '9';
}

function isIdentifierPart(char: string): boolean {
  return /[\p{L}\p{N}_$]/u.test(char);
}

/** Jackson's way to show a character. */
function describe(char: string): string {
  const code = char.charCodeAt(0);
  if (code < 32 || (code >= 127 && code < 160)) return `(CTRL-CHAR, code ${code})`;
  return code > 255 ? `'${char}' (code ${code} / 0x${code.toString(16)})` : `'${char}' (code ${code})`;
}
