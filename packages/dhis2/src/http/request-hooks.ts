/** What a hook is told. Never a payload, a query value, a header or a credential. */
export interface RequestInfo {
  /** Counts up per client. */
  readonly id: number;
  readonly method: string;
  /** Path without the query string. */
  readonly path: string;
  /** 1 for the first try. */
  readonly attempt: number;
  /** Bytes of the request's body as sent, when known. */
  readonly requestBytes: number;
}

export interface AnswerInfo extends RequestInfo {
  readonly status: number;
  /** Milliseconds until the answer's headers were there, waiting in the client's own queue excluded. */
  readonly ms: number;
}

export interface FailureInfo extends RequestInfo {
  readonly ms: number;
  /** Code of the {@link Dhis2Error}. */
  readonly code: string;
}

/** For logging, metrics and tracing. A hook that throws fails the call, so it should not. */
export interface RequestHooks {
  /** Before a request leaves. May return headers to add, such as `traceparent`. */
  onRequest?(info: RequestInfo): Readonly<Record<string, string>> | void;
  onAnswer?(info: AnswerInfo): void;
  onFailure?(info: FailureInfo): void;
  onRetry?(info: FailureInfo & { readonly delayMs: number }): void;
  /** Something that works but that somebody should know: an unsupported version, a parameter that has no effect. */
  onWarning?(message: string): void;
}
