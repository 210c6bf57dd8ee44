/** What the process is told from outside. */
export interface SignalSource {
  on(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
  off(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
}

/**
 * Calls `stop` at the first SIGTERM or SIGINT and `force` at the second. The function returned stops listening.
 */
export function onStopSignals(
  stop: (signal: 'SIGTERM' | 'SIGINT') => void,
  force: () => void,
  source: SignalSource = process,
): () => void {
  let isStopping = false;
  const listeners = (['SIGTERM', 'SIGINT'] as const).map((signal) => {
    const listener = () => {
      if (isStopping) force();
      else {
        isStopping = true;
        stop(signal);
      }
    };
    source.on(signal, listener);
    return () => source.off(signal, listener);
  });
  return () => listeners.forEach((remove) => remove());
}
