import { SqlError } from '../sql-error.ts';
import type { SqlErrorCode } from '../sql-errors.ts';

/** SQLSTATE, or its class, to what routes tell apart. */
const codes: Readonly<Record<string, SqlErrorCode>> = {
  '23505': 'SQL_DUPLICATE_KEY',
  '40001': 'SQL_LOCKED',
  '40P01': 'SQL_LOCKED',
  '55P03': 'SQL_LOCKED',
  '57014': 'SQL_CANCELLED',
  '57P01': 'SQL_CONNECTION',
  '57P02': 'SQL_CONNECTION',
  '57P03': 'SQL_CONNECTION',
  '53300': 'SQL_CONNECTION',
  '08': 'SQL_CONNECTION',
  '22': 'SQL_BAD_VALUE',
  '23': 'SQL_CONSTRAINT',
  '28': 'SQL_CONNECTION',
  '3D': 'SQL_CONNECTION',
  '42': 'SQL_GRAMMAR',
};

interface PostgresFailure extends Error {
  readonly code?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly column?: string;
}

/** What PostgreSQL says of a statement's grammar names its words; of values and keys only the names around them are told. */
export function postgresFailure(error: unknown, place: string): unknown {
  if (error instanceof SqlError) return error;
  const { code: state = '', message, constraint, table, column } = error as PostgresFailure;
  if (/^[0-9A-Z]{5}$/.test(state)) {
    const code = codes[state] ?? codes[state.slice(0, 2)] ?? 'SQL_FAILED';
    const subject = [table, column, constraint].filter((name) => name !== undefined).join(', ') || 'no name given';
    return new SqlError(code, { place, state, reason: reasonOf(code, message), subject }, message);
  }
  const isNetwork = /^E[A-Z_]+$/.test(state) || /connection|terminated|timeout/i.test(message);
  if (!isNetwork) return error;
  return new SqlError('SQL_CONNECTION', { place, state: state || 'no code', reason: message }, message);
}

function reasonOf(code: SqlErrorCode, message: string): string | undefined {
  return code === 'SQL_GRAMMAR' || code === 'SQL_CONNECTION' ? message : undefined;
}
