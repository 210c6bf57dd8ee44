/** What every call takes. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Milliseconds until the answer begins, instead of the client's. */
  readonly timeoutMs?: number;
}

/** Only the call's own options of a larger object. */
export function callOptions(options: CallOptions | undefined): CallOptions {
  if (!options) return {};
  return {
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
  };
}
