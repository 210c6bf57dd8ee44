import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, onTestFinished } from 'vitest';
import { postgresDataSource, sqliteDataSource, type DataSource, type Row } from '../src/index.ts';
import { missingPostgres, postgresBinaries, startPostgres, type PostgresServer } from './postgres-server.ts';

/** A database that a suite runs against. */
export interface Database {
  readonly kind: DataSource['kind'];
  /** Another data source to the same place; it ends with the test. */
  connect(): DataSource;
  /** File or address, for other processes. */
  place(): string;
}

/** Runs the same tests on SQLite, and on PostgreSQL where its programs are installed. */
export function onEachDatabase(tests: (database: Database) => void): void {
  onSqlite(tests);
  onPostgres(tests);
}

export function onSqlite(tests: (database: Database) => void): void {
  describe('SQLite', () => {
    const folder = mkdtempSync(join(tmpdir(), 'dhow-sqlite-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    const place = join(folder, 'test.db');
    tests({ kind: 'sqlite', connect: () => closing(sqliteDataSource(place)), place: () => place });
  });
}

/** On a server of its own. */
export function onPostgres(tests: (database: Database) => void): void {
  const isMissing = postgresBinaries() === undefined;
  describe.skipIf(isMissing)(`PostgreSQL${isMissing ? ` (${missingPostgres})` : ''}`, () => {
    let server: PostgresServer | undefined;
    beforeAll(async () => {
      server = await startPostgres();
    });
    afterAll(() => server?.stop());
    tests({
      kind: 'postgresql',
      connect: () => closing(postgresDataSource({ connectionString: server!.url, max: 4 })),
      place: () => server!.url,
    });
  });
}

function closing(source: DataSource): DataSource {
  onTestFinished(() => source.close());
  return source;
}

/** One statement without values. */
export async function run(source: DataSource, sql: string, transaction?: unknown): Promise<readonly Row[]> {
  const signal = new AbortController().signal;
  const { rows } = await source.execute({ text: [sql], values: [] }, { place: 'test', signal, transaction });
  return rows;
}

/** The tables `report`, empty, and `unit` with three rows; no table `child`. */
export async function freshTables(source: DataSource): Promise<void> {
  await run(source, 'drop table if exists child');
  await run(source, 'drop table if exists report');
  await run(source, 'create table report (id integer primary key, name varchar(20) not null)');
  await run(source, 'drop table if exists unit');
  const key = source.kind === 'sqlite' ? 'integer primary key' : 'serial primary key';
  await run(source, `create table unit (id ${key}, name varchar(20))`);
  await run(source, "insert into unit (name) values ('x'), ('y'), ('z')");
}
