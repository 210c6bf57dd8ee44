/** When and how often a call that is safe to repeat is repeated. */
export interface RetryOptions {
  /** Tries in all, the first included (default 4). 1 switches retries off. */
  readonly attempts?: number;
  /** Milliseconds before the second try at most; doubled for each further one (default 500). */
  readonly baseDelayMs?: number;
  /** Longest wait in milliseconds, `Retry-After` included (default 30,000). */
  readonly maxDelayMs?: number;
  /** A number from 0 to 1, for the jitter (default `Math.random`). */
  readonly random?: () => number;
}

export interface RetryPolicy {
  readonly attempts: number;
  /** The wait before try number `attempt` (2 or more). */
  delayMs(attempt: number, retryAfterMs: number | undefined): number;
}

/**
 * Full jitter: each wait is drawn between nothing and a bound that doubles, so that clients that failed together do not
 * come back together. A server's `Retry-After` is the lower bound.
 */
export function retryPolicy(options: RetryOptions | false = {}): RetryPolicy {
  if (options === false) return { attempts: 1, delayMs: () => 0 };
  const { attempts = 4, baseDelayMs = 500, maxDelayMs = 30_000, random = Math.random } = options;
  return {
    attempts,
    delayMs(attempt, retryAfterMs) {
      const bound = Math.min(maxDelayMs, baseDelayMs * 2 ** (attempt - 2));
      return Math.min(maxDelayMs, (retryAfterMs ?? 0) + Math.round(random() * bound));
    },
  };
}

/** `Retry-After` in milliseconds: seconds or an HTTP date. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
