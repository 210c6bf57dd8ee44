import { exceptionTypeKey } from '../error-handling/exception-types.ts';
import { languageErrors, type LanguageErrorCode } from './language-errors.ts';

const brand = Symbol.for('dhow.LanguageError');

export interface LanguageErrorDetails {
  /** The expression's text. */
  readonly text?: string;
  /** Offset in the text where the problem is, from 0. */
  readonly location?: number;
  /** The nearest right name. */
  readonly nearest?: string;
}

/** An expression that does not parse or could not be evaluated. */
export class LanguageError extends Error {
  readonly code: LanguageErrorCode;
  readonly [exceptionTypeKey]: string;
  readonly retryable = false;
  readonly details: LanguageErrorDetails;

  constructor(
    code: LanguageErrorCode,
    message: string,
    options: { details?: LanguageErrorDetails; cause?: unknown; exceptionType?: string } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'LanguageError';
    this.code = code;
    this[exceptionTypeKey] = options.exceptionType ?? languageErrors[code].exception;
    this.details = options.details ?? {};
    Object.defineProperty(this, brand, { value: true });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && brand in value;
  }
}

/** A syntax error with its place shown under the text, as Camel prints it. */
export function syntaxError(text: string, location: number, problem: string, hint = ''): LanguageError {
  const message = `${problem} at location ${location}\n${text}\n${' '.repeat(Math.max(0, location))}*\n${hint}`;
  return new LanguageError('SIMPLE_SYNTAX', message, { details: { text, location } });
}
