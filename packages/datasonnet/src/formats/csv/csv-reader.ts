import type { Runtime } from '../../runtime/runtime.ts';
import type { Value } from '../../runtime/value.ts';
import { makeObject } from '../../runtime/object-value.ts';
import { javaTrim } from '../../runtime/java-text.ts';
import { unreadable } from '../plain-data.ts';
import type { CsvDialect } from './csv-dialect.ts';

/**
 * Reads CSV: with a header an array of objects, without one an array of arrays; all values are texts.
 *
 * A blank line is a row with an empty first column, a short row lacks keys, a long row is an error unless what is too much
 * is one blank value. Names of columns are trimmed, values are not.
 */
export function readCsv(text: string, dialect: CsvDialect, runtime: Runtime): Value {
  const reader = new CsvReader(text, dialect);
  const rows: Value[] = [];
  if (!dialect.useHeader) {
    for (let row = reader.row(); row !== undefined; row = reader.row()) rows.push(row);
    runtime.step(rows.length);
    return rows;
  }
  const names = (reader.row() ?? []).map(javaTrim);
  if (names.at(-1) === '' && names.length > 1) names.pop();
  if (names.length === 0 || (names.length === 1 && names[0] === '')) {
    throw unreadable('CSV', 'the first line must name the columns; without such a line say UseHeader=false', 1);
  }
  const plain = names.every((name) => name !== '__proto__' && !/^(?:0|[1-9]\d*)$/.test(name));
  for (let row = reader.row(); row !== undefined; row = reader.row()) {
    if (row.length > names.length && !(row.length === names.length + 1 && javaTrim(row.at(-1)!) === '')) {
      throw unreadable(
        'CSV',
        `the row has ${row.length} values, the header names ${names.length} columns`,
        reader.rowLine,
      );
    }
    const count = Math.min(row.length, names.length);
    if (plain) {
      const record: Record<string, string> = {};
      for (let i = 0; i < count; i++) record[names[i]!] = row[i]!;
      rows.push(record);
    } else {
      // Names that JavaScript would reorder or take for something else.
      rows.push(makeObject(names.slice(0, count).map((name, i) => [name, row[i]!] as const)));
    }
  }
  runtime.step(rows.length);
  return rows;
}

class CsvReader {
  readonly #text: string;
  readonly #separator: string;
  readonly #quote: string | undefined;
  readonly #escape: string | undefined;
  #at = 0;
  #line = 1;
  /** The line on which the last row began. */
  rowLine = 1;

  constructor(text: string, dialect: CsvDialect) {
    this.#text = text;
    this.#separator = dialect.separator;
    this.#quote = dialect.quote;
    this.#escape = dialect.escape;
  }

  /** The values of the next row, or undefined at the end of the text. */
  row(): string[] | undefined {
    if (this.#at >= this.#text.length) return undefined;
    this.rowLine = this.#line;
    const values: string[] = [];
    for (;;) {
      values.push(this.#quote !== undefined && this.#text[this.#at] === this.#quote ? this.#quoted() : this.#plain());
      if (this.#text[this.#at] === this.#separator) {
        this.#at++;
        continue;
      }
      this.#endLine();
      return values;
    }
  }

  #endLine(): void {
    if (this.#text[this.#at] === '\r') this.#at++;
    if (this.#text[this.#at] === '\n') this.#at++;
    this.#line++;
  }

  #plain(): string {
    const text = this.#text;
    const start = this.#at;
    let at = start;
    while (at < text.length) {
      const c = text[at]!;
      if (c === this.#separator || c === '\n' || c === '\r') break;
      if (c === this.#escape) return this.#plainEscaped(start);
      at++;
    }
    this.#at = at;
    return text.slice(start, at);
  }

  #plainEscaped(start: number): string {
    const text = this.#text;
    let value = '';
    let at = start;
    for (; at < text.length; at++) {
      const c = text[at]!;
      if (c === this.#separator || c === '\n' || c === '\r') break;
      if (c === this.#escape && at + 1 < text.length) value += unescaped(text[++at]!);
      else value += c;
    }
    this.#at = at;
    return value;
  }

  #quoted(): string {
    const text = this.#text;
    const quote = this.#quote!;
    const line = this.#line;
    let value = '';
    let from = this.#at + 1;
    let at = from;
    for (;;) {
      const c = text[at];
      if (c === undefined) throw unreadable('CSV', 'a quoted value is not closed', line);
      if (c === '\n') this.#line++;
      if (c === this.#escape && c !== quote && at + 1 < text.length) {
        value += text.slice(from, at) + unescaped(text[at + 1]!);
        at += 2;
        from = at;
      } else if (c !== quote) at++;
      else if (text[at + 1] === quote) {
        value += text.slice(from, at + 1);
        at += 2;
        from = at;
      } else break;
    }
    value += text.slice(from, at);
    at++;
    while (isSkipped(text[at], this.#separator)) at++;
    const next = text[at];
    if (next !== undefined && next !== this.#separator && next !== '\n' && next !== '\r') {
      throw unreadable(
        'CSV',
        'a quoted value is followed by more text; quotes inside of it are written twice',
        this.#line,
      );
    }
    this.#at = at;
    return value;
  }
}

/** Blanks and control characters between a closing quote and the next separator. */
function isSkipped(c: string | undefined, separator: string): boolean {
  return c !== undefined && c <= ' ' && c !== separator && c !== '\n' && c !== '\r';
}

function unescaped(c: string): string {
  return { n: '\n', r: '\r', t: '\t', '0': '\0' }[c] ?? c;
}
