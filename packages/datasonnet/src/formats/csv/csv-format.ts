import type { Format } from '../format.ts';
import { textOf } from '../text-content.ts';
import { csvDialect, csvParameters } from './csv-dialect.ts';
import { readCsv } from './csv-reader.ts';
import { writeCsv } from './csv-writer.ts';

/** `application/csv` and `text/csv`. */
export const csvFormat: Format = {
  name: 'CSV',
  mediaType: 'application/csv',
  accepts: ({ type, subtype }) => (type === 'application' || type === 'text') && subtype === 'csv',
  readParameters: { names: csvParameters },
  writeParameters: { names: csvParameters },
  reads: (content) => typeof content === 'string' || content instanceof Uint8Array,
  read: (content, mediaType, runtime) => readCsv(textOf(content, mediaType), csvDialect(mediaType), runtime),
  write: (value, mediaType, runtime) => writeCsv(value, csvDialect(mediaType), runtime),
};
