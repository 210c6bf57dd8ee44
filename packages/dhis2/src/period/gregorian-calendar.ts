import type { Calendar } from './calendar.ts';

/** The Gregorian calendar, extended to all years as ISO 8601 does. */
export const gregorianCalendar: Calendar = {
  name: 'iso8601',
  dayNumber(year, month, day) {
    // Years begin in March here, so that the leap day comes last.
    const y = month > 2 ? year : year - 1;
    const era = Math.floor(y / 400);
    const yearOfEra = y - era * 400;
    const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
    const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
    return era * 146_097 + dayOfEra - 719_468;
  },
  dateOf(dayNumber) {
    const shifted = dayNumber + 719_468;
    const era = Math.floor(shifted / 146_097);
    const dayOfEra = shifted - era * 146_097;
    const yearOfEra = Math.floor(
      (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
    );
    const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
    const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
    const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return { year, month, day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1 };
  },
  daysInMonth(year, month) {
    const next = month === 12 ? this.dayNumber(year + 1, 1, 1) : this.dayNumber(year, month + 1, 1);
    return next - this.dayNumber(year, month, 1);
  },
};
