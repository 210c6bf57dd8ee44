import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import type { DataValue, DataValueStore } from '../data-values/data-value-store.ts';
import type { Table } from './table.ts';

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS row (tab TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (tab, key)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS value (
    id INTEGER PRIMARY KEY, element TEXT NOT NULL, period TEXT NOT NULL, unit TEXT NOT NULL, combo TEXT NOT NULL, attribute TEXT NOT NULL,
    value TEXT NOT NULL, stored_by TEXT NOT NULL, created REAL NOT NULL, updated REAL NOT NULL, comment TEXT, followup INTEGER NOT NULL,
    deleted INTEGER NOT NULL
  );`;

/**
 * Keeps the sandbox's state in one SQLite file. What a request changed is written, in one transaction, before its answer is
 * sent: whatever a client was told is there after a crash.
 */
export class Persistence {
  readonly #db: DatabaseSync;
  readonly #putRow: StatementSync;
  readonly #dropRow: StatementSync;
  readonly #putValue: StatementSync;
  readonly #tables: () => Iterable<Table<unknown>>;
  readonly #values: DataValueStore;

  constructor(file: string, tables: () => Iterable<Table<unknown>>, values: DataValueStore) {
    this.#db = new DatabaseSync(file);
    this.#db.exec(schema);
    this.#putRow = this.#db.prepare('INSERT OR REPLACE INTO row (tab, key, body) VALUES (?, ?, ?)');
    this.#dropRow = this.#db.prepare('DELETE FROM row WHERE tab = ? AND key = ?');
    this.#putValue = this.#db.prepare('INSERT OR REPLACE INTO value VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#tables = tables;
    this.#values = values;
    values.tracksChanges = true;
  }

  /** Reads what the file holds; `table` gives the table of a name. */
  load(table: (name: string) => Table<unknown> | undefined): void {
    for (const row of this.#db.prepare('SELECT tab, key, body FROM row').iterate()) {
      table(String(row['tab']))?.restore(String(row['key']), JSON.parse(String(row['body'])) as unknown);
    }
    for (const row of this.#db.prepare('SELECT * FROM value ORDER BY id').iterate()) this.#values.restore(valueOf(row));
  }

  /** Writes what changed since the last call. */
  flush(): void {
    const rows = this.#values.takeDirty();
    const changes: (readonly [Table<unknown>, readonly string[]])[] = [];
    for (const table of this.#tables()) {
      const keys = table.takeDirty();
      if (keys.length > 0) changes.push([table, keys]);
    }
    if (rows.length === 0 && changes.length === 0) return;
    this.#db.exec('BEGIN');
    for (const [table, keys] of changes) {
      for (const key of keys) {
        const body = table.get(key);
        if (body === undefined) this.#dropRow.run(table.name, key);
        else this.#putRow.run(table.name, key, JSON.stringify(body));
      }
    }
    for (const row of rows) this.#writeValue(this.#values.read(row));
    this.#db.exec('COMMIT');
  }

  close(): void {
    this.flush();
    this.#db.close();
  }

  #writeValue(v: DataValue): void {
    const {
      row,
      dataElement,
      period,
      orgUnit,
      categoryOptionCombo,
      attributeOptionCombo,
      value,
      storedBy,
      created,
      lastUpdated,
    } = v;
    const flags = [v.comment ?? null, v.followup ? 1 : 0, v.deleted ? 1 : 0] as const;
    this.#putValue.run(
      row,
      dataElement,
      period,
      orgUnit,
      categoryOptionCombo,
      attributeOptionCombo,
      value,
      storedBy,
      created,
      lastUpdated,
      ...flags,
    );
  }
}

function valueOf(row: Record<string, unknown>): DataValue {
  const text = (name: string): string => String(row[name]);
  return {
    row: Number(row['id']),
    dataElement: text('element'),
    period: text('period'),
    orgUnit: text('unit'),
    categoryOptionCombo: text('combo'),
    attributeOptionCombo: text('attribute'),
    value: text('value'),
    storedBy: text('stored_by'),
    created: Number(row['created']),
    lastUpdated: Number(row['updated']),
    comment: row['comment'] === null ? undefined : text('comment'),
    followup: row['followup'] === 1,
    deleted: row['deleted'] === 1,
  };
}
