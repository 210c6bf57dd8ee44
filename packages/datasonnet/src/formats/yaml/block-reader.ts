import type { Value } from '../../runtime/value.ts';
import { plainScalar } from './yaml-scalars.ts';
import { recordOf } from './yaml-record.ts';

/** What stands at a place of a line before its `: `: a plain key of words, or a quoted one without escapes. */
const KEY = /(?:"[^"\\]*"|'[^']*'|[\p{L}\p{N}_][\p{L}\p{N}_./()+-]*(?: [\p{L}\p{N}_./()+-]+)*)(?=:(?: |$))/uy;

/** Tabs, control characters, byte order marks and what lies beyond the basic plane are left to the full reader. */
const UNUSUAL = /[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/u;

const MAX_DEPTH = 200;
/** YAML takes keys without `?` up to 1,024 characters. */
const MAX_KEY = 1000;

/**
 * Reads the YAML that programs write: block mappings and sequences, with scalars that end on their line. It
 * takes a twentieth of the full reader's time; the result is the same.
 *
 * @returns undefined for any other text, right or wrong
 */
export function readBlockYaml(text: string): Value | undefined {
  const unix = text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
  if (UNUSUAL.test(unix)) return undefined;
  try {
    return new BlockReader(unix).read();
  } catch (error) {
    if (error instanceof Beyond) return undefined;
    throw error;
  }
}

class Beyond extends Error {}

class BlockReader {
  readonly #lines: readonly string[];
  #at = -1;
  #line = '';
  /** Where the text of the line begins; -1 behind the last line of a document. */
  #indent = -1;
  /** Whether the line is `---`. */
  #marked = false;
  #depth = 0;

  constructor(text: string) {
    this.#lines = text.split('\n');
  }

  read(): Value {
    const documents: Value[] = [];
    this.#next();
    if (this.#marked) this.#next();
    for (;;) {
      if (this.#indent < 0) throw new Beyond();
      documents.push(this.#node(this.#indent));
      if (this.#indent >= 0) throw new Beyond();
      if (!this.#marked) break;
      this.#next();
    }
    return documents.length === 1 ? documents[0]! : documents;
  }

  /** Goes to the next line that has more than blanks and a comment. */
  #next(): void {
    while (++this.#at < this.#lines.length) {
      const line = this.#lines[this.#at]!;
      const indent = afterBlanks(line, 0);
      if (indent === line.length || line[indent] === '#') continue;
      this.#line = line;
      this.#marked = line.startsWith('---') && line.trimEnd() === '---';
      this.#indent = this.#marked ? -1 : indent;
      return;
    }
    this.#line = '';
    this.#indent = -1;
    this.#marked = false;
  }

  #node(column: number): Value {
    if (++this.#depth > MAX_DEPTH) throw new Beyond();
    const value = this.#hasDash(column) ? this.#sequence(column) : this.#mapping(column);
    this.#depth--;
    if (this.#indent > column) throw new Beyond();
    return value;
  }

  #hasDash(column: number): boolean {
    return this.#line[column] === '-' && (this.#line.length === column + 1 || this.#line[column + 1] === ' ');
  }

  #sequence(column: number): Value {
    const items: Value[] = [];
    while (this.#indent === column && this.#hasDash(column)) {
      const start = afterBlanks(this.#line, column + 1);
      if (start === this.#line.length) {
        this.#next();
        items.push(this.#indent > column ? this.#node(this.#indent) : null);
      } else if (this.#keyEnd(start) < 0) {
        items.push(this.#scalar(start));
      } else {
        this.#indent = start;
        items.push(this.#node(start));
      }
    }
    return items;
  }

  #mapping(column: number): Value {
    const entries = new Map<string, Value>();
    while (this.#indent === column) {
      const end = this.#keyEnd(column);
      if (end < 0 || end - column > MAX_KEY) throw new Beyond();
      const quoted = this.#line[column] === '"' || this.#line[column] === "'";
      const key = quoted ? this.#line.slice(column + 1, end - 1) : this.#line.slice(column, end);
      entries.set(key, this.#entry(column, afterBlanks(this.#line, end + 1)));
    }
    return recordOf(entries);
  }

  #entry(column: number, start: number): Value {
    if (start < this.#line.length) return this.#scalar(start);
    this.#next();
    if (this.#indent > column) return this.#node(this.#indent);
    return this.#indent === column && this.#hasDash(column) ? this.#sequence(column) : null;
  }

  /** Where the key ends that begins at the column, or -1. */
  #keyEnd(column: number): number {
    KEY.lastIndex = column;
    return KEY.test(this.#line) ? KEY.lastIndex : -1;
  }

  /** The scalar that takes the rest of the line. */
  #scalar(start: number): Value {
    const text = this.#line.slice(start).trimEnd();
    this.#next();
    const first = text[0]!;
    if (first === '"' || first === "'") {
      const inner = text.slice(1, -1);
      if (text.length < 2 || !text.endsWith(first) || inner.includes(first) || inner.includes('\\')) throw new Beyond();
      return inner;
    }
    if (/^[,[\]{}#&*!|>%@`]|^[-?:](?: |$)|: | #|:$/.test(text)) throw new Beyond();
    const value = plainScalar(text);
    if (value === undefined) throw new Beyond();
    return value;
  }
}

function afterBlanks(line: string, start: number): number {
  let at = start;
  while (line.charCodeAt(at) === 0x20) at++;
  return at;
}
