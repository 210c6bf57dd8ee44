import type { Exchange } from '../exchange/exchange.ts';

/** One place that can run work in a transaction: a SQL connector's data source is such a bean. */
export interface TransactionSource {
  /**
   * Runs the work in a new transaction on a connection of its own. Commits when it answers true, rolls back when it
   * answers false or throws. Rejects when the transaction cannot begin or its commit fails.
   */
  inTransaction(work: (transaction: unknown) => Promise<boolean>, signal: AbortSignal): Promise<void>;
  /** Whether a second transaction waits for the end of the first: one within another would wait for itself, and is refused. */
  readonly oneAtATime?: boolean;
}

/** Spring's names of what a block does about a transaction that is there already, or is not. */
export const propagations = ['REQUIRED', 'REQUIRES_NEW', 'MANDATORY', 'SUPPORTS', 'NOT_SUPPORTED', 'NEVER'] as const;

export type Propagation = (typeof propagations)[number];

/** A transaction that messages of one unit of work are in; the stack of those that it is within. */
export interface TransactionScope {
  readonly source: TransactionSource;
  readonly propagation: Propagation;
  /** What the source gave; undefined where the steps go on without a transaction of that source. */
  readonly transaction: unknown;
  readonly outer: TransactionScope | undefined;
  /** Set by a block that joined it and failed: it cannot be committed any more. */
  rollbackOnly: boolean;
}

/** The nearest scope of that source around a message. */
export function scopeOf(exchange: Exchange, source: TransactionSource): TransactionScope | undefined {
  let scope = exchange.unitOfWork?.transaction;
  while (scope !== undefined && scope.source !== source) scope = scope.outer;
  return scope;
}

/**
 * The transaction of that source that a message is in, as its `inTransaction` gave it; undefined when it is in none.
 * Connectors join by it.
 *
 * @example
 * ```ts
 * import { transactionOf, type Exchange, type TransactionSource } from '@dhow/core/component';
 *
 * const isWithin = (exchange: Exchange, source: TransactionSource) => transactionOf(exchange, source) !== undefined;
 * ```
 */
export function transactionOf(exchange: Exchange, source: TransactionSource): unknown {
  return scopeOf(exchange, source)?.transaction;
}

/**
 * Puts a message that a source has just made into a transaction that the source began itself: `transacted` of its route
 * joins it.
 *
 * @example
 * ```ts
 * import { enterTransaction, type ConsumerRoute, type TransactionSource } from '@dhow/core/component';
 *
 * const take = (route: ConsumerRoute, source: TransactionSource, row: object) =>
 *   source.inTransaction(async (transaction) => {
 *     const exchange = route.createExchange(row);
 *     enterTransaction(exchange, source, transaction);
 *     await route.process(exchange);
 *     return exchange.exception === undefined;
 *   }, route.signal);
 * ```
 */
export function enterTransaction(exchange: Exchange, source: TransactionSource, transaction: unknown): void {
  const unit = exchange.unitOfWork;
  if (unit === undefined) return;
  const outer = unit.transaction;
  unit.transaction = { source, propagation: 'REQUIRED', transaction, outer, rollbackOnly: false };
}

export function isTransactionSource(bean: unknown): bean is TransactionSource {
  return typeof (bean as Partial<TransactionSource> | null | undefined)?.inTransaction === 'function';
}
