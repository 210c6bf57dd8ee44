import type { Clock } from '../src/http/clock.ts';

/** A clock that jumps to the end of each wait, and notes the waits. */
export function virtualClock(start = 1_795_000_000_000): Clock & { readonly waits: number[] } {
  let now = start;
  const waits: number[] = [];
  return {
    waits,
    now: () => now,
    async sleep(ms, signal) {
      if (signal?.aborted) throw signal.reason;
      waits.push(ms);
      now += ms;
      await Promise.resolve();
    },
  };
}
