import type { DhowContext } from '../engine/dhow-context.ts';

export interface StartupStep {
  readonly what: string;
  /** Milliseconds from the beginning of the start. */
  readonly at: number;
  readonly tookMs: number;
}

/** Records how long the parts of a start take: attach it before the start, read it afterwards. */
export function recordStartup(context: DhowContext): () => readonly StartupStep[] {
  const { clock } = context.core;
  const began = clock.elapsed();
  const steps: StartupStep[] = [];
  let last = began;
  const unlisten = context.events.listen((event) => {
    const now = clock.elapsed();
    const routeId = 'routeId' in event ? ` ${event.routeId}` : '';
    steps.push({ what: `${event.type}${routeId}`, at: now - began, tookMs: now - last });
    last = now;
    if (event.type === 'CamelContextStarted' || event.type === 'CamelContextStartupFailure') unlisten();
  });
  return () => steps;
}
