import { dayOfEpoch, dayOfWeek, dayOfYear, epochDayOf, isLeapYear, mod } from './iso-calendar.ts';

/*
 * Weeks as the locale en-US has them, which the engine's patterns follow: they begin on Sunday, and the first week of a
 * year is the one that holds 1 January.
 */

/** 1 Sunday to 7 Saturday. */
export function localDayOfWeek(epochDay: number): number {
  return mod(dayOfWeek(epochDay), 7) + 1;
}

function startOffset(dayCount: number, weekday: number): number {
  const start = mod(dayCount - weekday, 7);
  return start + 1 > 1 ? 7 - start : -start;
}

function weekOf(offset: number, dayCount: number): number {
  return Math.floor((7 + offset + dayCount - 1) / 7);
}

export function weekOfMonth(epochDay: number): number {
  const { day } = dayOfEpoch(epochDay);
  return weekOf(startOffset(day, localDayOfWeek(epochDay)), day);
}

/** Week number and the year that it belongs to: the last days of December may be in week 1 of the next year. */
export function weekOfWeekYear(epochDay: number): { readonly year: number; readonly week: number } {
  const date = dayOfEpoch(epochDay);
  const count = dayOfYear(date);
  const offset = startOffset(count, localDayOfWeek(epochDay));
  const week = weekOf(offset, count);
  const yearLength = isLeapYear(date.year) ? 366 : 365;
  const nextYearWeek = weekOf(offset, yearLength + 1);
  if (week >= nextYearWeek) return { year: date.year + 1, week: week - nextYearWeek + 1 };
  return { year: date.year, week };
}

/** The day with that week-based year, week and local day of the week. */
export function dayOfWeekYear(year: number, week: number, weekday: number): number {
  const first = epochDayOf(year, 1, 1);
  const firstSunday = first - (localDayOfWeek(first) - 1);
  return firstSunday + (week - 1) * 7 + weekday - 1;
}

/** The day of a month with that week of the month and local day of the week. */
export function dayOfMonthWeek(year: number, month: number, week: number, weekday: number): number {
  const first = epochDayOf(year, month, 1);
  return first - (localDayOfWeek(first) - 1) + (week - 1) * 7 + weekday - 1;
}
