import type { DatabaseSync } from 'node:sqlite';
import { StateError } from '../state-errors.ts';

/** "DHOW" in ASCII: tells our files from other SQLite files. */
const applicationId = 0x44484f57;

/** Each step brings a file from the layout of its index to the next; never edit one that was released. */
const steps: readonly string[] = [
  `create table counter (name text primary key, value integer not null) without rowid;
   insert into counter values ('version', 0);
   create table entry (
     namespace text not null, key text not null, value text not null, version integer not null, expires_at integer,
     primary key (namespace, key)) without rowid;
   create index entry_expiry on entry (expires_at) where expires_at is not null;
   create table log_head (log text primary key, last integer not null) without rowid;
   create table log_record (
     log text not null, sequence integer not null, at integer not null, value text not null,
     primary key (log, sequence)) without rowid;
   create table item (
     id integer primary key autoincrement, queue text not null, visible_at integer not null,
     enqueued_at integer not null, attempt integer not null, value text not null);
   create index item_visible on item (queue, id, visible_at);`,
];

/** Makes an empty file a store, or brings an older one up to date; refuses files that are neither. */
export function prepareSchema(db: DatabaseSync, file: string): void {
  const known = steps.length;
  let found = pragma(db, 'user_version');
  if (found === known && pragma(db, 'application_id') === applicationId) return;
  db.exec('begin immediate');
  try {
    // Read again under the lock: another process may have made the tables meanwhile.
    found = pragma(db, 'user_version');
    const id = pragma(db, 'application_id');
    const isEmpty = found === 0 && db.prepare('select count(*) as n from sqlite_schema').get()!['n'] === 0;
    if (!isEmpty && id !== applicationId) {
      throw new StateError('STATE_NOT_A_STORE', { file, reason: 'it is the database of another program' });
    }
    if (found > known) throw new StateError('STATE_NEWER_SCHEMA', { file, found, known });
    for (const step of steps.slice(found)) db.exec(step);
    db.exec(`pragma application_id = ${applicationId}; pragma user_version = ${known}; commit`);
  } catch (error) {
    if (db.isTransaction) db.exec('rollback');
    throw error;
  }
}

function pragma(db: DatabaseSync, name: 'user_version' | 'application_id'): number {
  return db.prepare(`pragma ${name}`).get()![name] as number;
}
