import { iterate, isMap, mapEntries, type Exchange } from '@dhow/core/component';
import type { Statement } from '../data-source.ts';
import { SqlError } from '../sql-error.ts';
import type { QueryTemplate } from './query-template.ts';

/** Where a query takes its values from. */
export interface ValueSource {
  readonly place: string;
  readonly exchange: Exchange;
  readonly signal: AbortSignal;
  /** Body, row or item: positional values come from it in order, named ones by their key before the headers. */
  readonly data: unknown;
  /** Separates values in text. */
  readonly separator: string;
  /** How many positional values there must be, where it is not what the query says. */
  readonly parametersCount: number | undefined;
  /** Whether named values may come from headers. */
  readonly headers: boolean;
  /** The value of `${…}`. */
  evaluate(expression: string, exchange: Exchange, signal: AbortSignal): unknown;
}

/**
 * The statement with its values.
 *
 * @throws SqlError SQL_PARAMETER_MISSING, SQL_PARAMETER_COUNT, SQL_IN_EMPTY
 */
export async function withValues({ text, parameters }: QueryTemplate, source: ValueSource): Promise<Statement> {
  const positional = positionalValues(parameters.filter(({ kind }) => kind === 'positional').length, source);
  const filled: string[] = [text[0]!];
  const values: unknown[] = [];
  let next = 0;
  for (const [index, parameter] of parameters.entries()) {
    if (parameter.kind === 'positional') {
      values.push(positional[next++]);
    } else {
      const value = await named(parameter.name, source);
      if (parameter.kind === 'named') values.push(value);
      else {
        const list = await itemsOf(value, source);
        if (list.length === 0) throw new SqlError('SQL_IN_EMPTY', { place: source.place, key: parameter.name });
        values.push(...list);
        for (let more = 1; more < list.length; more++) filled.push(', ');
      }
    }
    filled.push(text[index + 1]!);
  }
  return { text: filled, values };
}

function positionalValues(count: number, source: ValueSource): readonly unknown[] {
  const { data, separator, parametersCount, place } = source;
  const expected = parametersCount !== undefined && parametersCount > 0 ? parametersCount : count;
  if (count === 0) return [];
  const values = isPlainObject(data) ? Object.values(data) : Array.from(iterate(data ?? [], separator), trimmed);
  if (values.length !== expected || expected !== count)
    throw new SqlError('SQL_PARAMETER_COUNT', { place, expected, found: values.length });
  return values;
}

function trimmed(value: unknown): unknown {
  return typeof value === 'string' ? value.trim() : value;
}

async function itemsOf(value: unknown, { separator }: ValueSource): Promise<readonly unknown[]> {
  if (isAsyncIterable(value)) {
    const items: unknown[] = [];
    for await (const item of value) items.push(item);
    return items;
  }
  return Array.from(iterate(value ?? [], separator), trimmed);
}

async function named(name: string, source: ValueSource): Promise<unknown> {
  const { data, exchange, signal, place } = source;
  if (name.startsWith('${')) return source.evaluate(name, exchange, signal);
  const own = valueByKey(data, name);
  if (own !== undefined) return own.value;
  if (source.headers && exchange.hasHeaders && exchange.headers.has(name)) return exchange.header(name);
  throw new SqlError('SQL_PARAMETER_MISSING', { place, key: name });
}

/** Exactly, else whatever the case: databases differ in how they give the names of columns. */
function valueByKey(data: unknown, name: string): { readonly value: unknown } | undefined {
  const entries = isPlainObject(data)
    ? Object.entries(data)
    : isMap(data)
      ? mapEntries(data).map(({ key, value }) => [String(key as string), value] as const)
      : [];
  const lower = name.toLowerCase();
  const entry = entries.find(([key]) => key === name) ?? entries.find(([key]) => key.toLowerCase() === lower);
  return entry && { value: entry[1] };
}

export function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

function isPlainObject(data: unknown): data is Record<string, unknown> {
  if (typeof data !== 'object' || data === null) return false;
  const prototype: unknown = Object.getPrototypeOf(data);
  return prototype === Object.prototype || prototype === null;
}
