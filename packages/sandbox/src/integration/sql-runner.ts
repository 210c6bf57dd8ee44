import { DatabaseSync } from 'node:sqlite';
import type { ServerContext } from '../server/server-context.ts';
import { asText } from '../state/json.ts';

/** What a query gave: its columns and rows, all as text. */
export interface SqlResult {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The tables that queries may read: DHIS2's name, and the class that fills it. */
const tables: readonly (readonly [table: string, plural: string])[] = [
  ['organisationunit', 'organisationUnits'],
  ['dataelement', 'dataElements'],
  ['dataset', 'dataSets'],
  ['indicator', 'indicators'],
  ['program', 'programs'],
  ['constant', 'constants'],
  ['optionset', 'optionSets'],
  ['optionvalue', 'options'],
  ['categoryoptioncombo', 'categoryOptionCombos'],
  ['orgunitgroup', 'organisationUnitGroups'],
];

/** Runs a query over the metadata: the tables are built anew, with the columns that most queries use. */
export function runSql(context: ServerContext, sql: string): SqlResult {
  const database = new DatabaseSync(':memory:');
  try {
    for (const [table, plural] of tables) {
      if (!new RegExp(`\\b${table}\\b`, 'i').test(sql)) continue;
      database.exec(
        `create table ${table} (${table}id integer, uid text, code text, name text, shortname text, created text, lastupdated text, hierarchylevel integer, path text, parentid integer, value real)`,
      );
      const insert = database.prepare(`insert into ${table} values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
      let number = 0;
      for (const object of context.metadata.all(plural)) {
        const level = plural === 'organisationUnits' ? (context.tree.level(object.id) ?? null) : null;
        const path = plural === 'organisationUnits' ? (context.tree.path(object.id) ?? null) : null;
        const text = (name: string): string | null => (object[name] === undefined ? null : asText(object[name]));
        const value = typeof object['value'] === 'number' ? object['value'] : null;
        const head = [++number, object.id, text('code'), text('name'), text('shortName'), text('created')];
        insert.run(...head, text('lastUpdated'), level, path, null, value);
      }
    }
    const statement = database.prepare(sql);
    const columns = statement.columns().map((column) => column.name);
    const rows = statement.all() as Record<string, string | number | null>[];
    return { columns, rows: rows.map((row) => columns.map((name) => (row[name] === null ? '' : String(row[name])))) };
  } finally {
    database.close();
  }
}
