import { numberTypeOf } from '@dhow/core/component';
import type { CsvDialect } from './csv-dialect.ts';

/** Text of a value: the engine's conversion. */
export type ValueText = (value: unknown) => string;

/** Writes records by the rules of Apache Commons CSV. */
export class CsvWriter {
  readonly #dialect: CsvDialect;
  readonly #text: ValueText;

  constructor(dialect: CsvDialect, text: ValueText) {
    this.#dialect = dialect;
    this.#text = text;
  }

  record(values: readonly unknown[]): string {
    const { delimiter, recordSeparator, trailingDelimiter } = this.#dialect;
    let line = '';
    for (let index = 0; index < values.length; index++) {
      if (index > 0) line += delimiter;
      line += this.#value(values[index], index === 0);
    }
    return line + (trailingDelimiter ? delimiter : '') + recordSeparator;
  }

  #value(value: unknown, first: boolean): string {
    const { nullString, quoteMode, quote, trim } = this.#dialect;
    if (value === null || value === undefined) {
      if (nullString === undefined) return '';
      return quoteMode === 'ALL' && quote !== undefined ? quote + nullString + quote : nullString;
    }
    const raw = this.#text(value);
    const text = trim ? raw.trim() : raw;
    if (quote === undefined || quoteMode === 'NONE') return this.#escaped(text);
    return this.#needsQuotes(value, text, first) ? this.#quoted(text, quote) : text;
  }

  #needsQuotes(value: unknown, text: string, first: boolean): boolean {
    switch (this.#dialect.quoteMode) {
      case 'ALL':
      case 'ALL_NON_NULL':
        return true;
      case 'NON_NUMERIC':
        return numberTypeOf(value) === undefined;
      default:
        return this.#minimal(text, first);
    }
  }

  /** An empty first value would make an empty line; leading signs and trailing blanks are quoted as Commons CSV does. */
  #minimal(text: string, first: boolean): boolean {
    if (text === '') return first;
    const { delimiter, quote, escape } = this.#dialect;
    if (text.charCodeAt(0) <= 0x23 || text.charCodeAt(text.length - 1) <= 0x20) return true;
    if (text.includes(delimiter) || text.includes(quote!) || text.includes('\n') || text.includes('\r')) return true;
    return escape !== undefined && text.includes(escape);
  }

  #quoted(text: string, quote: string): string {
    const { escape = quote } = this.#dialect;
    const doubled = text.replaceAll(quote, () => escape + quote);
    return (
      quote +
      (escape === quote
        ? doubled
        : text.replaceAll(escape, () => escape + escape).replaceAll(quote, () => escape + quote)) +
      quote
    );
  }

  #escaped(text: string): string {
    const { escape, delimiter } = this.#dialect;
    if (escape === undefined) return text;
    let out = '';
    for (let at = 0; at < text.length; at++) {
      const char = text[at]!;
      if (char === '\n') out += `${escape}n`;
      else if (char === '\r') out += `${escape}r`;
      else if (char === escape) out += escape + escape;
      else if (text.startsWith(delimiter, at)) {
        for (const part of delimiter) out += escape + part;
        at += delimiter.length - 1;
      } else out += char;
    }
    return out;
  }
}
