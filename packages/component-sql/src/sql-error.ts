import { exceptionTypeKey, NamedException, registerExceptionType } from '@dhow/core';
import { sqlErrorCatalogue, type SqlErrorCode } from './sql-errors.ts';

const brand = Symbol.for('dhow.sql.error');

/** Values that fill the message's template. Never values that were bound to a statement. */
export type SqlErrorDetails = Readonly<Record<string, unknown>>;

/**
 * An error of this package. `code` is stable; `retryable` says whether the same step may succeed later; routes match it by
 * the classes of Spring that Camel throws, or by `java.sql.SQLException`, its cause where the database failed.
 */
export class SqlError extends Error {
  readonly code: SqlErrorCode;
  readonly retryable: boolean;
  readonly details: SqlErrorDetails;
  /** What the database said in its own words. May name values, so it is neither in the message nor enumerable. */
  declare readonly databaseMessage: string | undefined;
  /** Which of the statements of a batch failed, counted from 0. */
  declare item?: number;

  constructor(code: SqlErrorCode, details: SqlErrorDetails = {}, databaseMessage?: string) {
    const entry = sqlErrorCatalogue[code];
    const isOfDatabase = databaseMessage !== undefined;
    super(fill(entry.message, details), isOfDatabase ? { cause: sqlException(details['state']) } : undefined);
    this.name = 'SqlError';
    this.code = code;
    this.retryable = entry.retryable;
    this.details = details;
    Object.defineProperty(this, 'databaseMessage', { value: databaseMessage });
    Object.defineProperty(this, brand, { value: true });
    Object.defineProperty(this, exceptionTypeKey, { value: entry.exceptionType });
  }
}

/** Whether `error` is a {@link SqlError}, optionally of one code; also across two copies of the package. */
export function isSqlError(error: unknown, code?: SqlErrorCode): error is SqlError {
  if (typeof error !== 'object' || error === null || !(brand in error)) return false;
  return code === undefined || (error as { code?: unknown }).code === code;
}

/** The failure of one of several statements says which. */
export function inItem(error: unknown, item: number): unknown {
  if (error instanceof SqlError) error.item = item;
  return error;
}

function sqlException(state: unknown): NamedException {
  return new NamedException('java.sql.SQLException', `SQLSTATE ${String(state)}`);
}

/** The parents of Spring's classes, so that `onException: [org.springframework.dao.DataAccessException]` matches. */
export function knowSpringExceptions(): void {
  const dao = 'org.springframework.dao.';
  const jdbc = 'org.springframework.jdbc.';
  registerExceptionType(`${dao}DataAccessException`, 'java.lang.RuntimeException');
  for (const [name, parent] of [
    [`${dao}DataIntegrityViolationException`, 'DataAccessException'],
    [`${dao}DuplicateKeyException`, 'DataIntegrityViolationException'],
    [`${dao}CannotAcquireLockException`, 'DataAccessException'],
    [`${dao}QueryTimeoutException`, 'DataAccessException'],
    [`${jdbc}BadSqlGrammarException`, 'DataAccessException'],
    [`${jdbc}CannotGetJdbcConnectionException`, 'DataAccessException'],
    [`${jdbc}UncategorizedSQLException`, 'DataAccessException'],
  ] as const)
    registerExceptionType(name, dao + parent);
  registerExceptionType('java.sql.SQLException', 'java.lang.Exception');
}

function fill(template: string, details: SqlErrorDetails): string {
  return template.replace(/\{(\w+)\}/g, (_, key: string) =>
    String((details[key] as string | number | undefined) ?? ''),
  );
}
