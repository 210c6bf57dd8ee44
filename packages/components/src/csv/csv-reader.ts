import { batches, regroup, type BatchSource } from '@dhow/core/component';
import { ComponentError, isComponentError } from '../component-error.ts';
import { piecesOf } from '../passing-pieces.ts';
import { csvDialect, type CsvOptions } from './csv-dialect.ts';
import { CsvRowShape } from './csv-row-shape.ts';
import { CsvScanner, type RecordSink } from './csv-scanner.ts';
import { CsvTextDecoder } from './csv-text-decoder.ts';

/** What CSV is read from. */
export type CsvInput = string | Uint8Array | AsyncIterable<Uint8Array | string>;

/** Characters or bytes of a body in memory that lazy reading takes at a time. */
const pieceLength = 65_536;

/** Reads pieces of text or bytes to rows. Knows nothing of exchanges. */
export class CsvReader {
  readonly #decoder: CsvTextDecoder;
  readonly #scanner: CsvScanner;
  readonly #shape: CsvRowShape;
  readonly #charset: string;
  readonly #stripMark: boolean;
  #atStart = true;

  constructor(options: CsvOptions, charset: string, sink?: RecordSink) {
    this.#shape = new CsvRowShape(options, options.lazyLoad);
    this.#charset = charset;
    this.#decoder = new CsvTextDecoder(charset, options.stripByteOrderMark ?? true);
    this.#stripMark = options.stripByteOrderMark ?? false;
    this.#scanner = new CsvScanner(csvDialect(options), sink ?? this.#shape.add);
  }

  get names(): readonly string[] {
    return this.#shape.names;
  }

  write(piece: Uint8Array | string): void {
    this.#scanner.write(typeof piece === 'string' ? this.#withoutMark(piece) : this.#decode(piece, false));
    this.#atStart = false;
  }

  end(): void {
    const rest = this.#decode(new Uint8Array(0), true);
    if (rest !== '') this.#scanner.write(rest);
    this.#scanner.end();
  }

  /** The rows that are whole by now; each call gives those since the last. */
  take(): unknown[] {
    return this.#shape.take();
  }

  #decode(bytes: Uint8Array, last: boolean): string {
    try {
      return this.#decoder.decode(bytes, last);
    } catch (error) {
      if (!isComponentError(error, 'CSV_ENCODING')) throw error;
      throw new ComponentError('CSV_ENCODING', { charset: this.#charset, record: this.#scanner.record }, error.cause);
    }
  }

  #withoutMark(text: string): string {
    return this.#atStart && this.#stripMark && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }
}

/** All rows of a body in memory. */
export function readAll(reader: CsvReader, input: string | Uint8Array): unknown[] {
  reader.write(input);
  reader.end();
  return reader.take();
}

/** Rows of a body in memory, made as they are asked for; an iterator as Camel's lazyLoad gives. */
export class CsvRowIterator implements Iterator<unknown>, Iterable<unknown> {
  readonly #pieces: Iterator<readonly unknown[]>;
  #rows: readonly unknown[] = [];
  #next = 0;

  constructor(reader: CsvReader, input: string | Uint8Array) {
    this.#pieces = rowPieces(reader, input);
  }

  next(): IteratorResult<unknown> {
    while (this.#next === this.#rows.length) {
      const piece = this.#pieces.next();
      if (piece.done) return { done: true, value: undefined };
      this.#rows = piece.value;
      this.#next = 0;
    }
    return { done: false, value: this.#rows[this.#next++] };
  }

  [Symbol.iterator](): this {
    return this;
  }
}

function* rowPieces(reader: CsvReader, input: string | Uint8Array): Generator<readonly unknown[]> {
  for (let at = 0; at < input.length; at += pieceLength) {
    const end = at + pieceLength;
    reader.write(typeof input === 'string' ? input.slice(at, end) : input.subarray(at, end));
    yield reader.take();
  }
  reader.end();
  yield reader.take();
}

/** Rows of a stream, in constant memory. Read once: row by row, or in batches at full speed. */
export class CsvRowStream implements BatchSource {
  readonly #reader: CsvReader;
  readonly #pieces: AsyncIterator<Uint8Array | string>;

  constructor(reader: CsvReader, input: AsyncIterable<Uint8Array | string>) {
    this.#reader = reader;
    this.#pieces = piecesOf(input)[Symbol.asyncIterator]();
  }

  /** Reads as far as the names of the columns. */
  async readHeader(): Promise<void> {
    while (this.#reader.names.length === 0) {
      const piece = await this.#pieces.next();
      if (piece.done) return;
      this.#reader.write(piece.value);
    }
  }

  [batches](size?: number): AsyncIterable<readonly unknown[]> {
    return size === undefined ? this.#batches() : regroup(this.#batches(), size);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<unknown> {
    for await (const rows of this.#batches()) yield* rows;
  }

  async *#batches(): AsyncGenerator<readonly unknown[]> {
    let ended = false;
    try {
      while (!ended) {
        const piece = await this.#pieces.next();
        ended = piece.done === true;
        if (piece.done) this.#reader.end();
        else this.#reader.write(piece.value);
        const rows = this.#reader.take();
        if (rows.length > 0) yield rows;
      }
    } finally {
      // Closes the file when the reader of the rows stops early.
      if (!ended) await this.#pieces.return?.();
    }
  }
}
