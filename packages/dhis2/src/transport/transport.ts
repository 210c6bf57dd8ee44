/**
 * Sends one HTTP request and gives back the answer, whatever its status. Nothing here knows DHIS2: no retries, no
 * credentials, no redirects followed.
 *
 * Implementations reject with a {@link TransportFailure} when there is no complete answer.
 */
export interface Transport {
  send(request: TransportRequest): Promise<TransportAnswer>;
  /** Compresses a body; absent where the platform cannot. */
  gzip?(body: string | Uint8Array): Promise<Uint8Array>;
  /** Closes kept-alive connections. Requests in flight are let to end. */
  close(): Promise<void>;
}

export interface TransportRequest {
  readonly method: string;
  /** Absolute URL. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: TransportBody | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds until the answer begins, and between two pieces of its body. */
  readonly timeoutMs: number;
}

/** A text is sent as UTF-8. A stream is sent chunked and cannot be sent twice. */
export type TransportBody = string | Uint8Array | AsyncIterable<Uint8Array>;

export interface TransportAnswer {
  readonly status: number;
  /** Header of that name (lower case); several values of one name are joined with a comma and a space. */
  header(name: string): string | undefined;
  /** All `set-cookie` headers. */
  cookies(): readonly string[];
  /** The body as text. Reads it once; decompressed. */
  text(): Promise<string>;
  /** The body as it arrives, decompressed. Leaving the loop early drops the connection. */
  stream(): AsyncIterable<Uint8Array>;
  /** Throws the body away so that the connection can be used again. */
  discard(): Promise<void>;
}

/** Why there is no answer. */
export type TransportFailureKind =
  /** The request did not leave: refused, no such host, certificate not trusted. A write is safe to repeat. */
  | 'unreachable'
  /** The request may have arrived; the connection broke before the answer was complete. */
  | 'lost'
  /** The request may have arrived; no answer within the time. */
  | 'timeout'
  /** The caller's signal. */
  | 'aborted';

const brand = Symbol.for('dhow.dhis2.transport-failure');

export class TransportFailure extends Error {
  readonly kind: TransportFailureKind;

  constructor(kind: TransportFailureKind, reason: string, cause?: unknown) {
    super(reason, { cause });
    this.name = 'TransportFailure';
    this.kind = kind;
    Object.defineProperty(this, brand, { value: true });
  }
}

export function isTransportFailure(error: unknown): error is TransportFailure {
  return typeof error === 'object' && error !== null && brand in error;
}
