import { ethiopianCalendar } from './ethiopian-calendar.ts';
import { gregorianCalendar } from './gregorian-calendar.ts';
import { nepaliCalendar } from './nepali-calendar.ts';

/** A date in a calendar. */
export interface CalendarDate {
  readonly year: number;
  /** 1 for the first. */
  readonly month: number;
  readonly day: number;
}

/**
 * A calendar as periods need it. Days are counted from 1970-01-01 (Gregorian), so that two calendars meet in the number of a
 * day.
 */
export interface Calendar {
  /** As `/api/system/info` writes it. */
  readonly name: string;
  /** Number of the day. Throws DHIS2_BAD_PERIOD outside of the calendar's range. */
  dayNumber(year: number, month: number, day: number): number;
  dateOf(dayNumber: number): CalendarDate;
  daysInMonth(year: number, month: number): number;
}

/** Calendars by the name that the server gives. */
export type CalendarName = 'iso8601' | 'gregorian' | 'ethiopian' | 'nepali';

/** The calendar of that name. */
export function calendarOf(name: CalendarName): Calendar {
  if (name === 'ethiopian') return ethiopianCalendar;
  return name === 'nepali' ? nepaliCalendar : gregorianCalendar;
}
