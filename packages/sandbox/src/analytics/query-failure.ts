import { webMessage } from '../http/answer.ts';
import { WebError } from '../http/web-error.ts';

/** Analytics may be kept for a minute by whoever is between: the server says so with each answer, refusals too. */
export const cacheable = { 'cache-control': 'max-age=60, public' };

const jsonType = { 'content-type': 'application/json' };

/** The refusals of a query, by code. `{0}` and `{1}` stand for details. */
const templates: Readonly<Record<string, string>> = {
  E2014: 'Unable to parse filter `{0}`',
  E7101: 'At least one dimension must be specified',
  E7102:
    'At least one data element, indicator, reporting rate, program indicator or aggregable event data item must be specified',
  E7103: 'Dimensions cannot be specified as dimension and filter simultaneously: `[{0}]`',
  E7104: 'At least one period as dimension or filter, or start and dates, must be specified',
  E7105: 'Periods and start and end dates cannot be specified simultaneously',
  E7106: 'Start date is after end date for date range: `{0}` - `{1}`',
  E7110: 'Category option combos cannot be specified as filter',
  E7111: 'Dimensions cannot be specified more than once: `[{0}]`',
  E7115: 'Data elements must be of a value and aggregation type that allow aggregation: `[{0}]`',
  E7117: 'A data dimension `dx` must be specified when output format is DATA_VALUE_SET',
  E7118: 'A period dimension `pe` must be specified when output format is DATA_VALUE_SET',
  E7119: 'An organisation unit dimension `ou` must be specified when output format is DATA_VALUE_SET',
  E7120: 'User: `{0}` is not allowed to view org unit: `{1}`',
  E7121: 'User: `{0}` is not allowed to read data for `{1}`: `{2}`',
  E7124: 'Dimension is specified but does not exist or has no valid items: `{0}`',
  E7125: 'Dimension identifier does not reference any dimension: `{0}`',
  E7126: 'Column must be present as dimension in query: `{0}`',
  E7127: 'Row must be present as dimension in query: `{0}`',
  E7128: 'Query result set exceeded max limit: `{0}`',
  E7129: 'Program is specified but does not exist: `{0}`',
  E7130: 'Program stage is specified but does not exist: `{0}`',
  E7143: 'Organisation unit or organisation unit level is not valid',
  E7144:
    'Query failed because a referenced table does not exist. Please ensure analytics job was run (SqlState: 42P01)',
  E7145: 'Query failed because of a syntax error (SqlState: 42601)',
  E7146: 'A {0} date was not specified in periods, dimensions, filters',
  E7200: 'At least one organisation unit must be specified',
  E7205: 'Start and end dates or at least one period must be specified',
  E7217: 'Value dimension is not valid for aggregate queries: `{0}`',
  E7223: 'Value does not refer to a data element or attribute which are numeric and part of the program: `{0}`',
  E7224: 'Item identifier does not reference any data element, attribute or indicator part of the program: `{0}`',
};

/** A query refused while its parameters are read. */
export function badQuery(code: string, ...details: readonly string[]): WebError {
  return failure(code, details, { 'cache-control': 'no-cache, private' });
}

/** A query refused by the checks that follow, when the answer is already marked as cacheable. */
export function refusedQuery(code: string, ...details: readonly string[]): WebError {
  return failure(code, details, cacheable);
}

/** A query whose table does not exist; `position` counts the characters of its SQL up to the table's name. */
export function missingTable(table: string, position: number): WebError {
  return failure('E7144', [], cacheable, `ERROR: relation "${table}" does not exist\n  Position: ${position}`);
}

/** A query whose SQL the database does not understand. */
export function brokenSql(near: string, position: number): WebError {
  return failure('E7145', [], cacheable, `ERROR: syntax error at or near "${near}"\n  Position: ${position}`);
}

function failure(
  errorCode: string,
  details: readonly string[],
  headers: Record<string, string>,
  devMessage?: string,
): WebError {
  const message = (templates[errorCode] ?? errorCode).replace(
    /\{(\d)\}/g,
    (_all, index: string) => details[Number(index)] ?? '',
  );
  return new WebError(
    webMessage(409, 'ERROR', { message, errorCode, devMessage }, { ...jsonType, ...headers }),
    message,
  );
}
