import { types, type CustomTypesConfig } from 'pg';
import { JavaNumber } from '@dhow/core/component';
import type { Row } from '../data-source.ts';
import { boundValue } from '../statement/bound-value.ts';

const int8 = 20;
const date = 1082;
const timestamp = 1114;
const numeric = 1700;

/** Dates and times without a zone stay text: as a `Date` they would shift by the zone of this process. */
const parsers: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [int8, (text) => (Number.isSafeInteger(Number(text)) ? Number(text) : new JavaNumber('Long', text))],
  [numeric, (text) => new JavaNumber('BigDecimal', text)],
  [date, (text) => text],
  [timestamp, (text) => text.replace(' ', 'T')],
]);

/** How the values of columns are read. */
export const columnTypes: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(oid)) || types.getTypeParser(oid, format)) as typeof types.getTypeParser,
};

/** Lists become arrays of PostgreSQL, all else what every database takes. */
export function postgresValue(value: unknown): unknown {
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null)) return value;
  return boundValue(value);
}

/** `$1`, `$2`, … between the parts. */
export function numbered(text: readonly string[]): string {
  return text.reduce((sql, part, index) => (index === 0 ? part : `${sql}$${index}${part}`), '');
}

export function namesOf(fields: readonly { readonly name: string }[]): string[] {
  return fields.map(({ name }) => name);
}

export type { Row };
