import { dhis2ErrorCatalogue, type Dhis2ErrorCode } from './dhis2-errors.ts';

const brand = Symbol.for('dhow.dhis2.error');

/** What is known about a failed call. Never holds a payload, a query value or a credential. */
export interface Dhis2ErrorDetails {
  /** HTTP method of the call. */
  readonly method?: string;
  /** Path without its query string. */
  readonly path?: string;
  /** HTTP status, when there was an answer. */
  readonly status?: number;
  /** DHIS2's own code (`E1005`), when the answer had one. */
  readonly errorCode?: string;
  /** What to do about that code, in our words. */
  readonly remedy?: string;
  /** The server's sentence. May name objects of the request, so it is not part of the message by default. */
  readonly serverMessage?: string;
  /** For a write: whether the server may have acted. `unknown` must be settled by reading back. */
  readonly effect?: 'none' | 'unknown';
  /** Milliseconds that the server asked to wait before the next try. */
  readonly retryAfterMs?: number;
  readonly [detail: string]: unknown;
}

/**
 * An error of this package. `code` is stable, `retryable` says whether the same call may succeed later.
 * Recognise it with {@link isDhis2Error}: the brand survives two copies of the package in one process.
 */
export class Dhis2Error extends Error {
  readonly code: Dhis2ErrorCode;
  readonly retryable: boolean;
  readonly details: Dhis2ErrorDetails;

  constructor(code: Dhis2ErrorCode, values: Dhis2ErrorDetails = {}, cause?: unknown) {
    const entry = dhis2ErrorCatalogue[code];
    super(`${code}: ${fill(entry.message, values)}`, cause === undefined ? undefined : { cause });
    this.name = 'Dhis2Error';
    this.code = code;
    this.retryable = entry.retryable;
    this.details = values;
    Object.defineProperty(this, brand, { value: true });
  }
}

/** Whether `error` is a {@link Dhis2Error}, optionally of one code. */
export function isDhis2Error(error: unknown, code?: Dhis2ErrorCode): error is Dhis2Error {
  return (
    typeof error === 'object' &&
    error !== null &&
    brand in error &&
    (!code || (error as unknown as Dhis2Error).code === code)
  );
}

function fill(template: string, values: Dhis2ErrorDetails): string {
  return template.replace(/\{(\w+)\}/g, (_, key: string) =>
    values[key] === undefined ? '' : `${values[key] as string | number}`,
  );
}
