import type { Runtime } from '../../runtime/runtime.ts';
import { strictLongOrDouble } from '../number-spelling.ts';
import type { Value } from '../../runtime/value.ts';
import { isArray, isExact, isObject } from '../../runtime/value.ts';
import { dataEntries, dataItems, dataOf, unwritable } from '../plain-data.ts';
import type { DataValue } from '../plain-data.ts';
import type { CsvDialect } from './csv-dialect.ts';

/** Longer values are quoted without looking. */
const LONGEST_CHECKED = 24;

/**
 * Writes CSV from an array of objects or of arrays. The columns are those of `Headers`, else the keys of the first object;
 * a row with any other key cannot be written.
 */
export function writeCsv(value: Value, dialect: CsvDialect, runtime: Runtime): string {
  const data = dataOf(runtime, value);
  const rows = isArray(data) ? dataItems(runtime, data) : [data];
  const columns = columnsOf(runtime, data, rows, dialect);
  const writer = new CsvWriter(dialect);
  if (dialect.useHeader) {
    if (columns.length === 0) throw unwritable('CSV needs objects with at least one key, or the parameter Headers');
    writer.row(columns.map((name) => writer.text(name)));
  }
  const places = new Map(columns.map((name, i) => [name, i]));
  runtime.step(rows.length);
  for (const row of rows) {
    if (row === null) continue;
    if (isArray(row)) writer.row(dataItems(runtime, row).map((item) => cell(runtime, writer, item)));
    else if (isObject(row)) {
      const cells: string[] = columns.map(() => '');
      for (const [name, field] of dataEntries(runtime, row)) {
        const place = places.get(name);
        if (place === undefined) throw unknownColumn(name, columns);
        cells[place] = cell(runtime, writer, field);
      }
      writer.row(cells);
    } else throw unwritable(`a row of CSV must be an object or array, found ${runtime.kindOf(row)}`);
  }
  return writer.result();
}

function columnsOf(
  runtime: Runtime,
  data: DataValue,
  rows: readonly DataValue[],
  dialect: CsvDialect,
): readonly string[] {
  if (!dialect.useHeader) return [];
  if (dialect.headers !== undefined) return dialect.headers;
  const first = isArray(data) ? rows[0] : isObject(data) ? firstField(runtime, data) : undefined;
  if (first === undefined)
    throw unwritable(
      `CSV needs an array with at least one row, found ${isArray(data) ? 'none' : runtime.kindOf(data)}`,
    );
  return isObject(first) ? runtime.visibleFields(first) : [];
}

/** A single object counts as a row whose columns are looked for one level too deep, so it is refused below. */
function firstField(runtime: Runtime, data: DataValue & object): DataValue | undefined {
  if (!isObject(data)) return undefined;
  for (const [, field] of dataEntries(runtime, data)) return field;
  return undefined;
}

function cell(runtime: Runtime, writer: CsvWriter, value: DataValue): string {
  if (value === null) return '';
  if (isArray(value)) return writer.text(dataItems(runtime, value).map(plainCell).join(';'));
  if (typeof value === 'string') return writer.text(value);
  return plainCell(value);
}

function plainCell(value: DataValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return strictLongOrDouble(value);
  if (isExact(value)) return value.text;
  throw unwritable('a cell of CSV cannot be an object or an array of arrays; write its fields as columns');
}

function unknownColumn(name: string, columns: readonly string[]): Error {
  return unwritable(`a row of CSV has the key ${name}, which is none of the columns: ${columns.join(', ')}`, {
    key: name,
  });
}

class CsvWriter {
  readonly #dialect: CsvDialect;
  readonly #firstSafe: number;
  readonly #lines: string[] = [];

  constructor(dialect: CsvDialect) {
    this.#dialect = dialect;
    const special = [dialect.separator, dialect.quote ?? '', ...dialect.newLine.split('')].map((c) =>
      c === '' ? -1 : c.charCodeAt(0),
    );
    this.#firstSafe = Math.max(...special) + 1;
  }

  row(cells: readonly string[]): void {
    this.#lines.push(cells.join(this.#dialect.separator));
  }

  /** A text as a cell: quoted when it is long, or has the escape (a backslash where none is set) or a character below the largest special. */
  text(value: string): string {
    const { quote, escape } = this.#dialect;
    if (quote === undefined || !this.#needsQuotes(value)) return value;
    if (escape === undefined) return quote + value.replaceAll(quote, quote + quote) + quote;
    return quote + Array.from(value, (c) => (c === quote || c === escape ? c + c : c)).join('') + quote;
  }

  #needsQuotes(value: string): boolean {
    if (value.length > LONGEST_CHECKED) return true;
    for (let i = 0; i < value.length; i++) if (value.charCodeAt(i) < this.#firstSafe) return true;
    return value.includes(this.#dialect.escape ?? '\\');
  }

  result(): string {
    const { newLine } = this.#dialect;
    return this.#lines.map((line) => line + newLine).join('');
  }
}
