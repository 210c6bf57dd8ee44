import type { DataFormatRef, OptionsOf } from '@dhow/core/component';
import type { csvOptions } from './csv-spec.ts';
import type { RowSchema } from './standard-schema.ts';

export { csvDataFormat } from './csv-data-format.ts';
export { csvDialect, type CsvDialect, type CsvOptions } from './csv-dialect.ts';
export { CsvReader, CsvRowIterator, CsvRowStream, readAll, type CsvInput } from './csv-reader.ts';
export { CsvScanner, type CsvValue } from './csv-scanner.ts';
export { csvSpec } from './csv-spec.ts';
export { CsvWriter } from './csv-writer.ts';
export type { RowSchema } from './standard-schema.ts';

/**
 * CSV as a stream of checked rows: `unmarshal(csv({ schema: ReportRow }))`. A row that the schema refuses, or that has
 * too many or too few values, becomes a rejected row with its number instead of failing the file; `mapEach` passes those on.
 * Each row carries its number out of sight (`rowNumberOf`), through mappings up to the delivery.
 */
export function csv<Row>(
  options: Omit<OptionsOf<typeof csvOptions>, 'schema'> & { readonly schema: RowSchema<Row> },
): DataFormatRef<AsyncIterable<Row>>;
/** CSV by Camel's options; rows are lists of text, or maps with `useMaps`. */
export function csv(options?: OptionsOf<typeof csvOptions>): DataFormatRef<unknown>;
export function csv(options: OptionsOf<typeof csvOptions> = {}): DataFormatRef<unknown> {
  const typed = options.schema ? { useMaps: true, lazyLoad: true, raggedRows: 'reject', ...options } : options;
  return { name: 'csv', options: typed };
}
