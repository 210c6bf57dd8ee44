import { iterate, isMap, transactionOf, type Exchange, type Producer } from '@dhow/core/component';
import type { DataSource, Statement, StatementOptions, StatementResult } from '../data-source.ts';
import { SqlError } from '../sql-error.ts';
import { givingKeys } from '../statement/generated-keys.ts';
import { isAsyncIterable } from '../statement/parameter-values.ts';
import { closeWith, onlyRow } from '../statement/query-output.ts';
import { runAll, runEach } from './statement-run.ts';
import type { SqlEndpoint } from './sql-endpoint.ts';
import type { SqlQuery } from './sql-query.ts';

/** Runs the statement for a message, in its transaction where it is in one of that data source. */
export class SqlProducer implements Producer {
  readonly #endpoint: SqlEndpoint;
  readonly #query: SqlQuery;

  constructor(endpoint: SqlEndpoint, query: SqlQuery) {
    this.#endpoint = endpoint;
    this.#query = query;
  }

  async start(): Promise<void> {
    const { options } = this.#endpoint;
    if (!options.useMessageBodyForSql) await this.#query.load();
    this.#endpoint.checkDataSource();
  }

  readonly process = async (exchange: Exchange, signal: AbortSignal): Promise<void> => {
    const { options, place } = this.#endpoint;
    const source = this.#endpoint.dataSource(exchange.header('CamelSqlDataSource') ?? undefined);
    const running = { place, signal, transaction: transactionOf(exchange, source) };
    if (options.batch) {
      exchange.headers.set('CamelSqlUpdateCount', await this.#runBatch(exchange, source, running));
      return;
    }
    const statement = await this.#statement(exchange, this.#data(exchange), signal);
    if (options.outputType === 'StreamList') return this.#stream(exchange, source, statement, running);
    if (exchange.header('CamelSqlRetrieveGeneratedKeys') === true)
      return this.#giveKeys(exchange, await source.execute(this.#withKeys(exchange, statement), running));
    this.#give(exchange, await source.execute(statement, running));
  };

  /** Where values come from. */
  #data(exchange: Exchange): unknown {
    return this.#endpoint.options.useMessageBodyForSql ? exchange.header('CamelSqlParameters') : exchange.body;
  }

  #statement(exchange: Exchange, data: unknown, signal: AbortSignal): Promise<Statement> {
    const { useMessageBodyForSql } = this.#endpoint.options;
    const { place } = this.#endpoint;
    const sql = useMessageBodyForSql ? exchange.body : exchange.header('CamelSqlQuery');
    if (typeof sql === 'string') return this.#query.dynamic(sql, exchange, data, signal);
    if (useMessageBodyForSql) throw new SqlError('SQL_NO_STATEMENT', { place });
    return this.#query.statement(exchange, data, signal);
  }

  async #runBatch(exchange: Exchange, source: DataSource, running: StatementOptions): Promise<number> {
    const items = itemsOf(this.#data(exchange));
    const statements = mapped(items, (item) => this.#statement(exchange, item, running.signal));
    if (running.transaction !== undefined) return runAll(statements, source, running);
    // Each item by itself, as it was asked for.
    if (!this.#endpoint.options.batchAutoCommitDisabled) return runEach(statements, source, running);
    let count = 0;
    await source.inTransaction(async (transaction) => {
      count = await runAll(statements, source, { ...running, transaction });
      return true;
    }, running.signal);
    return count;
  }

  async #stream(
    exchange: Exchange,
    source: DataSource,
    statement: Statement,
    running: StatementOptions,
  ): Promise<void> {
    const { fetchSize, outputHeader, noop } = this.#endpoint.options;
    const rows = await source.stream(statement, { ...running, fetchSize });
    closeWith(exchange, rows);
    if (noop) return;
    if (outputHeader === undefined) exchange.body = rows;
    else exchange.headers.set(outputHeader, rows);
  }

  #withKeys(exchange: Exchange, statement: Statement): Statement {
    return givingKeys(statement, exchange.header('CamelSqlGeneratedColumns'));
  }

  #giveKeys({ headers }: Exchange, { rows, updateCount }: StatementResult): void {
    headers.set('CamelSqlUpdateCount', updateCount);
    headers.set('CamelSqlGeneratedKeysRowCount', rows.length);
    headers.set('CamelSqlGeneratedKeyRows', rows);
  }

  #give(exchange: Exchange, { rows, columns, updateCount }: StatementResult): void {
    const { outputType, outputHeader, noop } = this.#endpoint.options;
    const isQuery = columns.length > 0;
    const result = !isQuery ? null : outputType === 'SelectOne' ? onlyRow(rows, columns, this.#endpoint.place) : rows;
    exchange.headers.set(isQuery ? 'CamelSqlRowCount' : 'CamelSqlUpdateCount', isQuery ? rows.length : updateCount);
    if (noop) return;
    if (outputHeader !== undefined) exchange.headers.set(outputHeader, result);
    else if (isQuery) exchange.body = result;
  }
}

async function* mapped<T>(
  items: AsyncIterable<unknown> | Iterable<unknown>,
  map: (item: unknown) => Promise<T>,
): AsyncGenerator<T> {
  for await (const item of items) yield map(item);
}

/** One row stands for itself. */
function itemsOf(data: unknown): AsyncIterable<unknown> | Iterable<unknown> {
  if (isAsyncIterable(data)) return data;
  return isMap(data) ? [data] : iterate(data ?? []);
}
