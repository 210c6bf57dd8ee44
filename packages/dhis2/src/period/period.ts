import { Dhis2Error } from '../errors/dhis2-error.ts';
import { calendarOf, type Calendar, type CalendarName } from './calendar.ts';
import { gregorianCalendar } from './gregorian-calendar.ts';
import { parsePeriodText } from './parse-period.ts';
import { positionAt, shifted, spanOf, type PeriodPosition } from './period-arithmetic.ts';
import { periodRules, type PeriodType } from './period-type.ts';

/** A day: `yyyy-MM-dd`, or a Date of which the UTC day counts. */
export type Day = string | Date;

/**
 * A period of DHIS2. Immutable. Days are ISO dates (`2026-03-31`), whatever the calendar of the period.
 *
 * @example
 * ```ts
 * import { Period } from '@dhow/dhis2';
 *
 * const march = Period.parse('202603');
 * march.end; // '2026-03-31'
 * march.next().id; // '202604'
 * Period.at('QuarterlyNov', '2025-12-01').id; // '2026NovQ1'
 * Period.parse('201801', 'ethiopian').start; // '2025-09-11'
 * ```
 */
export class Period {
  readonly type: PeriodType;
  /** As DHIS2 writes it: `202603`, `2026W9`, `2026AprilS1`. */
  readonly id: string;
  /** First day. */
  readonly start: string;
  /** Last day. */
  readonly end: string;
  readonly calendar: CalendarName;
  readonly #position: PeriodPosition;

  private constructor(type: PeriodType, position: PeriodPosition, calendar: CalendarName) {
    const known = calendarOf(calendar);
    const { first, last } = spanOf(periodRules[type], position, known);
    this.type = type;
    this.id = textOf(type, position, known);
    this.start = dayText(first);
    this.end = dayText(last);
    this.calendar = calendar;
    this.#position = position;
  }

  /** Reads what DHIS2 writes. Throws DHIS2_BAD_PERIOD, with the right form where it can be guessed. */
  static parse(text: string, calendar: CalendarName = 'iso8601'): Period {
    const { type, position } = parsePeriodText(text, calendarOf(calendar));
    return new Period(type, position, calendar);
  }

  /** {@link parse}, or undefined for what is no period. */
  static tryParse(text: string, calendar: CalendarName = 'iso8601'): Period | undefined {
    try {
      return Period.parse(text, calendar);
    } catch {
      return undefined;
    }
  }

  /**
   * The period of a type that a day is in. A day of the Ethiopian thirteenth month counts to the last period of its year,
   * though that ends on the 30th.
   */
  static at(type: PeriodType, day: Day, calendar: CalendarName = 'iso8601'): Period {
    return new Period(type, positionAt(periodRules[type], dayNumberOf(day), calendarOf(calendar)), calendar);
  }

  /** All periods of a type that touch the days from `first` to `last`. */
  static *between(type: PeriodType, first: Day, last: Day, calendar: CalendarName = 'iso8601'): Generator<Period> {
    const end = dayText(dayNumberOf(last));
    for (let period = Period.at(type, first, calendar); period.start <= end; period = period.next()) yield period;
  }

  /** The period after this one, or `count` further. */
  next(count = 1): Period {
    const position = shifted(periodRules[this.type], this.#position, count, calendarOf(this.calendar));
    return new Period(this.type, position, this.calendar);
  }

  /** The period before this one, or `count` earlier. */
  previous(count = 1): Period {
    return this.next(-count);
  }

  contains(day: Day): boolean {
    const text = dayText(dayNumberOf(day));
    return this.start <= text && text <= this.end;
  }

  /** Number of days. */
  get days(): number {
    return dayNumberOf(this.end) - dayNumberOf(this.start) + 1;
  }

  /** Periods of another type that touch this one: the months of a quarter. */
  parts(type: PeriodType): Period[] {
    return [...Period.between(type, this.start, this.end, this.calendar)];
  }

  /** Whether it is the same period: same type, same days. */
  equals(other: Period): boolean {
    return this.type === other.type && this.start === other.start && this.end === other.end;
  }

  toString(): string {
    return this.id;
  }

  toJSON(): string {
    return this.id;
  }
}

function textOf(type: PeriodType, { year, number }: PeriodPosition, calendar: Calendar): string {
  const rule = periodRules[type];
  const name = String(year).padStart(4, '0');
  if (rule.kind === 'week') return `${name}${rule.infix}${number}`;
  if (rule.kind === 'month') return name + rule.suffix(number);
  const date = calendar.dateOf(number);
  return name + String(date.month).padStart(2, '0') + String(date.day).padStart(2, '0');
}

/** An ISO date out of a day number. */
export function dayText(dayNumber: number): string {
  const { year, month, day } = gregorianCalendar.dateOf(dayNumber);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The day number of an ISO date or Date. */
export function dayNumberOf(day: Day): number {
  if (typeof day !== 'string') return Math.floor(day.getTime() / 86_400_000);
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(day);
  const number = match ? gregorianCalendar.dayNumber(Number(match[1]), Number(match[2]), Number(match[3])) : Number.NaN;
  if (!match || dayText(number) !== match[0]) {
    throw new Dhis2Error('DHIS2_BAD_PERIOD', { found: day.slice(0, 40), expected: 'A day is written yyyy-MM-dd.' });
  }
  return number;
}
