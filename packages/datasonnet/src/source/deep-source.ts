import { DatasonnetError } from '../errors/datasonnet-errors.ts';
import type { SourceText } from './source-text.ts';

/** Runs work that follows the nesting of a source; what is nested deeper than the stack allows is `DS_SYNTAX`. */
export function followingSource<T>(source: SourceText, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError) || !error.message.includes('call stack')) throw error;
    throw new DatasonnetError('DS_SYNTAX', 'the mapping is nested too deeply, or one expression has too many parts', {
      range: { source, start: 0, end: 0 },
      cause: error,
    });
  }
}
