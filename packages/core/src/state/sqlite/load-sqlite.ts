import type * as Sqlite from 'node:sqlite';

/**
 * Loads `node:sqlite`, without the notice that some versions of Node print about it being experimental: what Dhow needs of
 * it is held by the conformance suite. Synchronous, so that no other warning can come while the filter is in place.
 */
export function loadSqlite(): typeof Sqlite {
  const original = process.emitWarning;
  process.emitWarning = ((warning: string | Error, ...rest: unknown[]) => {
    const text = typeof warning === 'string' ? warning : warning.message;
    if (!text.startsWith('SQLite is an experimental feature')) Reflect.apply(original, process, [warning, ...rest]);
  }) as typeof process.emitWarning;
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = original;
  }
}
