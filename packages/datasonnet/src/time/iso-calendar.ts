import { TimeError } from './time-error.ts';

/** A day of the proleptic ISO calendar. */
export interface CalendarDay {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

export const MIN_YEAR = -999_999_999;
export const MAX_YEAR = 999_999_999;
const DAYS_0000_TO_1970 = 719_528;

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function lengthOfMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01; raises {@link TimeError} for a day that does not exist. */
export function epochDayOf(year: number, month: number, day: number): number {
  check('Year', year, MIN_YEAR, MAX_YEAR);
  check('MonthOfYear', month, 1, 12);
  check('DayOfMonth', day, 1, 31);
  if (day > lengthOfMonth(year, month))
    throw new TimeError(`there is no day ${day} in month ${month} of the year ${year}`);
  const before = year - 1;
  let total = 365 * year;
  total +=
    year > 0 ? Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400) + 1 : leapDaysBefore(year);
  total += Math.floor((367 * month - 362) / 12) + day - 1;
  if (month > 2) total -= isLeapYear(year) ? 1 : 2;
  return total - DAYS_0000_TO_1970;
}

function leapDaysBefore(year: number): number {
  return -(Math.floor(year / -4) - Math.floor(year / -100) + Math.floor(year / -400));
}

/** The day that lies so many days after 1970-01-01. */
export function dayOfEpoch(epochDay: number): CalendarDay {
  // Counting from 1 March of a year 0 puts the leap day at the end of the year.
  let zero = epochDay + DAYS_0000_TO_1970 - 60;
  const cycle = Math.floor(zero / 146_097);
  zero -= cycle * 146_097;
  const yearOfCycle = Math.floor(
    (zero - Math.floor(zero / 1460) + Math.floor(zero / 36_524) - Math.floor(zero / 146_096)) / 365,
  );
  const dayOfYear = zero - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100));
  const marchMonth = Math.floor((dayOfYear * 5 + 2) / 153);
  const day = dayOfYear - Math.floor((marchMonth * 153 + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return { year: yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** 1 Monday to 7 Sunday. */
export function dayOfWeek(epochDay: number): number {
  return mod(epochDay + 3, 7) + 1;
}

export function dayOfYear(day: CalendarDay): number {
  return epochDayOf(day.year, day.month, day.day) - epochDayOf(day.year, 1, 1) + 1;
}

/** The same day so many months later, or the last day of that month when it is shorter. */
export function plusMonths(epochDay: number, months: number): number {
  if (months === 0) return epochDay;
  const { year, month, day } = dayOfEpoch(epochDay);
  const total = year * 12 + (month - 1) + months;
  const newYear = Math.floor(total / 12);
  const newMonth = mod(total, 12) + 1;
  check('Year', newYear, MIN_YEAR, MAX_YEAR);
  return epochDayOf(newYear, newMonth, Math.min(day, lengthOfMonth(newYear, newMonth)));
}

export function mod(value: number, divisor: number): number {
  const rest = value % divisor;
  return rest < 0 ? rest + divisor : rest;
}

export function check(field: string, value: number, min: number, max: number): void {
  if (!(value >= min && value <= max)) {
    throw new TimeError(`invalid value for ${field} (valid values ${min} - ${max}): ${value}`);
  }
}
