import { componentErrorCatalogue, type ComponentErrorCode } from './component-errors.ts';

const brand = Symbol.for('dhow.component.error');
/** Where the engine looks for the Java class of an error; a symbol, so that no run-time import is needed. */
const exceptionTypeKey = Symbol.for('dhow.exceptionType');

/** Values that fill the message's template and stay readable by programs. Never payloads, credentials or persons. */
export type ComponentErrorDetails = Readonly<Record<string, unknown>>;

/**
 * An error of a connector or data format of this package. `code` is stable; `retryable` says whether the same step may
 * succeed later; `exceptionType` is the Java class that `onException` and `doCatch` in Camel routes match.
 */
export class ComponentError extends Error {
  readonly code: ComponentErrorCode;
  readonly retryable: boolean;
  readonly exceptionType: string;
  readonly details: ComponentErrorDetails;

  constructor(code: ComponentErrorCode, details: ComponentErrorDetails = {}, cause?: unknown) {
    const entry = componentErrorCatalogue[code];
    super(fillTemplate(entry.message, details), cause === undefined ? undefined : { cause });
    this.name = 'ComponentError';
    this.code = code;
    this.retryable = entry.retryable;
    this.exceptionType = entry.exceptionType;
    this.details = details;
    Object.defineProperty(this, brand, { value: true });
    Object.defineProperty(this, exceptionTypeKey, { value: entry.exceptionType });
  }
}

/** Whether `error` is a {@link ComponentError}, optionally of one code; also across two copies of the package. */
export function isComponentError(error: unknown, code?: ComponentErrorCode): error is ComponentError {
  if (typeof error !== 'object' || error === null || !(brand in error)) return false;
  return code === undefined || (error as { code?: unknown }).code === code;
}

function fillTemplate(template: string, details: ComponentErrorDetails): string {
  return template.replace(/\{(\w+)\}/g, (_, key: string) =>
    String((details[key] as string | number | undefined) ?? ''),
  );
}
