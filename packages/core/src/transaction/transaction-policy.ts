import type { Processor } from '../eip/processor.ts';
import { exceptionLineage, exceptionMessage, NamedException } from '../error-handling/exception-types.ts';
import { RouteError } from '../errors/route-error.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { scopeOf, type Propagation, type TransactionScope, type TransactionSource } from './transaction-source.ts';

/**
 * A data source with what to do about transactions: the bean that `transacted` and `policy` name.
 *
 * Steps after `transacted` are committed when the message ends well, handled failures and `stop` included, and rolled back
 * when it ends with an exception or is marked by `rollback`. Routes called by `direct` and parts that run one after the
 * other are in the same transaction; what runs beside the message (`wireTap`, `seda`, parallel parts, aggregated groups)
 * is not. Redeliveries happen within it. As in Camel, a failure comes out wrapped in a RuntimeCamelException.
 */
export class TransactionPolicy {
  readonly source: TransactionSource;
  readonly propagation: Propagation;

  constructor(source: TransactionSource, propagation: Propagation = 'REQUIRED') {
    this.source = source;
    this.propagation = propagation;
  }

  /** Camel's `Policy`: the steps with the transaction around them. `rolledBack` hears of each rollback. */
  wrap(steps: Processor, rolledBack?: (exchange: Exchange) => void): Processor {
    return (exchange, signal) => this.#run(steps, exchange, signal, rolledBack);
  }

  async #run(
    steps: Processor,
    exchange: Exchange,
    signal: AbortSignal,
    rolledBack: ((exchange: Exchange) => void) | undefined,
  ): Promise<void> {
    const { propagation, source } = this;
    const around = scopeOf(exchange, source);
    const joins = around?.transaction !== undefined ? around : undefined;
    if (propagation === 'NEVER' && joins !== undefined) throw stateError(propagation);
    if (propagation === 'MANDATORY' && joins === undefined) throw stateError(propagation);
    if (propagation === 'REQUIRES_NEW' && joins !== undefined && source.oneAtATime === true)
      throw new RouteError('ROUTE_TRANSACTION_NESTED', {});
    if (propagation === 'REQUIRES_NEW' || (propagation === 'REQUIRED' && joins === undefined))
      return this.#begin(steps, exchange, signal, rolledBack);
    // The same policy again is no boundary of its own: only the outermost block decides.
    if (propagation === 'REQUIRED' && joins?.propagation === 'REQUIRED') return steps(exchange, signal);
    if (propagation === 'NOT_SUPPORTED') await within(this.#scope(exchange, undefined), steps, exchange, signal);
    else await steps(exchange, signal);
    if (joins !== undefined && propagation !== 'NOT_SUPPORTED' && isFailed(exchange)) joins.rollbackOnly = true;
    leave(exchange);
  }

  async #begin(
    steps: Processor,
    exchange: Exchange,
    signal: AbortSignal,
    rolledBack: ((exchange: Exchange) => void) | undefined,
  ): Promise<void> {
    let unexpected = false;
    await this.source.inTransaction(async (transaction) => {
      const scope = this.#scope(exchange, transaction);
      await within(scope, steps, exchange, signal);
      const failed = isFailed(exchange);
      unexpected = scope.rollbackOnly && !failed;
      if (failed || unexpected) rolledBack?.(exchange);
      return !failed && !unexpected;
    }, signal);
    leave(exchange);
    if (unexpected) throw new RouteError('ROUTE_TRANSACTION_ROLLED_BACK', {});
  }

  #scope(exchange: Exchange, transaction: unknown): TransactionScope {
    const { source, propagation } = this;
    return { source, propagation, transaction, outer: exchange.unitOfWork?.transaction, rollbackOnly: false };
  }
}

/**
 * A policy for `transacted: { ref: … }`.
 *
 * @example
 * ```ts
 * import { createContext, transactionPolicy, type TransactionSource } from '@dhow/core';
 *
 * const beansOf = (reports: TransactionSource) => ({
 *   reports,
 *   PROPAGATION_REQUIRED: transactionPolicy(reports),
 *   PROPAGATION_REQUIRES_NEW: transactionPolicy(reports, 'REQUIRES_NEW'),
 * });
 * ```
 */
export function transactionPolicy(source: TransactionSource, propagation: Propagation = 'REQUIRED'): TransactionPolicy {
  return new TransactionPolicy(source, propagation);
}

async function within(
  scope: TransactionScope,
  steps: Processor,
  exchange: Exchange,
  signal: AbortSignal,
): Promise<void> {
  const unit = exchange.unitOfWork;
  if (unit === undefined) return steps(exchange, signal);
  const before = unit.transaction;
  unit.transaction = scope;
  try {
    await steps(exchange, signal);
  } finally {
    unit.transaction = before;
  }
}

function isFailed({ exception, rollbackOnly, rollbackOnlyLast }: Exchange): boolean {
  return exception !== undefined || rollbackOnly || rollbackOnlyLast;
}

/** A mark for the innermost block ends with it; a failure leaves it wrapped. */
function leave(exchange: Exchange): void {
  exchange.rollbackOnlyLast = false;
  const { exception } = exchange;
  if (exception === undefined) return;
  const [type, ...parents] = exceptionLineage(exception);
  const runtime = 'org.apache.camel.RuntimeCamelException';
  if (type === runtime || parents.includes(runtime)) return;
  const message = exceptionMessage(exception);
  exchange.exception = new NamedException(runtime, message === null ? type : `${type}: ${message}`, {
    cause: exception,
  });
}

function stateError(propagation: 'NEVER' | 'MANDATORY'): RouteError {
  const found = propagation === 'NEVER' ? 'Existing transaction found' : 'No existing transaction found';
  return new RouteError('ROUTE_TRANSACTION_STATE', { found, propagation: propagation.toLowerCase() });
}
