import { option, type DataFormatSpec } from '@dhow/core/component';
import type { RowSchema } from './standard-schema.ts';

export const quoteModes = ['ALL', 'ALL_NON_NULL', 'MINIMAL', 'NON_NUMERIC', 'NONE'] as const;

export const csvOptions = {
  format: option.string({
    description:
      "Accepted for Camel's sake and without effect, as in Camel 4.22's YAML. Write delimiter, quote and so on instead.",
  }),
  delimiter: option.string({ description: 'What stands between two values.', default: ',', example: ';' }),
  quote: option.string({
    description: 'The character round values that hold delimiters or line breaks.',
    default: '"',
  }),
  quoteDisabled: option.boolean({ description: 'Whether quotes have no meaning.', default: false }),
  escape: option.string({ description: 'A character that takes the meaning from the next one.', example: '\\' }),
  escapeDisabled: option.boolean({ description: 'Whether the escape character has no meaning.', default: false }),
  quoteMode: option.enum(quoteModes, {
    description:
      'Which values are written in quotes; by default those that need it. With ALL_NON_NULL and NON_NUMERIC an empty value without quotes is read as null.',
  }),
  recordSeparator: option.string({ description: 'What ends a written line.', default: '\r\n' }),
  recordSeparatorDisabled: option.boolean({ description: 'Whether written lines are not ended.', default: false }),
  header: option.list(option.string({ description: 'Name of a column.' }), {
    description: 'Names of the columns, written as first line; in reading, the names for maps.',
    example: 'facility,month,value',
  }),
  headerDisabled: option.boolean({ description: 'Whether `header` is left out of account.', default: false }),
  skipHeaderRecord: option.boolean({
    description: 'Whether the first line is skipped in reading, and not written in writing.',
    default: false,
  }),
  captureHeaderRecord: option.boolean({
    description: 'Whether the names of the columns are put into the message header CamelCsvHeaderRecord.',
    default: false,
  }),
  allowMissingColumnNames: option.boolean({
    description: 'Whether a header line may have empty names.',
    default: false,
  }),
  ignoreHeaderCase: option.boolean({
    description: 'Whether names of columns that differ only in case are one.',
    default: false,
  }),
  ignoreEmptyLines: option.boolean({ description: 'Whether empty lines are left out.', default: true }),
  ignoreSurroundingSpaces: option.boolean({
    description: 'Whether blanks round a value are left out, those outside quotes only.',
    default: false,
  }),
  trim: option.boolean({ description: 'Whether blanks at both ends of a value are left out.', default: false }),
  nullString: option.string({ description: 'The text that stands for null.', example: 'NULL' }),
  nullStringDisabled: option.boolean({ description: 'Whether no text stands for null.', default: false }),
  commentMarker: option.string({ description: 'A character that makes a line a comment.', example: '#' }),
  commentMarkerDisabled: option.boolean({ description: 'Whether there are no comment lines.', default: false }),
  trailingDelimiter: option.boolean({ description: 'Whether lines end in a delimiter.', default: false }),
  useMaps: option.boolean({ description: 'Whether rows become maps by the names of the columns.', default: false }),
  useOrderedMaps: option.boolean({
    description: 'As useMaps; maps always keep the order of the columns.',
    default: false,
  }),
  lazyLoad: option.boolean({
    description: 'Whether rows are read as they are needed, in constant memory; otherwise all at once into a list.',
    default: false,
  }),
  charset: option.string({
    description:
      "Encoding of bytes: utf-8, iso-8859-1, windows-1252, …; `auto` takes UTF-8 until a byte contradicts it and ISO-8859-1 then. By default the exchange's (`charset` of a file endpoint), else utf-8. Text that cannot be read in it is an error, never a question mark.",
    example: 'auto',
  }),
  stripByteOrderMark: option.boolean({
    description:
      'Whether a byte order mark before the first name is taken away. By default yes where bytes are decoded, and no for text, as in Camel.',
  }),
  rowNumberField: option.string({
    description:
      "Puts each row's number into its map under this name: the number that a spreadsheet shows, the first line being 1.",
    example: 'row',
  }),
  raggedRows: option.enum(['accept', 'fail', 'reject'], {
    description:
      'What becomes of a row with more or fewer values than columns: accepted as it is (Camel), an error, or a row `{ reject: { code, message } }` that deliveries count as rejected.',
    default: 'accept',
  }),
  schema: option.ref<RowSchema>()({
    description:
      'A schema (zod or any Standard Schema library) that each map must fit; a row that does not becomes a rejected row.',
  }),
  maxRecordChars: option.integer({
    description: 'Longest row; beyond it a quote is taken to be left open, and the error names the row.',
    default: 1_000_000,
    unit: 'characters',
    min: 1,
  }),
} as const;

export const csvSpec = {
  name: 'csv',
  title: 'CSV',
  description: 'Comma-separated values, as text of any size or as rows.',
  options: csvOptions,
} as const satisfies DataFormatSpec;
