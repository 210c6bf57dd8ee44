/** A date, time, zone, period or pattern that cannot be used. */
export class TimeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TimeError';
  }
}
