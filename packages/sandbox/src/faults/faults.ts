/**
 * Faults on demand. A request asks for them in the header `X-Sandbox-Fault` (`latency=500, status=502`); a test sets them for
 * all matching requests with `control.fault(…)`.
 *
 * - `latency=MS` answers so much later.
 * - `status=502` (or 503, 504, …) answers so, without doing anything, as a proxy would.
 * - `status-after=502` does the work first, then answers so: the lost answer.
 * - `drop=BYTES` does the work, then drops the connection after so many bytes of the answer's body.
 * - `drop-before` drops the connection without doing anything.
 * - `partial-import` stores half of a data value import and answers that it failed.
 * - `hang-job` lets the asynchronous job of this request run for ever.
 * - `login-page` answers with the HTML login page.
 */
export type FaultName =
  | 'latency'
  | 'status'
  | 'status-after'
  | 'drop'
  | 'drop-before'
  | 'partial-import'
  | 'hang-job'
  | 'login-page';

/** A fault that a test sets: what, for which requests, how often. */
export interface Fault {
  readonly fault: FaultName;
  /** Milliseconds, bytes or status, as the fault needs. */
  readonly value?: number | string;
  /** Only requests of this method. */
  readonly method?: string;
  /** Only requests whose path starts so, such as `/api/dataValueSets`. */
  readonly path?: string;
  /** How many requests it hits; without it, all. */
  readonly times?: number;
}

/** Knows which faults a request is to show. */
export class FaultPlan {
  #planned: { fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#planned.push({ fault, left: fault.times ?? Infinity });
  }

  clear(): void {
    this.#planned = [];
  }

  /** The faults of one request; a planned fault with `times` is used up by it. */
  take(method: string, path: string, header: string | undefined): Map<string, string> {
    const faults = new Map<string, string>();
    for (const planned of this.#planned) {
      const { fault } = planned;
      if (
        planned.left <= 0 ||
        (fault.method && fault.method !== method) ||
        (fault.path && !path.startsWith(fault.path))
      )
        continue;
      planned.left--;
      faults.set(fault.fault, String(fault.value ?? ''));
    }
    for (const part of (header ?? '').split(',')) {
      const [name = '', value = ''] = part.split('=');
      if (name.trim() !== '') faults.set(name.trim(), value.trim());
    }
    return faults;
  }
}
