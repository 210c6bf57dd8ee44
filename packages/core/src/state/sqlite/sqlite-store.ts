import { closeSync, openSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { type Clock, systemClock } from '../../clock/clock.ts';
import { isStateError, StateError } from '../state-errors.ts';
import type { StateStore } from '../state-store.ts';
import type { StoreTables } from '../store-tables.ts';
import { TablesStore } from '../tables-store.ts';
import { loadSqlite } from './load-sqlite.ts';
import { prepareSchema } from './schema.ts';
import { isBusy, sqliteFailure } from './sqlite-failure.ts';
import { SqliteTables } from './sqlite-tables.ts';

export interface SqliteStoreOptions {
  /** The file; made with its tables when it is not there. Its folder must exist. */
  readonly file: string;
  readonly clock?: Clock;
  /** How long to wait for another process that holds the file, in milliseconds; 10,000 when absent. */
  readonly lockTimeoutMs?: number;
  /** The most that the file may grow to, in bytes; no limit when absent. */
  readonly maxBytes?: number;
}

/** A durable state store in one file. */
export interface SqliteStateStore extends StateStore {
  readonly file: string;
  /** Opens the file now instead of at the first use, so that a wrong path shows at the start. */
  open(): void;
}

interface Work {
  readonly operation: string;
  readonly run: (tables: StoreTables) => unknown;
  readonly resolve: (result: never) => void;
  readonly reject: (error: unknown) => void;
}

const expirySweepMs = 60_000;
const pageBytes = 4096;

/**
 * Group commit: work that is asked for in one turn of the event loop shares a transaction, hence one flush of the disk.
 * A promise resolves after the commit, so what it stands for survives a `kill -9` and a power cut.
 */
class SqliteGroupCommitStore extends TablesStore implements SqliteStateStore {
  readonly file: string;
  readonly #now: () => number;
  readonly #lockTimeoutMs: number;
  readonly #maxBytes: number | undefined;
  #db: DatabaseSync | undefined;
  #tables: SqliteTables | undefined;
  #pending: Work[] = [];
  #flushing: NodeJS.Immediate | NodeJS.Timeout | undefined;
  #waitingSince: number | undefined;
  #sweptAt: number | undefined;
  #closed = false;

  constructor(options: SqliteStoreOptions) {
    const clock = options.clock ?? systemClock;
    super(clock);
    this.file = options.file;
    this.#now = () => clock.now();
    this.#lockTimeoutMs = options.lockTimeoutMs ?? 10_000;
    this.#maxBytes = options.maxBytes;
  }

  open(): void {
    if (this.#db) return;
    let db: DatabaseSync | undefined;
    try {
      // The store holds payloads: nobody but the owner reads it. SQLite gives its side files the same mode.
      closeSync(openSync(this.file, 'a', 0o600));
      const { DatabaseSync: Database } = loadSqlite();
      db = new Database(this.file, { timeout: this.#lockTimeoutMs });
      db.exec('pragma journal_mode = wal; pragma synchronous = full');
      if (this.#maxBytes) db.exec(`pragma max_page_count = ${Math.max(1, Math.floor(this.#maxBytes / pageBytes))}`);
      prepareSchema(db, this.file);
      // From here on waiting for a lock is done without blocking the event loop.
      db.exec('pragma busy_timeout = 20');
    } catch (error) {
      db?.close();
      if (isBusy(error)) throw new StateError('STATE_BUSY', { file: this.file, waitedMs: this.#lockTimeoutMs }, error);
      throw sqliteFailure(error, this.file);
    }
    this.#db = db;
    this.#tables = new SqliteTables(db);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    while (this.#pending.length > 0) {
      this.#cancelFlush();
      this.#flush();
      if (this.#pending.length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    }
    this.#cancelFlush();
    this.#db?.close();
    this.#db = undefined;
  }

  protected write<T>(operation: string, run: (tables: StoreTables) => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#closed) {
        reject(new StateError('STATE_CLOSED', { operation }));
        return;
      }
      this.#pending.push({ operation, run, resolve, reject });
      this.#flushing ??= setImmediate(() => this.#flush());
    });
  }

  protected async look<T>(operation: string, run: (tables: StoreTables) => T): Promise<T> {
    // Behind writes that were asked for first, so that a program reads what it wrote.
    if (this.#pending.length > 0 || this.#closed) return this.write(operation, run);
    try {
      this.open();
      return run(this.#tables!);
    } catch (error) {
      if (isBusy(error)) return this.write(operation, run);
      throw sqliteFailure(error, this.file);
    }
  }

  #cancelFlush(): void {
    clearImmediate(this.#flushing as NodeJS.Immediate);
    clearTimeout(this.#flushing as NodeJS.Timeout);
    this.#flushing = undefined;
  }

  #flush(): void {
    this.#flushing = undefined;
    const batch = this.#pending;
    this.#pending = [];
    try {
      this.#commit(batch);
      this.#waitingSince = undefined;
    } catch (error) {
      if (isBusy(error)) this.#wait(batch, error);
      else if (batch.length > 1 && !(sqliteFailure(error, this.file) instanceof StateError)) this.#commitSingly(batch);
      else this.#fail(batch, sqliteFailure(error, this.file));
    }
  }

  #commit(batch: readonly Work[]): void {
    this.open();
    const db = this.#db!;
    const tables = this.#tables!;
    const answers: (() => void)[] = [];
    db.exec('begin immediate');
    try {
      this.#sweep(tables);
      for (const work of batch) answers.push(answer(work, tables));
      tables.beforeCommit();
      db.exec('commit');
    } catch (error) {
      tables.afterRollback();
      if (db.isTransaction) db.exec('rollback');
      throw error;
    }
    for (const tell of answers) tell();
  }

  /** One work of the batch cannot be done (a value too large, say): the others must not suffer for it. */
  #commitSingly(batch: readonly Work[]): void {
    for (const work of batch) {
      try {
        this.#commit([work]);
      } catch (error) {
        work.reject(sqliteFailure(error, this.file));
      }
    }
  }

  /** Another process holds the file: tries again in a moment, in the same order, until the time is up. */
  #wait(batch: readonly Work[], error: unknown): void {
    this.#waitingSince ??= performance.now();
    const waitedMs = performance.now() - this.#waitingSince;
    if (waitedMs >= this.#lockTimeoutMs) {
      this.#waitingSince = undefined;
      this.#fail(batch, new StateError('STATE_BUSY', { file: this.file, waitedMs: Math.round(waitedMs) }, error));
      return;
    }
    this.#pending = [...batch, ...this.#pending];
    this.#flushing = setTimeout(() => this.#flush(), 1 + Math.random() * 9);
  }

  #fail(batch: readonly Work[], error: unknown): void {
    for (const { reject } of batch) reject(error);
  }

  #sweep(tables: SqliteTables): void {
    const now = this.#now();
    if (this.#sweptAt !== undefined && now - this.#sweptAt < expirySweepMs) return;
    this.#sweptAt = now;
    tables.removeExpired(now);
  }
}

/** Runs one work and answers what to tell its caller after the commit. A conflict wrote nothing, so it spoils nothing. */
function answer({ run, resolve, reject }: Work, tables: StoreTables): () => void {
  try {
    const result = run(tables);
    return () => resolve(result as never);
  } catch (error) {
    if (!isStateError(error, 'STATE_CONFLICT')) throw error;
    return () => reject(error);
  }
}

/**
 * The state store in one SQLite file: nothing to install, durable when a promise resolves, shared by processes of one
 * machine. The file is opened at the first use.
 *
 * @example
 * ```ts
 * import { sqliteStateStore } from '@dhow/core/state/sqlite';
 *
 * const state = sqliteStateStore({ file: 'dhow-state.db' });
 * await state.append('audit', [{ action: 'started' }]);
 * await state.close();
 * ```
 */
export function sqliteStateStore(options: SqliteStoreOptions): SqliteStateStore {
  return new SqliteGroupCommitStore(options);
}
