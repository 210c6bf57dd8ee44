/** Repetitions without a wait between two turns. */
const turnEvery = 64;

/** Lets timers, sockets and other messages have their turn. */
export function eventLoopTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * For what may go on without end and without waiting: now and then lets others have their turn, and fails when the message
 * is not wanted any more. Steps that wait for nothing neither hear of the signal nor leave room for those who would give it.
 */
export async function mayGoOn(count: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (count % turnEvery !== turnEvery - 1) return;
  await eventLoopTurn();
  signal.throwIfAborted();
}
