import type { SourceLocation } from '../model/source-location.ts';
import { exceptionMessage, exceptionTypeOf } from '../error-handling/exception-types.ts';
import { routeErrors, type RouteErrorCode } from './route-errors.ts';

const brand = Symbol.for('dhow.RouteError');

/** An error of the route engine; see {@link routeErrors} for its codes. Recognise it with {@link isRouteError}. */
export class RouteError extends Error {
  readonly code: RouteErrorCode;
  readonly details: Readonly<Record<string, unknown>>;
  readonly retryable: boolean;
  readonly source: SourceLocation | undefined;
  readonly [brand] = true;
  /** The Camel class that routes match this error by. */
  readonly exceptionType: string;

  constructor(
    code: RouteErrorCode,
    details: Readonly<Record<string, unknown>>,
    options: { readonly cause?: unknown; readonly source?: SourceLocation | undefined } = {},
  ) {
    const { template, exception, retryable } = routeErrors[code];
    const text = fill(template, 'cause' in options ? { ...details, causedBy: causedBy(options.cause) } : details);
    const { source } = options;
    super(
      source ? `${source.file}:${source.line}:${source.column}: ${text}` : text,
      'cause' in options ? { cause: options.cause } : undefined,
    );
    this.name = 'RouteError';
    this.code = code;
    this.details = details;
    this.retryable = retryable;
    this.source = source;
    this.exceptionType = exception;
  }
}

export function isRouteError(error: unknown): error is RouteError {
  return typeof error === 'object' && error !== null && (error as { [brand]?: unknown })[brand] === true;
}

function fill(template: string, details: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => textOfDetail(details[name]));
}

function textOfDetail(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}

/** As Camel's exchange exceptions tell of their cause. */
function causedBy(cause: unknown): string {
  return `. Caused by: [${exceptionTypeOf(cause)} - ${exceptionMessage(cause)}]`;
}
