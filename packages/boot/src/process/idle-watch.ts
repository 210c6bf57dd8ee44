import type { DhowContext } from '@dhow/core';

/** Whether nothing is under way and no source has anything more at present. */
export function isIdle(context: DhowContext): boolean {
  if (context.inflight.size > 0 || context.core.asideCount > 0) return false;
  return context.routes.list().every(({ state, inflight, consumer }) => {
    if (state === 'Starting' || state === 'Stopping' || inflight > 0) return false;
    // A source that cannot say (direct, a timer) brings nothing by itself, or for ever: it is not waited for.
    return state !== 'Started' || consumer?.isIdle?.() !== false;
  });
}

/**
 * Resolves when the context is idle and stays so for a moment: between two polls a message may be on its way from one route
 * to another. Rejects when the signal aborts.
 */
export async function untilIdle(context: DhowContext, signal: AbortSignal, settleMs = 100): Promise<void> {
  const { clock } = context.core;
  let idleSince: number | undefined;
  for (;;) {
    if (!isIdle(context)) idleSince = undefined;
    else if (idleSince === undefined) idleSince = clock.elapsed();
    else if (clock.elapsed() - idleSince >= settleMs) return;
    await clock.sleep(20, signal);
  }
}
