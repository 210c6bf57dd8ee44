import { DatasonnetError, failure } from '../../errors/datasonnet-errors.ts';
import { RegexLimitError, RegexSyntaxError } from '../../regex/pattern-tree.ts';
import { ReplacementError } from '../../regex/replacement.ts';
import { TimeError } from '../../time/time-error.ts';

/** Runs code whose own errors (of dates, patterns, replacements) become those of the mapping. */
export function raised<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw asFailure(error);
  }
}

function asFailure(error: unknown): unknown {
  if (error instanceof TimeError || error instanceof ReplacementError) return valueFailure(error.message, error);
  if (error instanceof RegexSyntaxError) {
    return valueFailure(`the regular expression cannot be used: ${error.message} (at index ${error.index})`, error);
  }
  if (error instanceof RegexLimitError) return new DatasonnetError('DS_STEPS', error.message, { cause: error });
  return error;
}

function valueFailure(message: string, cause: Error): DatasonnetError {
  return new DatasonnetError('DS_VALUE', message, { cause });
}

/** The error for a value of the right kind that cannot be used. */
export function unusable(message: string): DatasonnetError {
  return failure('DS_VALUE', message);
}

/** The error for a value of a kind that the function does not take. */
export function wrongKind(what: string, expected: string, found: string): DatasonnetError {
  return failure('DS_KIND', `${what} must be ${expected}, found ${found}`, { expected, found });
}
