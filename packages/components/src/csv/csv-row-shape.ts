import { rowNumberKey, type RejectedRow } from '@dhow/core/component';
import { ComponentError } from '../component-error.ts';
import { setField } from '../set-field.ts';
import { readsHeader, type CsvOptions } from './csv-dialect.ts';
import type { CsvValue, RecordSink } from './csv-scanner.ts';
import { issuesText, type RowSchema } from './standard-schema.ts';

export type CsvMap = Record<string, CsvValue | number> & { [rowNumberKey]?: number };
export type CsvRow = CsvValue[] | CsvMap | RejectedRow;

/** Makes rows of records: the first record gives the names, all others become lists or maps. */
export class CsvRowShape {
  readonly #options: CsvOptions;
  readonly #schema: RowSchema | undefined;
  readonly #maps: boolean;
  readonly #numbered: boolean;
  /** Makes `{}` with room for the columns within: a literal keeps four fields, and each further one costs an array. */
  readonly #PlainObject = plainObjects();
  #names: readonly string[] | undefined;
  /** Whether a name is one that an assignment would lose. */
  #oddNames = false;
  #skipFirst: boolean;
  #width: number | undefined;
  #rows: unknown[] = [];

  /** `numbered`: each row carries its number where mappings keep it, which costs too much for lists that are compared. */
  constructor(options: CsvOptions, numbered = false) {
    this.#numbered = numbered;
    this.#options = options;
    this.#schema = options.schema;
    this.#maps = options.useMaps || options.useOrderedMaps;
    if (!options.headerDisabled && options.header) this.#name(options.header);
    this.#skipFirst = readsHeader(options);
    this.#width = this.#names?.length;
  }

  get names(): readonly string[] {
    return this.#names ?? [];
  }

  /** The rows since the last call. */
  take(): unknown[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  /** Takes a record; the row, if it gives one, waits for {@link take}. */
  readonly add: RecordSink = (values, count, record) => {
    if (this.#skipFirst) {
      this.#skipFirst = false;
      if (this.#names === undefined) this.#name(this.#header(values.slice(0, count)));
      this.#width = this.#names!.length;
      return;
    }
    this.#width ??= count;
    let row: unknown;
    if (count !== this.#width && this.#options.raggedRows !== 'accept') row = this.#ragged(count, record);
    else if (!this.#maps) row = values.slice(0, count);
    else if (this.#schema) row = this.#checked(this.#schema, this.#map(values, count, record), record);
    else row = this.#map(values, count, record);
    // In plain sight of nothing but spreads and mappings: JSON, keys and comparisons of lists leave symbols out.
    if (this.#numbered) (row as { [rowNumberKey]?: number })[rowNumberKey] = record;
    this.#rows.push(row);
  };

  #name(names: readonly string[]): void {
    this.#names = names;
    this.#oddNames = names.includes('__proto__');
  }

  #header(values: readonly CsvValue[]): readonly string[] {
    const names = values.map((value) => value ?? '');
    if (!this.#options.allowMissingColumnNames && names.some((name) => name.trim() === '')) {
      throw new ComponentError('CSV_HEADER_NAME_MISSING', { names: names.join(', ') });
    }
    return this.#options.ignoreHeaderCase ? firstSpellings(names) : names;
  }

  #map(values: readonly CsvValue[], count: number, record: number): CsvMap {
    const names = this.#names!;
    const filled = Math.min(names.length, count);
    const row = new this.#PlainObject();
    if (this.#oddNames) for (let index = 0; index < filled; index++) setField(row, names[index]!, values[index]);
    else for (let index = 0; index < filled; index++) row[names[index]!] = values[index]!;
    const { rowNumberField } = this.#options;
    if (rowNumberField !== undefined) row[rowNumberField] = record;
    return row;
  }

  #ragged(found: number, record: number): RejectedRow {
    const error = new ComponentError('CSV_COLUMNS', { record, found, expected: this.#width });
    if (this.#options.raggedRows === 'fail') throw error;
    return rejected(error.code, error.message, record);
  }

  #checked(schema: RowSchema, row: CsvMap, record: number): unknown {
    const result = schema['~standard'].validate(row);
    if (result instanceof Promise) throw new ComponentError('CSV_SCHEMA_ASYNC');
    const { rowNumberField } = this.#options;
    if (result.issues) return rejected('CSV_SCHEMA', issuesText(result.issues), record);
    if (rowNumberField === undefined) return result.value;
    return Object.assign(result.value as object, { [rowNumberField]: record });
  }
}

/** A constructor of plain objects, of its own for each file, so that the engine learns how many fields they get. */
function plainObjects(): new () => CsvMap {
  const make = function () {} as unknown as new () => CsvMap;
  Object.defineProperty(make, 'prototype', { value: Object.prototype });
  return make;
}

function rejected(code: string, message: string, record: number): RejectedRow {
  return { reject: { code, message }, row: record };
}

/** Names that differ in case only become one: the first spelling. */
function firstSpellings(names: readonly string[]): string[] {
  const spellings = new Map<string, string>();
  return names.map((name) => {
    const key = name.toLowerCase();
    if (!spellings.has(key)) spellings.set(key, name);
    return spellings.get(key)!;
  });
}
