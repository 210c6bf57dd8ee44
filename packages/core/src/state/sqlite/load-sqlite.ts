import type * as Sqlite from 'node:sqlite';

/**
 * Loads `node:sqlite`, without the notice that some versions of Node print about it being experimental: what Dhow needs of
 * it is held by the conformance suite. Synchronous, so that no other warning can come while the filter is in place.
 *
 * @example
 * ```ts
 * import { loadSqlite } from '@dhow/core/state/sqlite';
 *
 * const { DatabaseSync } = loadSqlite();
 * new DatabaseSync(':memory:').close();
 * ```
 */
export function loadSqlite(): typeof Sqlite {
  // eslint-disable-next-line typescript/unbound-method -- it is put back as it was, and called on `process`
  const original = process.emitWarning as (...parameters: unknown[]) => void;
  process.emitWarning = ((warning: string | Error, ...rest: unknown[]) => {
    const text = typeof warning === 'string' ? warning : warning.message;
    if (!text.startsWith('SQLite is an experimental feature')) original.call(process, warning, ...rest);
  }) as typeof process.emitWarning;
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = original as typeof process.emitWarning;
  }
}
