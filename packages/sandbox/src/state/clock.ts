/** Where the server takes its time from: the machine, or a moment that a test sets. */
export interface Clock {
  now(): Date;
}

/** A clock that starts at a given moment, runs on with the machine's, and can be moved. */
export class MovableClock implements Clock {
  #offsetMs = 0;

  constructor(start?: Date) {
    if (start) this.#offsetMs = start.getTime() - Date.now();
  }

  now(): Date {
    return new Date(Date.now() + this.#offsetMs);
  }

  /** Moves the clock by `milliseconds`, which may be negative. */
  advance(milliseconds: number): void {
    this.#offsetMs += milliseconds;
  }
}

/** DHIS2's timestamp: server time zone (here UTC), milliseconds, no offset. */
export function timestamp(date: Date): string {
  return date.toISOString().slice(0, 23);
}
