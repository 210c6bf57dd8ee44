import type { Calendar } from './calendar.ts';

/** Day 1 of year 1: 29 August of the year 8 in the Julian calendar. */
const epoch = -716_367;

/**
 * The Ethiopian calendar: twelve months of 30 days and Pagume, a thirteenth one of 5 days, 6 in the year before a leap year
 * of the Julian calendar (year mod 4 = 3). New year is 11 or 12 September.
 */
export const ethiopianCalendar: Calendar = {
  name: 'ethiopian',
  dayNumber(year, month, day) {
    return epoch + 365 * (year - 1) + Math.floor(year / 4) + 30 * (month - 1) + day - 1;
  },
  dateOf(dayNumber) {
    const year = Math.floor((4 * (dayNumber - epoch) + 1463) / 1461);
    const dayOfYear = dayNumber - this.dayNumber(year, 1, 1);
    return { year, month: Math.floor(dayOfYear / 30) + 1, day: (dayOfYear % 30) + 1 };
  },
  daysInMonth(year, month) {
    return month <= 12 ? 30 : year % 4 === 3 ? 6 : 5;
  },
};
