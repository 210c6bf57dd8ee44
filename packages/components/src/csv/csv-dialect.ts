import type { ResolvedOptions } from '@dhow/core/component';
import { ComponentError } from '../component-error.ts';
import type { csvOptions, quoteModes } from './csv-spec.ts';

export type CsvOptions = ResolvedOptions<typeof csvOptions>;
export type QuoteMode = (typeof quoteModes)[number];

/** How values stand in lines, as the options say it. */
export interface CsvDialect {
  readonly delimiter: string;
  readonly quote: string | undefined;
  readonly escape: string | undefined;
  readonly comment: string | undefined;
  readonly quoteMode: QuoteMode | undefined;
  readonly nullString: string | undefined;
  /** An empty value without quotes is null. */
  readonly emptyIsNull: boolean;
  readonly recordSeparator: string;
  readonly ignoreEmptyLines: boolean;
  readonly ignoreSurroundingSpaces: boolean;
  readonly trim: boolean;
  readonly trailingDelimiter: boolean;
  readonly maxRecordChars: number;
  /** The first record names the columns, or is skipped. */
  readonly firstIsHeader: boolean;
}

/** Whether the first record is no row. */
export function readsHeader(options: CsvOptions): boolean {
  const named = !options.headerDisabled && options.header !== undefined;
  const wantsNames = options.useMaps || options.useOrderedMaps || options.captureHeaderRecord;
  return options.skipHeaderRecord || (wantsNames && !named);
}

export function csvDialect(options: CsvOptions): CsvDialect {
  const strict = options.quoteMode === 'ALL_NON_NULL' || options.quoteMode === 'NON_NUMERIC';
  const dialect: CsvDialect = {
    delimiter: options.delimiter,
    quote: options.quoteDisabled ? undefined : one('quote', options.quote),
    escape: options.escapeDisabled ? undefined : one('escape', options.escape),
    comment: options.commentMarkerDisabled ? undefined : one('commentMarker', options.commentMarker),
    quoteMode: options.quoteMode,
    nullString: options.nullStringDisabled ? undefined : options.nullString,
    emptyIsNull: strict && (options.nullString === undefined || options.nullStringDisabled),
    recordSeparator: options.recordSeparatorDisabled ? '' : options.recordSeparator,
    ignoreEmptyLines: options.ignoreEmptyLines,
    ignoreSurroundingSpaces: options.ignoreSurroundingSpaces,
    trim: options.trim,
    trailingDelimiter: options.trailingDelimiter,
    maxRecordChars: options.maxRecordChars,
    firstIsHeader: readsHeader(options),
  };
  if (dialect.delimiter === '' || /[\r\n]/.test(dialect.delimiter)) {
    throw invalid('delimiter', dialect.delimiter, 'at least one character that is no line break');
  }
  if (dialect.quoteMode === 'NONE' && dialect.escape === undefined) {
    throw new ComponentError('CSV_NO_ESCAPE');
  }
  return dialect;
}

function one(name: string, value: string | undefined): string | undefined {
  if (value === undefined || value === '') return undefined;
  if (value.length > 1 || value === '\r' || value === '\n') throw invalid(name, value, 'one character, no line break');
  return value;
}

function invalid(option: string, found: string, expected: string): ComponentError {
  return new ComponentError('ENDPOINT_OPTION_INVALID', {
    endpoint: 'csv',
    option,
    found: JSON.stringify(found),
    expected,
  });
}
