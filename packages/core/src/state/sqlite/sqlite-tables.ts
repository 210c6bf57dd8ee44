import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { endOfPrefix } from '../key-order.ts';
import type { ClaimedItem, JsonValue, LogRecord, StoredEntry } from '../state-store.ts';
import type { KeyRange, LogRange, StoreTables, WriteCondition } from '../store-tables.ts';

/** Tables in one SQLite file. Runs inside the transaction that the store opened. */
export class SqliteTables implements StoreTables {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  /** The version that the last write of this transaction got; undefined outside and before the first. */
  #version: number | undefined;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  get(namespace: string, key: string, now: number): StoredEntry | undefined {
    const row = this.#row(
      'select key, value, version, expires_at from entry where namespace = ? and key = ? and (expires_at is null or expires_at > ?)',
      [namespace, key, now],
    );
    return row && toEntry(row);
  }

  write(
    namespace: string,
    key: string,
    json: string,
    expiresAt: number | undefined,
    condition: WriteCondition,
    now: number,
  ): number | undefined {
    if (condition !== 'any') {
      const row = this.#row(
        'select version from entry where namespace = ? and key = ? and (expires_at is null or expires_at > ?)',
        [namespace, key, now],
      );
      if (row?.['version'] !== (condition === 'absent' ? undefined : condition)) return undefined;
    }
    const version = this.#nextVersion();
    this.#run(
      `insert into entry (namespace, key, value, version, expires_at) values (?, ?, ?, ?, ?)
       on conflict (namespace, key) do update
       set value = excluded.value, version = excluded.version, expires_at = excluded.expires_at`,
      [namespace, key, json, version, expiresAt ?? null],
    );
    return version;
  }

  delete(namespace: string, key: string, version: number | undefined, now: number): boolean {
    return (
      this.#run(
        `delete from entry where namespace = ?1 and key = ?2 and (expires_at is null or expires_at > ?3)
         and (?4 is null or version = ?4)`,
        [namespace, key, now, version ?? null],
      ) > 0
    );
  }

  list(namespace: string, { prefix = '', after, limit = -1 }: KeyRange, now: number): StoredEntry[] {
    const values: SQLInputValue[] = [namespace, prefix, after ?? '', now, limit];
    const end = endOfPrefix(prefix);
    if (end !== undefined) values.push(end);
    return this.#rows(
      `select key, value, version, expires_at from entry
       where namespace = ?1 and key >= ?2 and key > ?3 ${end === undefined ? '' : 'and key < ?6'}
       and (expires_at is null or expires_at > ?4) order by key limit ?5`,
      values,
    ).map(toEntry);
  }

  count(namespace: string, now: number): number {
    return this.#row('select count(*) as n from entry where namespace = ? and (expires_at is null or expires_at > ?)', [
      namespace,
      now,
    ])!['n'] as number;
  }

  clear(namespace: string): void {
    this.#run('delete from entry where namespace = ?', [namespace]);
  }

  append(log: string, jsons: readonly string[], now: number): number[] {
    if (jsons.length === 0) return [];
    const last = this.#row(
      `insert into log_head (log, last) values (?1, ?2)
       on conflict (log) do update set last = last + ?2 returning last`,
      [log, jsons.length],
    )!['last'] as number;
    let sequence = last - jsons.length;
    return jsons.map((json) => {
      this.#run('insert into log_record (log, sequence, at, value) values (?, ?, ?, ?)', [log, ++sequence, now, json]);
      return sequence;
    });
  }

  read(log: string, { after, limit = -1, newestFirst = false }: LogRange): LogRecord[] {
    const rows = newestFirst
      ? this.#rows(
          'select sequence, at, value from log_record where log = ? and sequence < ? order by sequence desc limit ?',
          [log, after ?? Number.MAX_SAFE_INTEGER, limit],
        )
      : this.#rows(
          'select sequence, at, value from log_record where log = ? and sequence > ? order by sequence limit ?',
          [log, after ?? -1, limit],
        );
    return rows.map((row) => ({
      sequence: row['sequence'] as number,
      value: JSON.parse(row['value'] as string) as JsonValue,
      at: row['at'] as number,
    }));
  }

  trim(log: string, { through, before }: { through?: number; before?: number }): number {
    return this.#run('delete from log_record where log = ? and (sequence <= ? or at < ?)', [
      log,
      through ?? -1,
      before ?? Number.MIN_SAFE_INTEGER,
    ]);
  }

  enqueue(queue: string, jsons: readonly string[], visibleAt: number, now: number): number[] {
    return jsons.map(
      (json) =>
        this.#row(
          'insert into item (queue, visible_at, enqueued_at, attempt, value) values (?, ?, ?, 0, ?) returning id',
          [queue, visibleAt, now, json],
        )!['id'] as number,
    );
  }

  claim(queue: string, limit: number, leaseMs: number, now: number): ClaimedItem[] {
    const rows = this.#rows(
      `update item set visible_at = ?, attempt = attempt + 1
       where id in (select id from item where queue = ? and visible_at <= ? order by id limit ?)
       returning id, value, attempt, enqueued_at`,
      [now + leaseMs, queue, now, limit],
    );
    return rows
      .map((row) => ({
        id: row['id'] as number,
        value: JSON.parse(row['value'] as string) as JsonValue,
        attempt: row['attempt'] as number,
        enqueuedAt: row['enqueued_at'] as number,
      }))
      .sort((left, right) => left.id - right.id); // RETURNING promises no order.
  }

  acknowledge(queue: string, ids: readonly number[]): void {
    for (const id of ids) this.#run('delete from item where id = ? and queue = ?', [id, queue]);
  }

  release(queue: string, ids: readonly number[], visibleAt: number): void {
    for (const id of ids)
      this.#run('update item set visible_at = ? where id = ? and queue = ?', [visibleAt, id, queue]);
  }

  depth(queue: string): number {
    return this.#row('select count(*) as n from item where queue = ?', [queue])!['n'] as number;
  }

  /** Deletes what has expired; entries are hidden from the moment of expiry anyway. */
  removeExpired(now: number): void {
    this.#run('delete from entry where expires_at <= ?', [now]);
  }

  /** Call right before the commit: keeps the versions that this transaction gave. */
  beforeCommit(): void {
    if (this.#version === undefined) return;
    this.#run("update counter set value = ? where name = 'version'", [this.#version]);
    this.#version = undefined;
  }

  afterRollback(): void {
    this.#version = undefined;
  }

  /** Versions are unique in the store, not in the key: a key that was deleted and written again never repeats one. */
  #nextVersion(): number {
    this.#version ??= this.#row("select value from counter where name = 'version'", [])!['value'] as number;
    return ++this.#version;
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) this.#statements.set(sql, (statement = this.#db.prepare(sql)));
    return statement;
  }

  #row(sql: string, values: readonly SQLInputValue[]): Record<string, unknown> | undefined {
    return this.#prepare(sql).get(...values);
  }

  #rows(sql: string, values: readonly SQLInputValue[]): Record<string, unknown>[] {
    return this.#prepare(sql).all(...values);
  }

  #run(sql: string, values: readonly SQLInputValue[]): number {
    return Number(this.#prepare(sql).run(...values).changes);
  }
}

function toEntry(row: Record<string, unknown>): StoredEntry {
  return {
    key: row['key'] as string,
    value: JSON.parse(row['value'] as string) as JsonValue,
    version: row['version'] as number,
    expiresAt: (row['expires_at'] as number | null) ?? undefined,
  };
}
