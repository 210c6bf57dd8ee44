import { SqlError } from '../sql-error.ts';
import type { SqlErrorCode } from '../sql-errors.ts';

/** SQLite's primary result codes that routes tell apart. */
const codes: Readonly<Record<number, SqlErrorCode>> = {
  1: 'SQL_GRAMMAR',
  5: 'SQL_LOCKED',
  6: 'SQL_LOCKED',
  14: 'SQL_CONNECTION',
  18: 'SQL_BAD_VALUE',
  19: 'SQL_CONSTRAINT',
  20: 'SQL_BAD_VALUE',
  25: 'SQL_BAD_VALUE',
  26: 'SQL_CONNECTION',
};
const unique = new Set([1555, 2067, 2579]);

interface SqliteFailure extends Error {
  readonly code?: string;
  readonly errcode?: number;
}

export function resultCode(error: unknown): number | undefined {
  const code = (error as SqliteFailure | undefined)?.errcode;
  return typeof code === 'number' ? code & 0xff : undefined;
}

/** SQLite's messages name tables, columns and words of the statement; the statement itself is not repeated. */
export function sqliteFailure(error: unknown, place: string): unknown {
  const { errcode, message, code: nodeCode } = error as SqliteFailure;
  if (errcode === undefined) {
    const isValue = nodeCode === 'ERR_INVALID_ARG_TYPE' || nodeCode === 'ERR_OUT_OF_RANGE';
    return isValue ? new SqlError('SQL_BAD_VALUE', { place, state: nodeCode }, message) : error;
  }
  const code = unique.has(errcode) ? 'SQL_DUPLICATE_KEY' : (codes[errcode & 0xff] ?? 'SQL_FAILED');
  return new SqlError(
    code,
    { place, state: `SQLite ${errcode}`, reason: message, subject: subjectOf(message) },
    message,
  );
}

/** `UNIQUE constraint failed: patient.id` names the columns; what a trigger says itself may name values. */
function subjectOf(message: string): string {
  return /constraint failed: ([\w., "]+)$/.exec(message)?.[1] ?? 'constraint';
}
