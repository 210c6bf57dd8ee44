/** The durable backend on `node:sqlite`. Apart from the rest, since loading SQLite costs time and memory. */
export { loadSqlite } from './load-sqlite.ts';
export { sqliteStateStore } from './sqlite-store.ts';
export type { SqliteStateStore, SqliteStoreOptions } from './sqlite-store.ts';
