import { DatasonnetError } from '../../errors/datasonnet-errors.ts';

/** Runs code whose own errors mean that a value cannot be used. */
export function raised<T>(message: string, run: () => T): T {
  try {
    return run();
  } catch (cause) {
    if (DatasonnetError.is(cause) || cause instanceof RangeError) throw cause;
    throw new DatasonnetError('DS_VALUE', `${message}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}
