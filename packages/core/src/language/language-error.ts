import { exceptionTypeKey } from '../error-handling/exception-types.ts';

const brand = Symbol.for('dhow.LanguageError');

/** What can go wrong in an expression; each code with Camel's exception class, which `onException` matches. */
export const languageErrors = {
  SIMPLE_SYNTAX: 'org.apache.camel.language.simple.types.SimpleIllegalSyntaxException',
  SIMPLE_ASSERTION: 'org.apache.camel.language.simple.SimpleAssertionException',
  SIMPLE_METHOD: 'org.apache.camel.language.bean.RuntimeBeanExpressionException',
  SIMPLE_NO_METHOD: 'org.apache.camel.component.bean.MethodNotFoundException',
  SIMPLE_ARGUMENT: 'java.lang.IllegalArgumentException',
  SIMPLE_INDEX: 'java.lang.ArrayIndexOutOfBoundsException',
  SIMPLE_EVALUATION: 'org.apache.camel.CamelExecutionException',
  SIMPLE_PAYLOAD: 'org.apache.camel.InvalidPayloadException',
  SIMPLE_NO_CLASS: 'java.lang.ClassNotFoundException',
  SIMPLE_RUNTIME: 'org.apache.camel.RuntimeCamelException',
  SIMPLE_GROUP: 'org.apache.camel.RuntimeExchangeException',
  SIMPLE_PATTERN: 'java.util.regex.PatternSyntaxException',
  LANGUAGE_SYNTAX: 'org.apache.camel.ExpressionIllegalSyntaxException',
  LANGUAGE_EVALUATION: 'org.apache.camel.ExpressionEvaluationException',
  LANGUAGE_UNKNOWN: 'org.apache.camel.NoSuchLanguageException',
  LANGUAGE_REFERENCE: 'java.lang.IllegalArgumentException',
} as const;

export type LanguageErrorCode = keyof typeof languageErrors;

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
    this[exceptionTypeKey] = options.exceptionType ?? languageErrors[code];
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
