import { Dhis2Error } from '../errors/dhis2-error.ts';
import type { Calendar, CalendarDate } from './calendar.ts';

const firstYear = 2000;
/** 1 Baisakh 2000 is 14 April 1943. */
const epoch = -9759;

/**
 * Lengths of the months of the years 2000 to 2100 (Bikram Sambat), published year by year and following no rule: the last
 * digit of 29, 30, 31 and 32.
 */
const monthLengths = `
021210009091 112111090900 112210090900 121210009901 021210009091 112111090900 112210090900 121210009901 111211900991 112111090900
112210090900 121210009901 111211900900 112111090900 112210090900 121210009901 111211900900 112111090900 121210090900 121210009091
111211090900 112111090900 121210009900 121210009091 111211090900 112111090900 121210009901 021210009091 112111090900 112120090900
121210009901 021210009091 112111090900 112210090900 121210009901 021211900991 112111090900 112210090900 121210009901 111211900900
112111090900 112210090900 121210009901 111211900900 112111090900 121210090900 121210009901 111211090900 112111090900 121210009900
121210009091 111211090900 112111090900 121210009900 121210009091 112111090900 112120090900 121210009901 021210009091 112111090900
112210090900 121210009901 021211909091 112111090900 112210090900 121210009901 111211900991 112111090900 112210090900 121210009901
111211900900 112111090900 121210090900 121210009901 111211090900 112111090900 121210009900 121210009091 111211090900 112111090900
121210009900 112210009091 021210009000 112110009000 112110009000 121201009000 021210009000 112111009000 012201009000 021210009000
021210009000 112111009000 112210009000 121210009000 112110009000 112111090000 012210090900 121210009000 112111909001 112111099000
121201090900`
  .trim()
  .split(/\s+/)
  .map((digits) => digits.split('').map((digit) => (digit === '9' ? 29 : 30 + Number(digit))));

/** Number of each year's first day, and of the day after the last year. */
const yearStarts = monthLengths.reduce<number[]>(
  (starts, months) => [...starts, starts.at(-1)! + months.reduce((sum, days) => sum + days, 0)],
  [epoch],
);

/** The Nepali calendar (Bikram Sambat), for the years 2000 to 2100: 1943 to 2044. */
export const nepaliCalendar: Calendar = {
  name: 'nepali',
  dayNumber(year, month, day) {
    // The first day of the year after the last one is still known.
    if (year === firstYear + monthLengths.length && month === 1 && day === 1) return yearStarts.at(-1)!;
    const before = monthsOf(year).slice(0, month - 1);
    return yearStarts[year - firstYear]! + before.reduce((sum, days) => sum + days, 0) + day - 1;
  },
  dateOf(dayNumber): CalendarDate {
    const index = yearStarts.findLastIndex((start) => start <= dayNumber);
    const year = firstYear + index;
    let rest = dayNumber - (yearStarts[index] ?? dayNumber);
    const months = monthsOf(year);
    let month = 0;
    while (rest >= months[month]!) rest -= months[month++]!;
    return { year, month: month + 1, day: rest + 1 };
  },
  daysInMonth(year, month) {
    return monthsOf(year)[month - 1]!;
  },
};

function monthsOf(year: number): readonly number[] {
  const months = monthLengths[year - firstYear];
  if (months) return months;
  const expected = `The Nepali calendar is known for ${firstYear} to ${firstYear + monthLengths.length - 1}.`;
  throw new Dhis2Error('DHIS2_BAD_PERIOD', { found: String(year), expected });
}
