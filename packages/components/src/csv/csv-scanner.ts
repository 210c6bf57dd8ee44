import { ComponentError } from '../component-error.ts';
import type { CsvDialect } from './csv-dialect.ts';

export type CsvValue = string | null;

/**
 * Takes the first `count` of `values` as one record, with its number: the first line is 1, empty and comment lines count.
 * The array is used again for the next record: copy what is kept.
 */
export type RecordSink = (values: readonly CsvValue[], count: number, record: number) => void;

const lf = 10;
const cr = 13;
const space = 32;

/**
 * Finds records in text that comes in pieces, by the rules of Apache Commons CSV. A record that a piece does not finish
 * is looked at again with the next one, so pieces should be much longer than records.
 */
export class CsvScanner {
  readonly #dialect: CsvDialect;
  readonly #sink: RecordSink;
  readonly #delimiter: string;
  readonly #delimiterCode: number;
  readonly #quoteCode: number;
  readonly #escapeCode: number;
  readonly #commentCode: number;
  /** Values need no more than cutting out: the way of nearly all files. */
  readonly #plain: boolean;
  /** No character above it means anything in a plain record. */
  readonly #ceiling: number;
  readonly #values: CsvValue[] = [];
  #count = 0;
  #rest = '';
  #record = 0;
  #line = 1;
  /** Characters before `#rest`, for the positions in messages. */
  #offset = 0;
  #ended = false;

  constructor(dialect: CsvDialect, sink: RecordSink) {
    this.#dialect = dialect;
    this.#sink = sink;
    this.#delimiter = dialect.delimiter;
    this.#delimiterCode = dialect.delimiter.charCodeAt(0);
    this.#quoteCode = dialect.quote?.charCodeAt(0) ?? -1;
    this.#escapeCode = dialect.escape?.charCodeAt(0) ?? -1;
    this.#commentCode = dialect.comment?.charCodeAt(0) ?? -1;
    this.#plain =
      dialect.delimiter.length === 1 &&
      this.#escapeCode < 0 &&
      this.#commentCode < 0 &&
      !dialect.ignoreSurroundingSpaces &&
      !dialect.trim &&
      !dialect.trailingDelimiter &&
      dialect.nullString === undefined &&
      !dialect.emptyIsNull;
    this.#ceiling = Math.max(cr, this.#delimiterCode, this.#quoteCode);
  }

  /** Number of the last record that was sent or passed over. */
  get record(): number {
    return this.#record;
  }

  write(piece: string): void {
    const text = this.#rest === '' ? piece : this.#rest + piece;
    const used = this.#scan(text);
    this.#offset += used;
    this.#rest = used === text.length ? '' : text.slice(used);
    if (this.#rest.length > this.#dialect.maxRecordChars) {
      throw new ComponentError('CSV_RECORD_TOO_LONG', {
        record: this.#record + 1,
        limit: this.#dialect.maxRecordChars,
      });
    }
  }

  /** Finishes the last record, which may lack its line break. */
  end(): void {
    this.#ended = true;
    this.#scan(this.#rest);
    this.#rest = '';
  }

  /** Sends the records that `text` holds whole; answers how many characters they took. */
  #scan(text: string): number {
    const length = text.length;
    let start = 0;
    while (start < length) {
      const next = this.#plain ? this.#plainRecords(text, start) : this.#nextRecord(text, start);
      if (next < 0) break;
      start = next;
    }
    return start;
  }

  #nextRecord(text: string, start: number): number {
    const first = text.charCodeAt(start);
    if (first === lf || first === cr) return this.#emptyLine(text, start, first);
    if (first === this.#commentCode) return this.#comment(text, start);
    return this.#fullRecord(text, start);
  }

  #emptyLine(text: string, start: number, first: number): number {
    const next = this.#afterLineBreak(text, start, first);
    if (next < 0) return -1;
    this.#record++;
    if (!this.#dialect.ignoreEmptyLines) this.#sink([this.#finish('', false)], 1, this.#record);
    return next;
  }

  #comment(text: string, start: number): number {
    let at = start;
    while (at < text.length && text.charCodeAt(at) !== lf && text.charCodeAt(at) !== cr) at++;
    if (at === text.length) return this.#ended ? at : -1;
    const next = this.#afterLineBreak(text, at, text.charCodeAt(at));
    if (next >= 0) this.#record++;
    return next;
  }

  /** Place after a line break; -1 when a CR ends the text and its LF may come with the next piece. */
  #afterLineBreak(text: string, at: number, code: number): number {
    let next = at + 1;
    if (code === cr) {
      if (next === text.length && !this.#ended) return -1;
      if (text.charCodeAt(next) === lf) next++;
    }
    this.#line++;
    return next;
  }

  /**
   * Sends plain records until one is not whole or a quote asks for a closer look; answers where to go on, -1 when more
   * text must come first. The one loop over every character: no calls within.
   */
  #plainRecords(text: string, begin: number): number {
    const length = text.length;
    const delimiter = this.#delimiterCode;
    const quote = this.#quoteCode;
    const ceiling = this.#ceiling;
    const values = this.#values;
    let start = begin;
    let from = begin;
    let count = 0;
    for (let at = begin; at < length; at++) {
      const code = text.charCodeAt(at);
      if (code > ceiling) continue;
      if (code === delimiter) {
        values[count++] = text.slice(from, at);
        from = at + 1;
      } else if (code === lf || code === cr) {
        let next = at + 1;
        if (code === cr) {
          if (next === length && !this.#ended) return start === begin ? -1 : start;
          if (text.charCodeAt(next) === lf) next++;
        }
        if (at === start) this.#emptyLine(text, at, code);
        else {
          values[count++] = text.slice(from, at);
          this.#line++;
          this.#sink(values, count, ++this.#record);
        }
        count = 0;
        start = from = next;
        at = next - 1;
      } else if (code === quote && at === from) {
        const next = this.#fullRecord(text, start);
        return next < 0 && start > begin ? start : next;
      }
    }
    if (this.#ended && start < length) {
      values[count++] = text.slice(from, length);
      this.#sink(values, count, ++this.#record);
      return length;
    }
    return start === begin ? -1 : start;
  }

  /** The value that {@link #quoted} or {@link #bare} read last. */
  #value = '';

  /**
   * Reads a quoted value; answers the place of the delimiter, the line break or the end behind it, -1 when the text ends
   * first.
   */
  #quoted(text: string, open: number): number {
    const quote = this.#dialect.quote!;
    const escape = this.#escapeCode;
    const firstLine = this.#line;
    let value = '';
    let from = open + 1;
    for (;;) {
      const close = text.indexOf(quote, from);
      const escaped = escape >= 0 ? text.indexOf(this.#dialect.escape!, from) : -1;
      if (escaped >= 0 && (close < 0 || escaped < close) && escape !== this.#quoteCode) {
        if (escaped + 1 >= text.length && !this.#ended) return -1;
        value += text.slice(from, escaped) + this.#unescape(text, escaped + 1);
        this.#countLines(text, from, escaped);
        from = escaped + 2;
        continue;
      }
      if (close < 0) {
        if (!this.#ended) return -1;
        throw this.#unreadable(`(startline ${grouped(firstLine)}) EOF reached before encapsulated token finished`);
      }
      value += text.slice(from, close);
      this.#countLines(text, from, close);
      if (close + 1 === text.length && !this.#ended) return -1;
      if (text.charCodeAt(close + 1) !== this.#quoteCode || close + 1 >= text.length) {
        this.#value = value;
        return this.#afterQuote(text, close + 1);
      }
      value += quote;
      from = close + 2;
    }
  }

  /** Blanks may stand between a closing quote and the delimiter, nothing else. */
  #afterQuote(text: string, from: number): number {
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === lf || code === cr || this.#isDelimiter(text, at)) return at;
      if (code > space && code !== 0xa0) {
        const position = this.#offset + at + 1;
        throw this.#unreadable(
          `Invalid character between encapsulated token and delimiter at line: ${grouped(this.#line)}, position: ${grouped(position)}`,
        );
      }
    }
    return this.#ended ? text.length : -1;
  }

  #fullRecord(text: string, start: number): number {
    this.#count = 0;
    const line = this.#line;
    const unfinished = () => {
      this.#line = line;
      return -1;
    };
    let at = start;
    for (;;) {
      if (this.#dialect.ignoreSurroundingSpaces) at = this.#skipBlanks(text, at);
      const isQuoted = at < text.length && text.charCodeAt(at) === this.#quoteCode;
      at = isQuoted ? this.#quoted(text, at) : this.#bare(text, at);
      if (at < 0 || (at >= text.length && !this.#ended)) return unfinished();
      const last = at >= text.length || !this.#isDelimiter(text, at);
      if (!(last && this.#dialect.trailingDelimiter && this.#value === '')) {
        this.#values[this.#count++] = this.#plain ? this.#value : this.#finish(this.#value, isQuoted);
      }
      if (at >= text.length) return this.#sent(text.length);
      if (!last) {
        at += this.#delimiter.length;
        continue;
      }
      const next = this.#afterLineBreak(text, at, text.charCodeAt(at));
      return next < 0 ? unfinished() : this.#sent(next);
    }
  }

  #bare(text: string, start: number): number {
    let at = start;
    let from = start;
    let value = '';
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === lf || code === cr || this.#isDelimiter(text, at)) break;
      if (code !== this.#escapeCode) continue;
      if (at + 1 >= text.length && !this.#ended) return -1;
      value += text.slice(from, at) + this.#unescape(text, at + 1);
      from = ++at + 1;
    }
    at = Math.min(at, text.length);
    value += text.slice(from, at);
    this.#value = this.#dialect.ignoreSurroundingSpaces ? value.trimEnd() : value;
    return at;
  }

  #unescape(text: string, at: number): string {
    const char = text.charAt(at);
    const control = controls[char];
    if (control !== undefined) return control;
    const code = text.charCodeAt(at);
    const meta =
      code === this.#quoteCode ||
      code === this.#escapeCode ||
      code === this.#commentCode ||
      this.#isDelimiter(text, at) ||
      '\r\n\f\t\b'.includes(char);
    return meta && char !== '' ? char : this.#dialect.escape! + char;
  }

  #skipBlanks(text: string, from: number): number {
    let at = from;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (code > space || code === lf || code === cr || this.#isDelimiter(text, at)) break;
      at++;
    }
    return at;
  }

  #isDelimiter(text: string, at: number): boolean {
    if (text.charCodeAt(at) !== this.#delimiterCode) return false;
    return this.#delimiter.length === 1 || text.startsWith(this.#delimiter, at);
  }

  #finish(value: string, isQuoted: boolean): CsvValue {
    const text = this.#dialect.trim ? value.trim() : value;
    if (text === this.#dialect.nullString) return isQuoted && this.#dialect.emptyIsNull ? text : null;
    return this.#dialect.emptyIsNull && text === '' && !isQuoted ? null : text;
  }

  #sent(next: number): number {
    this.#sink(this.#values, this.#count, ++this.#record);
    return next;
  }

  #countLines(text: string, from: number, to: number): void {
    for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) this.#line++;
  }

  #unreadable(message: string): ComponentError {
    const details = { record: this.#record + 1, line: this.#line };
    const type = 'org.apache.commons.csv.CSVException';
    const cause = new ComponentError('CSV_UNREADABLE', { ...details, reason: message });
    // Camel reads the header before it goes through the rows, and only their failures are wrapped.
    if (this.#dialect.firstIsHeader && this.#record === 0) return cause;
    return new ComponentError('CSV_SYNTAX', { ...details, reason: `${type}: ${message}` }, cause);
  }
}

const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function grouped(number: number): string {
  return number.toLocaleString('en-US');
}
