/** Time for the whole engine, so that tests can run it by hand (`@dhow/core/testing` has a virtual one). */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Monotonic milliseconds with fractions, for durations. */
  elapsed(): number;
  /** Calls back once after `ms`; the function returned cancels. */
  schedule(ms: number, callback: () => void): () => void;
  /** Resolves after `ms`; rejects with the signal's reason when it aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

// The global is a getter, which costs a sixth of a reading.
const timer = performance;

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => timer.now(),
  schedule: later,
  sleep(ms, signal) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason as Error);
        return;
      }
      const stop = () => {
        cancel();
        reject(signal!.reason as Error);
      };
      const cancel = later(ms, () => {
        signal?.removeEventListener('abort', stop);
        resolve();
      });
      signal?.addEventListener('abort', stop, { once: true });
    });
  },
};

/** The longest time that a timer of Node.js takes, some 25 days; one that is asked for more fires at once. */
const longest = 2 ** 31 - 1;

/** A timer of any length: a report that is due next month waits in two of them. */
function later(ms: number, callback: () => void): () => void {
  let running: NodeJS.Timeout;
  const wait = (left: number) => {
    running = left > longest ? setTimeout(() => wait(left - longest), longest) : setTimeout(callback, left);
  };
  wait(ms);
  return () => clearTimeout(running);
}
