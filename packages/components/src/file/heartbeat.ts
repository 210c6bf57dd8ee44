import type { Clock } from '@dhow/core/component';

/** A holder gives a sign this often. */
export const beatMs = 20_000;

/** One that gives no sign for so long is gone, on whatever machine it was. */
export const silenceMs = 120_000;

/** Calls `beat` from time to time until it is stopped. A beat that fails is made up for by the next one. */
export function startBeating(clock: Clock, beat: () => Promise<unknown>): () => void {
  let cancel: (() => void) | undefined;
  let isStopped = false;
  const next = () => {
    if (!isStopped) cancel = clock.schedule(beatMs, () => void turn());
  };
  const turn = async () => {
    await beat().catch(() => undefined);
    next();
  };
  next();
  return () => {
    isStopped = true;
    cancel?.();
  };
}
