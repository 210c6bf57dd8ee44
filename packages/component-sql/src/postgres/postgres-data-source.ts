import { randomUUID } from 'node:crypto';
import type { ConnectionOptions } from 'node:tls';
import { Client, Pool, type ClientConfig, type PoolClient, type QueryConfig, type QueryResult } from 'pg';
import Cursor from 'pg-cursor';
import type { DataSource, Row, RowStream, Statement, StatementOptions, StatementResult } from '../data-source.ts';
import { RowReader, type RowFeed } from '../row-reader.ts';
import { inItem, knowSpringExceptions, SqlError } from '../sql-error.ts';
import { postgresFailure } from './postgres-failure.ts';
import { columnTypes, namesOf, numbered, postgresValue } from './postgres-values.ts';
import { StatementBatch } from './statement-batch.ts';

export interface PostgresOptions {
  /** `postgresql://user:password@host:port/database`; what it leaves out comes from the environment (PGHOST, …). */
  readonly connectionString?: string;
  readonly host?: string;
  readonly port?: number;
  readonly database?: string;
  readonly user?: string;
  readonly password?: string;
  readonly ssl?: boolean | ConnectionOptions;
  /** Connections at most; further statements wait. 10 when absent. */
  readonly max?: number;
  /** How long to wait for a connection, in milliseconds; 30 seconds when absent. */
  readonly connectionTimeoutMs?: number;
}

/** A transaction under way, on a connection of its own. */
interface PostgresTransaction {
  readonly client: PoolClient;
  ended: boolean;
}

interface Running extends StatementOptions {
  readonly client: PoolClient;
}

/**
 * A PostgreSQL database as a data source, with a pool of connections that are made when they are needed. An aborted message
 * cancels its statement in the server.
 *
 * @example
 * ```ts
 * import { createContext } from '@dhow/core';
 * import { postgresDataSource, sqlComponent } from '@dhow/component-sql';
 *
 * const reports = postgresDataSource('postgresql://dhow@localhost/reports');
 * createContext({ components: [sqlComponent()], beans: { reports } });
 * ```
 */
export function postgresDataSource(options: string | PostgresOptions = {}): DataSource {
  knowSpringExceptions();
  return new PostgresDataSource(typeof options === 'string' ? { connectionString: options } : options);
}

class PostgresDataSource implements DataSource {
  readonly kind = 'postgresql';
  readonly #config: ClientConfig;
  readonly #pool: Pool;

  constructor({ max = 10, connectionTimeoutMs = 30_000, ...connection }: PostgresOptions) {
    this.#config = { ...connection, connectionTimeoutMillis: connectionTimeoutMs };
    // Idle connections do not keep a process alive that has nothing else to do.
    this.#pool = new Pool({ ...this.#config, max, allowExitOnIdle: true });
    // One that breaks while it is idle is replaced when the next statement needs one.
    this.#pool.on('error', () => undefined);
    // One that breaks while it works fails its statement.
    this.#pool.on('connect', (client) => void client.on('error', () => undefined));
  }

  async execute(statement: Statement, options: StatementOptions): Promise<StatementResult> {
    return this.#with(options, async (running) => {
      const { fields, rows, rowCount, command } = await this.#query(running, statement);
      const updateCount = command === 'SELECT' ? 0 : (rowCount ?? 0);
      return { columns: namesOf(fields), rows, updateCount };
    });
  }

  /** In one round trip for all of them. */
  async executeAll(statements: readonly Statement[], options: StatementOptions): Promise<number> {
    return this.#with(options, async ({ client, place, signal }) => {
      signal.throwIfAborted();
      const abort = () => void this.#cancel(client);
      signal.addEventListener('abort', abort, { once: true });
      const batch = new StatementBatch(statements);
      try {
        client.query(batch);
        return await batch.ended;
      } catch (error) {
        throw inItem(postgresFailure(error, place), batch.completed);
      } finally {
        signal.removeEventListener('abort', abort);
      }
    });
  }

  async stream(statement: Statement, options: StatementOptions & { readonly fetchSize: number }): Promise<RowStream> {
    const { transaction, fetchSize } = options;
    if (transaction !== undefined) return new RowReader(await this.#declared(statement, options));
    const client = await this.#connect(options);
    try {
      return new RowReader(await this.#cursor(statement, { ...options, client }, fetchSize));
    } catch (error) {
      client.release();
      throw postgresFailure(error, options.place);
    }
  }

  async inTransaction(work: (transaction: unknown) => Promise<boolean>, signal: AbortSignal): Promise<void> {
    const place = 'transaction';
    const client = await this.#connect({ place, signal });
    const transaction: PostgresTransaction = { client, ended: false };
    let broken = true;
    try {
      await client.query('begin');
      let commits = false;
      try {
        commits = await work(transaction);
      } finally {
        transaction.ended = true;
        if (!commits) {
          // A connection that is gone has rolled back already.
          broken = await client.query('rollback').then(
            () => false,
            () => true,
          );
        }
      }
      if (commits) {
        const { command } = await client.query('commit');
        broken = false;
        if (command !== 'COMMIT') throw new SqlError('SQL_COMMIT_REFUSED', {});
      }
    } catch (error) {
      throw postgresFailure(error, place);
    } finally {
      client.release(broken);
    }
  }

  async close(): Promise<void> {
    if (!this.#pool.ended) await this.#pool.end();
  }

  async #with<T>(options: StatementOptions, run: (running: Running) => Promise<T>): Promise<T> {
    const { transaction, place } = options;
    if (transaction !== undefined) return run({ ...options, client: joined(transaction, place) });
    const client = await this.#connect(options);
    try {
      return await run({ ...options, client });
    } finally {
      client.release();
    }
  }

  async #connect({ place, signal }: StatementOptions): Promise<PoolClient> {
    signal.throwIfAborted();
    try {
      return await this.#pool.connect();
    } catch (error) {
      throw postgresFailure(error, place);
    }
  }

  /** In the extended protocol, so that the text is one statement. */
  async #query({ client, place, signal }: Running, { text, values }: Statement): Promise<QueryResult<Row>> {
    signal.throwIfAborted();
    const abort = () => void this.#cancel(client);
    signal.addEventListener('abort', abort, { once: true });
    const query: QueryConfig & { queryMode: 'extended' } = {
      text: numbered(text),
      values: values.map(postgresValue),
      types: columnTypes,
      queryMode: 'extended',
    };
    try {
      return await client.query<Record<string, unknown>>(query);
    } catch (error) {
      throw postgresFailure(error, place);
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  /** A connection that works cannot be told to stop: another one tells the server. */
  async #cancel(client: PoolClient): Promise<void> {
    const { processID } = client as PoolClient & { processID?: number };
    const other = new Client(this.#config);
    other.on('error', () => undefined);
    try {
      await other.connect();
      await other.query('select pg_cancel_backend($1)', [processID]);
    } catch {
      // Then the statement runs to its end; the message has failed either way.
    } finally {
      await other.end().catch(() => undefined);
    }
  }

  async #cursor(statement: Statement, running: Running, fetchSize: number): Promise<RowFeed> {
    const { client, place, signal } = running;
    const cursor = client.query(
      new Cursor<Row>(numbered(statement.text), statement.values.map(postgresValue), { types: columnTypes }),
    );
    const abort = () => void this.#cancel(client);
    const read = () => {
      signal.throwIfAborted();
      signal.addEventListener('abort', abort, { once: true });
      return new Promise<{ rows: readonly Row[]; columns: string[] }>((resolve, reject) => {
        cursor.read(fetchSize, (error, rows, result: QueryResult | undefined) => {
          signal.removeEventListener('abort', abort);
          if (error) reject(postgresFailure(error, place) as Error);
          else resolve({ rows, columns: namesOf(result?.fields ?? []) });
        });
      });
    };
    const first = await read();
    let pending: readonly Row[] | undefined = first.rows;
    return {
      columns: first.columns,
      async read() {
        const rows = pending ?? (await read()).rows;
        pending = undefined;
        return rows;
      },
      async close() {
        const broken = await cursor.close().then(
          () => false,
          () => true,
        );
        client.release(broken);
      },
    };
  }

  /** Within a transaction other statements come between the pieces: a cursor of SQL's own lets them through. */
  async #declared(statement: Statement, options: StatementOptions & { readonly fetchSize: number }): Promise<RowFeed> {
    const name = `"dhow_${randomUUID()}"`;
    const [start, ...rest] = statement.text;
    const declare = { text: [`declare ${name} no scroll cursor for ${start}`, ...rest], values: statement.values };
    const run = (text: string) => this.#with(options, (running) => this.#query(running, { text: [text], values: [] }));
    await this.#with(options, (running) => this.#query(running, declare));
    const first = await run(`fetch ${options.fetchSize} from ${name}`);
    let pending: readonly Row[] | undefined = first.rows;
    return {
      columns: namesOf(first.fields),
      async read() {
        const rows = pending ?? (await run(`fetch ${options.fetchSize} from ${name}`)).rows;
        pending = undefined;
        return rows;
      },
      async close() {
        // The end of the transaction closes it too.
        await run(`close ${name}`).catch(() => undefined);
      },
    };
  }
}

function joined(transaction: unknown, place: string): PoolClient {
  const { client, ended } = transaction as PostgresTransaction;
  if (ended) throw new SqlError('SQL_TRANSACTION_ENDED', { place });
  return client;
}
