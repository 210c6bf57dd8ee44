import { setTimeout as pause } from 'node:timers/promises';
import { loadSqlite } from '@dhow/core/state/sqlite';
import type { DataSource, RowStream, Statement, StatementOptions, StatementResult } from '../data-source.ts';
import { RowReader } from '../row-reader.ts';
import { knowSpringExceptions, SqlError } from '../sql-error.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import { resultCode, sqliteFailure } from './sqlite-failure.ts';
import { Turns } from './turns.ts';

export interface SqliteOptions {
  /** How long to wait for others that write, in this process and in others, in milliseconds; 10 seconds when absent. */
  readonly busyTimeoutMs?: number;
}

const busy = 5;
const readOnly = 8;

/** A transaction under way: whoever holds it has the writing connection for itself. */
interface SqliteTransaction {
  ended: boolean;
}

/**
 * A SQLite file (or `:memory:`) as a data source, by Node's own SQLite. The file is in WAL mode: statements that read do not
 * wait for those that write, and see what was committed. Writing statements and transactions wait for each other in the
 * order in which they came; for other processes they wait without blocking this one.
 *
 * @example
 * ```ts
 * import { createContext } from '@dhow/core';
 * import { sqlComponent, sqliteDataSource } from '@dhow/component-sql';
 *
 * createContext({ components: [sqlComponent()], beans: { reports: sqliteDataSource('reports.db') } });
 * ```
 */
export function sqliteDataSource(file: string, options: SqliteOptions = {}): DataSource {
  knowSpringExceptions();
  return new SqliteDataSource(file, options);
}

class SqliteDataSource implements DataSource {
  readonly kind = 'sqlite';
  readonly oneAtATime = true;
  readonly #file: string;
  readonly #busyTimeoutMs: number;
  readonly #turns = new Turns();
  #writer: SqliteConnection | undefined;
  #reader: SqliteConnection | undefined;

  constructor(file: string, { busyTimeoutMs = 10_000 }: SqliteOptions) {
    this.#file = file;
    this.#busyTimeoutMs = busyTimeoutMs;
  }

  async execute(statement: Statement, options: StatementOptions): Promise<StatementResult> {
    return this.#on(statement, options, (connection) => connection.execute(statement));
  }

  async stream(statement: Statement, options: StatementOptions & { readonly fetchSize: number }): Promise<RowStream> {
    const { place, signal, fetchSize } = options;
    const feed = await this.#on(statement, options, (connection) => connection.feed(statement, fetchSize));
    return new RowReader({
      columns: feed.columns,
      close: () => feed.close(),
      async read() {
        signal.throwIfAborted();
        try {
          return await feed.read();
        } catch (error) {
          throw sqliteFailure(error, place);
        }
      },
    });
  }

  async inTransaction(work: (transaction: unknown) => Promise<boolean>, signal: AbortSignal): Promise<void> {
    const place = 'transaction';
    const leave = await this.#turn(place, signal);
    const transaction: SqliteTransaction = { ended: false };
    try {
      const writer = this.#open(place).writer;
      await this.#patiently(place, signal, () => writer.run('begin immediate'));
      let commits = false;
      try {
        commits = await work(transaction);
      } finally {
        transaction.ended = true;
        if (!commits) writer.run('rollback');
      }
      if (commits) this.#commit(writer, place);
    } finally {
      leave();
    }
  }

  async close(): Promise<void> {
    const leave = await this.#turn('close', new AbortController().signal);
    this.#reader?.close();
    this.#writer?.close();
    this.#reader = this.#writer = undefined;
    leave();
  }

  #commit(writer: SqliteConnection, place: string): void {
    try {
      writer.run('commit');
    } catch (error) {
      // Deferred constraints leave the transaction open.
      writer.run('rollback');
      throw sqliteFailure(error, place);
    }
  }

  async #on<T>(
    { text }: Statement,
    { place, signal, transaction }: StatementOptions,
    run: (connection: SqliteConnection) => T,
  ): Promise<T> {
    signal.throwIfAborted();
    if (transaction !== undefined) {
      if ((transaction as SqliteTransaction).ended) throw new SqlError('SQL_TRANSACTION_ENDED', { place });
      return guarded(place, () => run(this.#open(place).writer));
    }
    const { reader, writer } = this.#open(place);
    if (reader !== undefined && /^\s*(?:select|with|values)\b/i.test(text[0]!)) {
      try {
        return run(reader);
      } catch (error) {
        // A `with` may write after all.
        if (resultCode(error) !== readOnly) throw sqliteFailure(error, place);
      }
    }
    const leave = await this.#turn(place, signal);
    try {
      return await this.#patiently(place, signal, () => run(writer));
    } finally {
      leave();
    }
  }

  /** A part that runs in parallel, and so outside of the transaction that waits for it, ends here too. */
  #turn(place: string, signal: AbortSignal): Promise<() => void> {
    const late = () => new SqlError('SQL_LOCKED', { place, state: `waited ${this.#busyTimeoutMs} ms` }, 'busy');
    return this.#turns.enter(signal, this.#busyTimeoutMs, late);
  }

  /** SQLite's own waiting would block the process. */
  async #patiently<T>(place: string, signal: AbortSignal, run: () => T): Promise<T> {
    const until = performance.now() + this.#busyTimeoutMs;
    for (let waitMs = 1; ; waitMs = Math.min(waitMs * 2, 50)) {
      try {
        return run();
      } catch (error) {
        if (resultCode(error) !== busy || performance.now() > until) throw sqliteFailure(error, place);
      }
      await pause(waitMs, undefined, { signal });
    }
  }

  #open(place: string): { writer: SqliteConnection; reader: SqliteConnection | undefined } {
    if (this.#writer === undefined) {
      guarded(place, () => {
        const { DatabaseSync } = loadSqlite();
        const writer = new DatabaseSync(this.#file, { timeout: 0 });
        writer.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on');
        this.#writer = new SqliteConnection(writer);
        // What is in memory belongs to its one connection.
        const isFile = this.#file !== '' && !this.#file.includes(':memory:');
        if (isFile) this.#reader = new SqliteConnection(new DatabaseSync(this.#file, { readOnly: true, timeout: 0 }));
      });
    }
    return { writer: this.#writer!, reader: this.#reader };
  }
}

function guarded<T>(place: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw sqliteFailure(error, place);
  }
}
