import { transactionOf, type TransactionSource } from '../src/transaction/transaction-source.ts';
import type { Exchange } from '../src/exchange/exchange.ts';

/** A double of a data source: rows become visible when their transaction is committed. */
export class MemoryTransactions implements TransactionSource {
  readonly rows: unknown[] = [];
  /** In the order in which they happened: begin, commit, rollback. */
  readonly events: string[] = [];
  oneAtATime = false;
  /** What the next commit fails with. */
  commitFailure: Error | undefined;

  async inTransaction(work: (transaction: unknown) => Promise<boolean>): Promise<void> {
    const pending: unknown[] = [];
    this.events.push('begin');
    let commits = false;
    try {
      commits = await work(pending);
      if (commits && this.commitFailure) throw this.commitFailure;
    } finally {
      this.events.push(commits && !this.commitFailure ? 'commit' : 'rollback');
    }
    if (commits) this.rows.push(...pending);
  }

  /** A step that inserts a row in the message's transaction, or at once where there is none. */
  insert(row: unknown): (exchange: Exchange) => void {
    return (exchange) => {
      ((transactionOf(exchange, this) as unknown[] | undefined) ?? this.rows).push(row);
    };
  }
}
