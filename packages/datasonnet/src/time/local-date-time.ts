import type { CalendarDay } from './iso-calendar.ts';
import { check, dayOfEpoch, epochDayOf, mod, plusMonths } from './iso-calendar.ts';
import type { Duration, Period } from './amount.ts';

export const NANOS_PER_SECOND = 1_000_000_000;

/** A date and time without zone, as Java's `LocalDateTime`. */
export class LocalDateTime {
  readonly epochDay: number;
  /** Nanoseconds since midnight. */
  readonly nanoOfDay: number;
  #day: CalendarDay | undefined;

  constructor(epochDay: number, nanoOfDay: number) {
    this.epochDay = epochDay;
    this.nanoOfDay = nanoOfDay;
  }

  static of(year: number, month: number, day: number, hour = 0, minute = 0, second = 0, nano = 0): LocalDateTime {
    check('HourOfDay', hour, 0, 23);
    check('MinuteOfHour', minute, 0, 59);
    check('SecondOfMinute', second, 0, 59);
    check('NanoOfSecond', nano, 0, 999_999_999);
    const seconds = hour * 3600 + minute * 60 + second;
    return new LocalDateTime(epochDayOf(year, month, day), seconds * NANOS_PER_SECOND + nano);
  }

  static ofEpochSecond(seconds: number, nano: number): LocalDateTime {
    return new LocalDateTime(Math.floor(seconds / 86_400), mod(seconds, 86_400) * NANOS_PER_SECOND + nano);
  }

  get date(): CalendarDay {
    return (this.#day ??= dayOfEpoch(this.epochDay));
  }
  get hour(): number {
    return Math.floor(this.nanoOfDay / (3600 * NANOS_PER_SECOND));
  }
  get minute(): number {
    return Math.floor(this.nanoOfDay / (60 * NANOS_PER_SECOND)) % 60;
  }
  get second(): number {
    return Math.floor(this.nanoOfDay / NANOS_PER_SECOND) % 60;
  }
  get nano(): number {
    return this.nanoOfDay % NANOS_PER_SECOND;
  }
  /** Seconds since 1970-01-01T00:00 of this clock, as if it were UTC. */
  get epochSecond(): number {
    return this.epochDay * 86_400 + Math.floor(this.nanoOfDay / NANOS_PER_SECOND);
  }

  plusPeriod(period: Period): LocalDateTime {
    const day = plusMonths(this.epochDay, period.years * 12 + period.months) + period.days;
    return new LocalDateTime(day, this.nanoOfDay);
  }

  plusDuration(duration: Duration): LocalDateTime {
    const nanos = this.nano + duration.nanos;
    const carry = Math.floor(nanos / NANOS_PER_SECOND);
    return LocalDateTime.ofEpochSecond(this.epochSecond + duration.seconds + carry, mod(nanos, NANOS_PER_SECOND));
  }

  /** Java's difference of the first field that differs; only its sign has a meaning. */
  compareTo(other: LocalDateTime): number {
    const a = this.date;
    const b = other.date;
    return (
      a.year - b.year ||
      a.month - b.month ||
      a.day - b.day ||
      Math.sign(this.hour - other.hour) ||
      Math.sign(this.minute - other.minute) ||
      Math.sign(this.second - other.second) ||
      Math.sign(this.nano - other.nano)
    );
  }

  /** `2020-01-02`. */
  dateText(): string {
    const { year, month, day } = this.date;
    return `${yearText(year)}-${two(month)}-${two(day)}`;
  }

  /** `03:04:05.12`: always with seconds, fractions as long as needed. */
  timeText(): string {
    const fraction = this.nano === 0 ? '' : `.${String(this.nano).padStart(9, '0').replace(/0+$/, '')}`;
    return `${two(this.hour)}:${two(this.minute)}:${two(this.second)}${fraction}`;
  }

  toString(): string {
    return `${this.dateText()}T${this.timeText()}`;
  }
}

function yearText(year: number): string {
  const digits = String(Math.abs(year)).padStart(4, '0');
  if (year < 0) return `-${digits}`;
  return year > 9999 ? `+${digits}` : digits;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
