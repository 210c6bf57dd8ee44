import type { Exchange } from '@dhow/core/component';
import type { Row, RowStream } from '../data-source.ts';
import { SqlError } from '../sql-error.ts';

export const outputTypes = ['SelectList', 'SelectOne', 'StreamList'] as const;
export type OutputType = (typeof outputTypes)[number];

/**
 * The body of `outputType=SelectOne`: null without a row, the value of a row with one column, else the row.
 *
 * @throws SqlError SQL_NOT_UNIQUE
 */
export function onlyRow(rows: readonly Row[], columns: readonly string[], place: string): unknown {
  if (rows.length > 1) throw new SqlError('SQL_NOT_UNIQUE', { place, count: rows.length });
  const [row] = rows;
  if (row === undefined) return null;
  return columns.length === 1 ? row[columns[0]!] : row;
}

/** Ends the query with the message, when nobody read it to its end. */
export function closeWith(exchange: Exchange, stream: RowStream): void {
  const close = () => stream.close();
  exchange.unitOfWork?.addCompletion({ onComplete: close, onFailure: close });
}
