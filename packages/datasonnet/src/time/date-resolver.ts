import type { ReadFields } from './date-reader.ts';
import type { NumericField } from './date-pattern.ts';
import {
  MAX_YEAR,
  MIN_YEAR,
  check,
  dayOfEpoch,
  dayOfWeek,
  epochDayOf,
  isLeapYear,
  lengthOfMonth,
} from './iso-calendar.ts';
import { LocalDateTime, NANOS_PER_SECOND } from './local-date-time.ts';
import { TimeError } from './time-error.ts';
import { dayOfMonthWeek, dayOfWeekYear, localDayOfWeek } from './week-fields.ts';

/** What the fields of a text come to: a day, a time of day, both, or less. */
export interface ResolvedDate {
  readonly epochDay: number | undefined;
  readonly nanoOfDay: number | undefined;
}

/**
 * Puts fields together as Java's "smart" resolving does: a day 31 of a shorter month is its last, 24:00 is midnight of the
 * next day, parts of the time that the pattern does not have are 0. Raises {@link TimeError} for values out of range.
 */
export function resolveDate(fields: ReadFields): ResolvedDate {
  for (const [field, value] of fields.numbers) {
    const limits = ranges[field];
    if (limits !== undefined) check(field, value, limits[0], limits[1]);
  }
  const epochDay = resolveDay(fields);
  const time = resolveTime(fields);
  if (epochDay !== undefined && fields.weekday !== undefined && dayOfWeek(epochDay) !== fields.weekday) {
    throw new TimeError('the day of the week does not fit the date');
  }
  if (time === undefined) return { epochDay, nanoOfDay: undefined };
  if (time.nextDay && epochDay !== undefined) return { epochDay: epochDay + 1, nanoOfDay: 0 };
  return { epochDay, nanoOfDay: time.nanoOfDay };
}

export function localOf(resolved: ResolvedDate): LocalDateTime | undefined {
  const { epochDay, nanoOfDay } = resolved;
  return epochDay === undefined || nanoOfDay === undefined ? undefined : new LocalDateTime(epochDay, nanoOfDay);
}

const ranges: Partial<Record<NumericField, readonly [number, number]>> = {
  year: [MIN_YEAR, MAX_YEAR],
  yearOfEra: [1, MAX_YEAR],
  month: [1, 12],
  day: [1, 31],
  dayOfYear: [1, 366],
  quarter: [1, 4],
  dayOfWeek: [1, 7],
  week: [1, 54],
  weekOfMonth: [0, 6],
  alignedDayOfWeek: [1, 7],
  hour: [0, 24],
  hourOfAmPm: [0, 11],
  clockHour: [1, 24],
  clockHourOfAmPm: [1, 12],
  minute: [0, 59],
  second: [0, 59],
  nano: [0, 999_999_999],
  milliOfDay: [0, 86_399_999],
  nanoOfDay: [0, 86_400 * NANOS_PER_SECOND - 1],
};

function resolveDay(fields: ReadFields): number | undefined {
  const { numbers } = fields;
  const julian = numbers.get('modifiedJulianDay');
  if (julian !== undefined) return julian - 40_587;
  const weekday = numbers.get('dayOfWeek') ?? (fields.weekday === undefined ? undefined : (fields.weekday % 7) + 1);
  const weekYear = numbers.get('weekYear');
  const week = numbers.get('week');
  const year = yearOf(fields);
  let epochDay: number | undefined;
  const month = numbers.get('month');
  const day = numbers.get('day');
  const dayInYear = numbers.get('dayOfYear');
  const monthWeek = numbers.get('weekOfMonth');
  if (year !== undefined && month !== undefined && day !== undefined) {
    epochDay = epochDayOf(year, month, Math.min(day, lengthOfMonth(year, month)));
  } else if (year !== undefined && dayInYear !== undefined) {
    if (dayInYear === 366 && !isLeapYear(year)) throw new TimeError('the year has no day 366');
    epochDay = epochDayOf(year, 1, 1) + dayInYear - 1;
  } else if (year !== undefined && month !== undefined && monthWeek !== undefined && weekday !== undefined) {
    epochDay = dayOfMonthWeek(year, month, monthWeek, weekday);
    if (dayOfEpoch(epochDay).month !== month) throw new TimeError('the week lies outside of the month');
  } else if (weekYear !== undefined && week !== undefined && weekday !== undefined) {
    epochDay = dayOfWeekYear(weekYear, week, weekday);
  }
  const numbered = numbers.get('dayOfWeek');
  if (epochDay !== undefined && numbered !== undefined && localDayOfWeek(epochDay) !== numbered) {
    throw new TimeError('the day of the week does not fit the date');
  }
  return epochDay;
}

function yearOf({ numbers, era }: ReadFields): number | undefined {
  const ofEra = numbers.get('yearOfEra');
  const year = numbers.get('year');
  if (ofEra === undefined) return year;
  const full = era === 0 ? 1 - ofEra : ofEra;
  if (year !== undefined && year !== full) throw new TimeError('two years in the text contradict each other');
  return full;
}

function resolveTime(fields: ReadFields): { readonly nanoOfDay: number; readonly nextDay: boolean } | undefined {
  const { numbers } = fields;
  const nanoOfDay = numbers.get('nanoOfDay');
  if (nanoOfDay !== undefined) return { nanoOfDay, nextDay: false };
  const milli = numbers.get('milliOfDay');
  if (milli !== undefined) return { nanoOfDay: milli * 1_000_000, nextDay: false };
  let hour = numbers.get('hour');
  const clockHour = numbers.get('clockHour');
  if (hour === undefined && clockHour !== undefined) hour = clockHour % 24;
  const clockHalf = numbers.get('clockHourOfAmPm');
  const half = numbers.get('hourOfAmPm') ?? (clockHalf === undefined ? undefined : clockHalf % 12);
  if (half !== undefined && fields.amPm !== undefined) {
    const full = fields.amPm * 12 + half;
    if (hour !== undefined && hour !== full) throw new TimeError('two hours in the text contradict each other');
    hour = full;
  }
  if (hour === undefined) return undefined;
  if (fields.amPm !== undefined && half === undefined && Math.floor(hour / 12) !== fields.amPm) {
    throw new TimeError('the hour does not fit AM or PM');
  }
  const minute = numbers.get('minute');
  const second = numbers.get('second');
  const nano = numbers.get('nano');
  // A gap between the parts leaves the time open.
  if ((minute === undefined && (second ?? nano) !== undefined) || (second === undefined && nano !== undefined))
    return undefined;
  const total = ((minute ?? 0) * 60 + (second ?? 0)) * NANOS_PER_SECOND + (nano ?? 0);
  if (hour === 24) {
    if (total !== 0) throw new TimeError('the hour 24 is only for midnight');
    return { nanoOfDay: 0, nextDay: true };
  }
  return { nanoOfDay: hour * 3600 * NANOS_PER_SECOND + total, nextDay: false };
}
