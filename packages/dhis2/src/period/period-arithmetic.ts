import type { Calendar } from './calendar.ts';
import type { MonthRule, PeriodRule, WeekRule } from './period-type.ts';

/** Where a period stands: the year in its name and its number within that year, from 1. Days have their day number. */
export interface PeriodPosition {
  readonly year: number;
  readonly number: number;
}

/** First and last day of a period, as day numbers. */
export interface DaySpan {
  readonly first: number;
  readonly last: number;
}

/** The span of the period at a position. */
export function spanOf(rule: PeriodRule, at: PeriodPosition, calendar: Calendar): DaySpan {
  if (rule.kind === 'day') return { first: at.number, last: at.number };
  if (rule.kind === 'week') {
    const first = weekOne(at.year, rule, calendar) + (at.number - 1) * 7 * rule.weeks;
    return { first, last: first + 7 * rule.weeks - 1 };
  }
  const month = firstMonth(rule, at);
  const first = startOfMonth(month, calendar);
  if (rule.months === 12) return { first, last: startOfMonth(month + 12, calendar) - 1 };
  // The Ethiopian thirteenth month belongs to years, and to no shorter period.
  const last = month + rule.months - 1;
  return {
    first,
    last: startOfMonth(last, calendar) + calendar.daysInMonth(Math.floor(last / 12), (last % 12) + 1) - 1,
  };
}

/** The position of the period that a day is in. */
export function positionAt(rule: PeriodRule, day: number, calendar: Calendar): PeriodPosition {
  const date = calendar.dateOf(day);
  if (rule.kind === 'day') return { year: date.year, number: day };
  if (rule.kind === 'week') {
    // The first days of a year may belong to the last week of the one before, and the other way round.
    const year =
      [date.year + 1, date.year].find((candidate) => weekOne(candidate, rule, calendar) <= day) ?? date.year - 1;
    return { year, number: Math.floor((day - weekOne(year, rule, calendar)) / (7 * rule.weeks)) + 1 };
  }
  const month = date.year * 12 + Math.min(date.month, 12) - 1;
  return monthPosition(rule, Math.floor((month - rule.firstMonth + 1 - rule.yearShift * 12) / rule.months));
}

/** The position some periods later, or earlier. */
export function shifted(rule: PeriodRule, at: PeriodPosition, by: number, calendar: Calendar): PeriodPosition {
  if (rule.kind === 'day') return positionAt(rule, at.number + by, calendar);
  if (rule.kind === 'month') {
    return monthPosition(rule, at.year * (12 / rule.months) + at.number - 1 + by);
  }
  let { year, number } = at;
  number += by;
  while (number < 1) number += periodsInYear(rule, --year, calendar);
  for (let count = periodsInYear(rule, year, calendar); number > count; count = periodsInYear(rule, year, calendar)) {
    number -= count;
    year++;
  }
  return { year, number };
}

/** How many periods have that year in their name. */
export function periodsInYear(rule: WeekRule | MonthRule, year: number, calendar: Calendar): number {
  if (rule.kind === 'month') return 12 / rule.months;
  const weeks = (weekOne(year + 1, rule, calendar) - weekOne(year, rule, calendar)) / 7;
  // Of 53 weeks the last stands in a 27th pair together with the first week of the next year, as DHIS2 has it.
  return Math.ceil(weeks / rule.weeks);
}

/** First day of week 1: the week that holds the fourth day of the year. */
function weekOne(year: number, rule: WeekRule, calendar: Calendar): number {
  const fourth = calendar.dayNumber(year, 1, 4);
  // 1970-01-01 was a Thursday.
  const weekday = ((((fourth + 3) % 7) + 7) % 7) + 1;
  return fourth - ((weekday - rule.firstDay + 7) % 7);
}

/** Months are counted from month 1 of year 0. */
function firstMonth(rule: MonthRule, at: PeriodPosition): number {
  return (at.year + rule.yearShift) * 12 + rule.firstMonth - 1 + (at.number - 1) * rule.months;
}

function monthPosition(rule: MonthRule, index: number): PeriodPosition {
  const perYear = 12 / rule.months;
  const year = Math.floor(index / perYear);
  return { year, number: index - year * perYear + 1 };
}

function startOfMonth(month: number, calendar: Calendar): number {
  const year = Math.floor(month / 12);
  return calendar.dayNumber(year, month - year * 12 + 1, 1);
}
