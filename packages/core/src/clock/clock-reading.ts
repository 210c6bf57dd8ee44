import type { Clock } from './clock.ts';

/**
 * The clock with its last reading, so that neighbours need not read it again: the end of one step is the beginning of the
 * next. One for a context; a reading that others took in between is only nearer to now.
 */
export class ClockReading {
  /** Milliseconds of the clock's `elapsed`. */
  last = 0;
  readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  read(): number {
    return (this.last = this.clock.elapsed());
  }
}
