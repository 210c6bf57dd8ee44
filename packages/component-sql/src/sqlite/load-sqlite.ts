import type * as Sqlite from 'node:sqlite';

/**
 * Loads `node:sqlite` at the first use, without the notice that some versions of Node print about it being experimental.
 * Synchronous, so that no other warning can come while the filter is in place.
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
