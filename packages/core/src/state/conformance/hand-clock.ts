import type { Clock } from '../../clock/clock.ts';

/** A clock that moves only by hand. */
export interface HandClock extends Clock {
  advance(ms: number): void;
}

export function handClock(start = 1_800_000_000_000): HandClock {
  let time = start;
  return {
    now: () => time,
    elapsed: () => time,
    advance: (ms) => void (time += ms),
    schedule: () => () => undefined,
    sleep: () => Promise.resolve(),
  };
}
