import { enterTransaction, type ConsumerRoute, type Exchange } from '@dhow/core/component';
import type { DataSource, Row, StatementResult } from '../data-source.ts';
import { SqlError } from '../sql-error.ts';
import { onlyRow } from '../statement/query-output.ts';
import type { SqlEndpoint } from './sql-endpoint.ts';
import type { SqlQuery } from './sql-query.ts';

/** One look into the database: the rows of the query go through the route, and are marked after it. */
export class RowPoll {
  readonly #endpoint: SqlEndpoint;
  readonly #query: SqlQuery;
  readonly #route: ConsumerRoute;
  readonly #goesOn: () => boolean;
  readonly #onConsume: SqlQuery | undefined;
  readonly #onConsumeFailed: SqlQuery | undefined;
  readonly #onBatchComplete: SqlQuery | undefined;

  constructor(endpoint: SqlEndpoint, query: SqlQuery, route: ConsumerRoute, goesOn: () => boolean) {
    this.#endpoint = endpoint;
    this.#query = query;
    this.#route = route;
    this.#goesOn = goesOn;
    const { onConsume, onConsumeFailed, onConsumeBatchComplete } = endpoint.options;
    this.#onConsume = onConsume === undefined ? undefined : endpoint.query(onConsume);
    this.#onConsumeFailed = onConsumeFailed === undefined ? undefined : endpoint.query(onConsumeFailed);
    this.#onBatchComplete = onConsumeBatchComplete === undefined ? undefined : endpoint.query(onConsumeBatchComplete);
  }

  async load(): Promise<void> {
    for (const query of [this.#onConsume, this.#onConsumeFailed, this.#onBatchComplete]) await query?.load();
  }

  /** How many rows there were. */
  async run(): Promise<number> {
    const source = this.#endpoint.dataSource();
    if (!this.#endpoint.options.transacted) return this.#within(source, undefined);
    let count = 0;
    let failure: unknown;
    await source.inTransaction(async (transaction) => {
      try {
        count = await this.#within(source, transaction);
        return true;
      } catch (error) {
        failure = error;
        return false;
      }
    }, this.#route.signal);
    if (failure !== undefined && !(failure instanceof MessageFailed)) throw failure;
    return count;
  }

  async #within(source: DataSource, transaction: unknown): Promise<number> {
    const { useIterator, routeEmptyResultSet, sendEmptyMessageWhenIdle, outputType } = this.#endpoint.options;
    const { rows, columns } = await this.#rows(source, transaction);
    const bodies =
      outputType === 'SelectOne'
        ? rows.length === 0
          ? []
          : [onlyRow(rows, columns, this.#endpoint.place)]
        : useIterator
          ? rows
          : rows.length > 0 || routeEmptyResultSet
            ? [rows]
            : [];
    if (bodies.length === 0) {
      if (sendEmptyMessageWhenIdle) await this.#route.process(this.#exchange(null));
      return 0;
    }
    for (const [index, body] of bodies.entries()) {
      if (!this.#goesOn()) return rows.length;
      const exchange = this.#exchange(body);
      exchange.properties.set('CamelBatchIndex', index);
      exchange.properties.set('CamelBatchSize', bodies.length);
      exchange.properties.set('CamelBatchComplete', index === bodies.length - 1);
      if (transaction !== undefined) enterTransaction(exchange, source, transaction);
      await this.#message(exchange, body, source, transaction);
    }
    await this.#mark(this.#onBatchComplete, this.#exchange(null), undefined, source, transaction, -1);
    return rows.length;
  }

  async #rows(source: DataSource, transaction: unknown): Promise<Pick<StatementResult, 'rows' | 'columns'>> {
    const { maxMessagesPerPoll, useIterator } = this.#endpoint.options;
    const { signal } = this.#route;
    const { place } = this.#endpoint;
    const statement = await this.#query.statement(this.#exchange(null), undefined, signal);
    if (maxMessagesPerPoll === 0 || !useIterator) return source.execute(statement, { place, signal, transaction });
    const stream = await source.stream(statement, { place, signal, transaction, fetchSize: maxMessagesPerPoll });
    const rows: Row[] = [];
    for await (const row of stream) {
      rows.push(row);
      if (rows.length === maxMessagesPerPoll) break;
    }
    return { rows, columns: stream.columns };
  }

  async #message(exchange: Exchange, body: unknown, source: DataSource, transaction: unknown): Promise<void> {
    const { expectedUpdateCount, breakBatchOnConsumeFail } = this.#endpoint.options;
    await this.#route.process(exchange);
    if (this.#route.mayAcknowledge?.() === false) {
      const { routeId } = this.#route;
      this.#endpoint.context
        .logger(routeId)
        .warn('A row is not marked: the lease of this process ran out, and the leader takes it again');
      if (transaction !== undefined) throw new MessageFailed();
      return;
    }
    const failed = exchange.exception !== undefined || exchange.rollbackOnly;
    if (failed && transaction !== undefined) throw new MessageFailed();
    try {
      const query = failed ? this.#onConsumeFailed : this.#onConsume;
      await this.#mark(query, exchange, body, source, transaction, expectedUpdateCount);
    } catch (error) {
      // A transaction that goes on after a failure would commit half of its work.
      if (breakBatchOnConsumeFail || transaction !== undefined) throw error;
      await this.#route.handleFailure(error);
    }
  }

  async #mark(
    query: SqlQuery | undefined,
    exchange: Exchange,
    data: unknown,
    source: DataSource,
    transaction: unknown,
    expected: number,
  ): Promise<void> {
    if (query === undefined) return;
    const { place } = this.#endpoint;
    const { signal } = this.#route;
    const statement = await query.statement(exchange, data, signal);
    const { updateCount } = await source.execute(statement, { place, signal, transaction });
    if (expected >= 0 && updateCount !== expected)
      throw new SqlError('SQL_UPDATE_COUNT', { place, expected, found: updateCount });
  }

  #exchange(body: unknown): Exchange {
    return this.#route.createExchange(body, this.#endpoint.options.exchangePattern);
  }
}

/** Ends a poll that is a transaction; the message's own error handler has told what happened. */
class MessageFailed extends Error {}
