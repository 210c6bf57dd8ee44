import type { ComponentContext, DataFormat, DataFormatFactory, Exchange } from '@dhow/core/component';
import { hasNoBytes } from '../bytes-of.ts';
import { piecesOf } from '../passing-pieces.ts';
import { rowSourceProperty } from '../row-source.ts';
import { csvDialect, type CsvOptions } from './csv-dialect.ts';
import { marshalRows } from './csv-marshal.ts';
import { CsvReader, CsvRowIterator, CsvRowStream, readAll, type CsvInput } from './csv-reader.ts';
import { csvRowSource } from './csv-row-source.ts';
import { csvSpec } from './csv-spec.ts';
import { CsvWriter } from './csv-writer.ts';

/**
 * The data format `csv`.
 *
 * @example
 * ```ts
 * import { createContext } from '@dhow/core';
 * import { csvDataFormat } from '@dhow/components/csv';
 *
 * createContext({ components: [], dataFormats: [csvDataFormat()] });
 * ```
 */
export function csvDataFormat(): DataFormatFactory {
  return {
    spec: csvSpec,
    create: (options, context) => new CsvDataFormat(options as CsvOptions, context),
  };
}

class CsvDataFormat implements DataFormat {
  readonly #options: CsvOptions;
  readonly #context: ComponentContext;
  readonly #writer: CsvWriter;

  constructor(options: CsvOptions, context: ComponentContext) {
    this.#options = options;
    this.#context = context;
    this.#writer = new CsvWriter(csvDialect(options), (value) =>
      typeof value === 'string' ? value : String(context.convert(value, 'java.lang.String')),
    );
  }

  marshal(body: unknown): unknown {
    return marshalRows(body, this.#options, this.#writer);
  }

  unmarshal(body: unknown, exchange: Exchange): unknown {
    const charset = this.#options.charset ?? (exchange.property('CamelCharsetName') as string | undefined) ?? 'utf-8';
    const reader = new CsvReader(this.#options, charset);
    const input = this.#input(body);
    const source = csvRowSource(exchange, input, this.#options, charset, () => reader.names);
    exchange.properties.set(rowSourceProperty, source);
    if (typeof input !== 'string' && !(input instanceof Uint8Array)) return this.#stream(reader, input, exchange);
    const rows = this.#options.lazyLoad ? new CsvRowIterator(reader, input) : readAll(reader, input);
    // Rows that are read later name their columns later, too.
    if (!this.#options.lazyLoad) this.#capture(reader, exchange);
    return rows;
  }

  #input(body: unknown): CsvInput {
    if (body === null || body === undefined) return '';
    if (typeof body === 'string' || body instanceof Uint8Array) return body;
    if (typeof body === 'object' && Symbol.asyncIterator in body) return body as AsyncIterable<Uint8Array | string>;
    if (hasNoBytes(body)) this.#context.convert(body, 'java.io.InputStream');
    return String(this.#context.convert(body, 'java.lang.String'));
  }

  async #stream(reader: CsvReader, input: AsyncIterable<Uint8Array | string>, exchange: Exchange): Promise<unknown> {
    if (this.#options.lazyLoad) {
      const rows = new CsvRowStream(reader, input);
      if (this.#options.captureHeaderRecord) await rows.readHeader();
      this.#capture(reader, exchange);
      return rows;
    }
    for await (const piece of piecesOf(input)) reader.write(piece);
    reader.end();
    this.#capture(reader, exchange);
    return reader.take();
  }

  #capture(reader: CsvReader, exchange: Exchange): void {
    if (this.#options.captureHeaderRecord) exchange.headers.set('CamelCsvHeaderRecord', [...reader.names]);
  }
}
