import type { SourceRange } from '../source/source-text.ts';

/** What went wrong, where, and how the mapping got there. One entry of the catalogue a code. */
interface CatalogueEntry {
  /** What the code means, for the reference page. */
  readonly message: string;
  /** Whether the same mapping with the same inputs may work another time. */
  readonly retryable: boolean;
  /** Whether `try … else` and `default` in a mapping catch it. */
  readonly catchable: boolean;
}

/** Every code that `@dhow/datasonnet` raises. */
export const errorCatalogue = {
  DS_SYNTAX: { message: 'The mapping cannot be parsed.', retryable: false, catchable: false },
  DS_HEADER: { message: 'The header comment is not understood.', retryable: false, catchable: false },
  DS_NAME: { message: 'A variable or function of that name does not exist.', retryable: false, catchable: true },
  DS_FIELD: { message: 'An object has no field of that name.', retryable: false, catchable: true },
  DS_INDEX: {
    message: 'An index lies outside the array or text, or is no whole number.',
    retryable: false,
    catchable: true,
  },
  DS_KIND: { message: 'A value is of a kind that the operation does not take.', retryable: false, catchable: true },
  DS_CALL: {
    message: 'A function is called with arguments that do not fit its parameters.',
    retryable: false,
    catchable: true,
  },
  DS_VALUE: {
    message: 'A value is of the right kind but cannot be used (unreadable date, bad pattern, …).',
    retryable: false,
    catchable: true,
  },
  DS_ERROR: { message: 'The mapping raised it with `error`.', retryable: false, catchable: true },
  DS_ASSERT: { message: 'An assertion in the mapping does not hold.', retryable: false, catchable: true },
  DS_CYCLE: { message: 'A value needs itself in order to be computed.', retryable: false, catchable: true },
  DS_IMPORT: { message: 'An imported file does not exist or cannot be used.', retryable: false, catchable: true },
  DS_INPUT: {
    message: 'An input is missing, not readable in its format, or does not fit its schema.',
    retryable: false,
    catchable: true,
  },
  DS_OUTPUT: { message: 'The result cannot be written in the output format.', retryable: false, catchable: true },
  DS_MEDIA_TYPE: {
    message: 'No format reads or writes that media type with those parameters.',
    retryable: false,
    catchable: true,
  },
  DS_HOST: {
    message: 'The mapping asked for something that the host does not give it.',
    retryable: false,
    catchable: true,
  },
  DS_DEPTH: { message: 'Calls are nested deeper than the limit.', retryable: false, catchable: true },
  DS_STEPS: { message: 'The mapping took more steps than the limit.', retryable: false, catchable: false },
  DS_SIZE: { message: 'A text, an array or the output grew past the limit.', retryable: false, catchable: false },
  DS_TIME: { message: 'The mapping ran longer than the limit.', retryable: true, catchable: false },
  DS_REQUEST: {
    message: 'A request to the worker is not understood.',
    retryable: false,
    catchable: false,
  },
  DS_INTERNAL: { message: 'Dhow itself failed; this is a bug.', retryable: false, catchable: false },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

export type DatasonnetErrorCode = keyof typeof errorCatalogue;

/** A place that the evaluation had entered when the error was raised, innermost first. */
export interface CallStackEntry {
  /** The function or field that was being evaluated, when it has a name. */
  readonly name: string | undefined;
  readonly range: SourceRange;
}

export interface DatasonnetErrorOptions {
  readonly range?: SourceRange | undefined;
  readonly callStack?: readonly CallStackEntry[];
  /** Structured facts (names, kinds, positions); never values from the payload. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

const brand: unique symbol = Symbol.for('@dhow/datasonnet/error') as never;

/**
 * The one class of error that compiling or running a mapping raises.
 *
 * Library functions throw it through {@link failure}; the evaluator adds `range` and `callStack` when they are missing.
 */
export class DatasonnetError extends Error {
  readonly code: DatasonnetErrorCode;
  readonly details: Readonly<Record<string, unknown>>;
  /** Where in the mapping (or in an imported file) it happened. */
  range: SourceRange | undefined;
  /** How the evaluation got there, innermost first; at most twenty entries. */
  callStack: readonly CallStackEntry[];

  constructor(code: DatasonnetErrorCode, message: string, options: DatasonnetErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'DatasonnetError';
    this.code = code;
    this.details = options.details ?? {};
    this.range = options.range;
    this.callStack = options.callStack ?? [];
    Object.defineProperty(this, brand, { value: true });
  }

  get retryable(): boolean {
    return errorCatalogue[this.code].retryable;
  }

  /** True for errors of this package, also of another copy of it. */
  static is(value: unknown): value is DatasonnetError {
    return typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[brand] === true;
  }
}

/** Makes the error that a library function throws; the evaluator fills in the place. */
export function failure(
  code: DatasonnetErrorCode,
  message: string,
  details?: Readonly<Record<string, unknown>>,
): DatasonnetError {
  return new DatasonnetError(code, message, details ? { details } : {});
}
