const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d];

/** A piece of a large JSON answer: items of its array, with what stood before the array. */
export interface JsonBatch<Item> {
  /** The scalar fields that came before the array. */
  readonly header: Readonly<Record<string, unknown>>;
  readonly items: readonly Item[];
}

/**
 * Reads the array `key` of a JSON object (or a root array, without `key`) from a stream of bytes, in batches as they
 * arrive. Memory does not grow with the answer: only the unfinished item at the end of a piece is kept.
 *
 * Items are found by counting brackets outside of strings, and parsed by `JSON.parse` in one call a batch, which is several
 * times faster than a parser written in JavaScript.
 */
export async function* jsonArrayBatches<Item>(
  source: AsyncIterable<Uint8Array>,
  key?: string,
): AsyncGenerator<JsonBatch<Item>> {
  const reader = new ArrayReader<Item>(key);
  for await (const piece of source) {
    const items = reader.push(piece);
    if (items.length > 0) yield { header: reader.header, items };
  }
  reader.end();
}

/** Thrown when the stream is not the JSON that was expected. */
export class JsonStreamError extends Error {
  override readonly name = 'JsonStreamError';
}

class ArrayReader<Item> {
  header: Record<string, unknown> = {};
  readonly #key: string | undefined;
  readonly #decoder = new TextDecoder();
  #pending: Uint8Array = new Uint8Array(0);
  /** Where the scan goes on in `#pending`. */
  #at = 0;
  #depth = 0;
  #inString = false;
  #state: 'before' | 'inside' | 'after' = 'before';
  #seen = false;

  constructor(key: string | undefined) {
    this.#key = key;
  }

  push(piece: Uint8Array): readonly Item[] {
    if (piece.length > 0) this.#seen = true;
    if (this.#state === 'after') return [];
    this.#pending = this.#pending.length === 0 ? piece : concat(this.#pending, piece);
    if (this.#state === 'before' && !this.#findArray()) return [];
    return this.#takeItems();
  }

  end(): void {
    // An empty body and an object without the array are lists without items (DHIS2 gives both).
    if (this.#state === 'inside') throw new JsonStreamError('the answer ended in the middle of its list');
    if (this.#state === 'before' && this.#seen) this.#checkWhole();
  }

  #checkWhole(): void {
    const text = this.#decoder.decode(this.#pending).trim();
    if (text === '') return;
    try {
      JSON.parse(text);
    } catch (error) {
      throw new JsonStreamError('the answer is not JSON', { cause: error });
    }
  }

  /** Looks for `"key" : [` at the first level. What comes before stays in memory: it is the header, some hundred bytes. */
  #findArray(): boolean {
    const text = this.#decoder.decode(this.#pending);
    const start = this.#key === undefined ? rootArray(text) : keyArray(text, this.#key);
    if (start < 0) return false;
    this.#state = 'inside';
    this.header = this.#key === undefined ? {} : headerOf(text.slice(0, start), this.#key);
    // The header is cut by bytes: it may hold letters that are longer than one.
    this.#pending = this.#pending.subarray(new TextEncoder().encode(text.slice(0, start)).length);
    this.#at = 0;
    return true;
  }

  #takeItems(): readonly Item[] {
    const bytes = this.#pending;
    let at = this.#at;
    let lastComplete = -1;
    while (at < bytes.length) {
      if (this.#inString) {
        const end = stringEnd(bytes, at);
        if (end < 0) {
          at = bytes.length - trailingBackslashes(bytes, at);
          break;
        }
        this.#inString = false;
        at = end + 1;
        continue;
      }
      const byte = bytes[at]!;
      if (byte === quote) this.#inString = true;
      else if (byte === openBrace || byte === openBracket) this.#depth++;
      else if (byte === closeBrace) this.#depth--;
      else if (byte === closeBracket) {
        if (this.#depth === 0) {
          this.#state = 'after';
          const items = this.#parse(bytes.subarray(0, at));
          this.#pending = new Uint8Array(0);
          return items;
        }
        this.#depth--;
      } else if (byte === comma && this.#depth === 0) lastComplete = at;
      at++;
    }
    if (lastComplete < 0) {
      this.#at = at;
      return [];
    }
    const items = this.#parse(bytes.subarray(0, lastComplete));
    // A copy, so that the large piece behind it can be freed.
    this.#pending = bytes.slice(lastComplete + 1);
    this.#at = at - lastComplete - 1;
    return items;
  }

  #parse(bytes: Uint8Array): readonly Item[] {
    const text = this.#decoder.decode(bytes);
    try {
      return JSON.parse(`[${text}]`) as Item[];
    } catch (error) {
      throw new JsonStreamError('an item of the list is not JSON', { cause: error });
    }
  }
}

/** Position of the quote that ends a string, or -1. A quote after an odd number of backslashes does not. */
function stringEnd(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(quote, from); at >= 0; at = bytes.indexOf(quote, at + 1)) {
    let slashes = 0;
    while (at - slashes - 1 >= from && bytes[at - slashes - 1] === backslash) slashes++;
    if (slashes % 2 === 0) return at;
  }
  return -1;
}

/** Backslashes at the end of a piece may escape what the next one begins with, so the scan goes on before them. */
function trailingBackslashes(bytes: Uint8Array, from: number): number {
  let count = 0;
  while (bytes.length - count - 1 >= from && bytes[bytes.length - count - 1] === backslash) count++;
  return count;
}

function rootArray(text: string): number {
  const match = /^\s*\[/.exec(text);
  return match ? match[0].length : -1;
}

function keyArray(text: string, key: string): number {
  const pattern = new RegExp(`"${key}"\\s*:\\s*\\[`, 'g');
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    if (depthAt(text, match.index) === 1) return match.index + match[0].length;
  }
  return -1;
}

function depthAt(text: string, end: number): number {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < end; at++) {
    const char = text[at];
    if (inString) {
      if (char === '\\') at++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') depth--;
  }
  return inString ? -1 : depth;
}

function headerOf(before: string, key: string): Record<string, unknown> {
  try {
    const header = JSON.parse(`${before}]}`) as Record<string, unknown>;
    delete header[key];
    return header;
  } catch {
    return {};
  }
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
