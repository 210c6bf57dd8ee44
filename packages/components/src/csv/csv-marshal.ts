import { batches, isBatchSource, javaTypeOf } from '@dhow/core/component';
import { ComponentError } from '../component-error.ts';
import type { CsvOptions } from './csv-dialect.ts';
import type { CsvWriter } from './csv-writer.ts';

type Values = (row: unknown) => readonly unknown[];

/** Text of rows: lists or maps, one or many, in memory or streamed. Streams give a stream of text. */
export function marshalRows(body: unknown, options: CsvOptions, writer: CsvWriter): string | AsyncIterable<string> {
  const columns = options.headerDisabled ? undefined : options.header;
  const head = columns && !options.skipHeaderRecord ? writer.record(columns) : '';
  const values: Values = (row) => rowValues(row, columns);
  if (isAsync(body)) return marshalStream(body, head, values, writer);
  let text = head;
  for (const row of rowsOf(body)) text += writer.record(values(row));
  return text;
}

async function* marshalStream(
  body: AsyncIterable<unknown>,
  head: string,
  values: Values,
  writer: CsvWriter,
): AsyncGenerator<string> {
  if (head !== '') yield head;
  const source = isBatchSource(body) ? body[batches]() : undefined;
  if (source) {
    for await (const rows of source) yield rows.map((row) => writer.record(values(row))).join('');
  } else {
    for await (const row of body) yield writer.record(values(row));
  }
}

function isAsync(body: unknown): body is AsyncIterable<unknown> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

function rowsOf(body: unknown): Iterable<unknown> {
  if (body === null || body === undefined) return [];
  if (typeof body === 'object' && !isMap(body) && Symbol.iterator in body) return body as Iterable<unknown>;
  return [body];
}

function rowValues(row: unknown, columns: readonly string[] | undefined): readonly unknown[] {
  if (Array.isArray(row)) return row as unknown[];
  if (isMap(row)) {
    const get = row instanceof Map ? (name: string) => row.get(name) as unknown : (name: string) => row[name];
    if (columns) return columns.map(get);
    return row instanceof Map ? [...row.values()] : Object.values(row);
  }
  if (row instanceof Set) return [...row];
  throw new ComponentError('CSV_NOT_ROWS', { found: javaTypeOf(row).replaceAll('$', '.') });
}

function isMap(value: unknown): value is Record<string, unknown> | Map<string, unknown> {
  if (value instanceof Map) return true;
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
