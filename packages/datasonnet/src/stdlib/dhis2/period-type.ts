import { dayOfEpoch, epochDayOf, mod } from '../../time/iso-calendar.ts';

/** One type of DHIS2's periods: its periods are numbered through time, so that moving on is adding. */
export interface PeriodType {
  /** As DHIS2 names it (`Monthly`, `FinancialApril`). */
  readonly name: string;
  /** Length by ISO 8601, as ADX writes it (`P1M`). */
  readonly duration: string;
  /** The number of the period that a text such as `202603` means, or undefined when it is none of this type. */
  parse(text: string): number | undefined;
  text(index: number): string;
  /** First and last day, as days since 1970-01-01. */
  start(index: number): number;
  end(index: number): number;
  /** The number of the period that a day belongs to. */
  at(epochDay: number): number;
}

const daily: PeriodType = {
  name: 'Daily',
  duration: 'P1D',
  parse(text) {
    const match = /^(\d{4})(\d\d)(\d\d)$/.exec(text);
    if (match === null) return undefined;
    try {
      return epochDayOf(Number(match[1]), Number(match[2]), Number(match[3]));
    } catch {
      return undefined;
    }
  },
  text(index) {
    const { year, month, day } = dayOfEpoch(index);
    return `${four(year)}${two(month)}${two(day)}`;
  },
  start: (index) => index,
  end: (index) => index,
  at: (epochDay) => epochDay,
};

/** Weeks that begin on a day of the week (1 Monday to 7 Sunday); week 1 of a year is the one with four days in it. */
function weekly(name: string, letters: string, firstDay: number): PeriodType {
  // 1970-01-01 is a Thursday.
  const shift = 3 - (firstDay - 1);
  const at = (epochDay: number): number => Math.floor((epochDay + shift) / 7);
  const start = (index: number): number => index * 7 - shift;
  const firstWeek = (year: number): number => at(epochDayOf(year, 1, 4));
  const pattern = new RegExp(`^(\\d{4})${letters}W([1-9]|[1-4]\\d|5[0-3])$`);
  return {
    name,
    duration: 'P7D',
    parse(text) {
      const match = pattern.exec(text);
      if (match === null) return undefined;
      const year = Number(match[1]);
      const index = firstWeek(year) + Number(match[2]) - 1;
      return index < firstWeek(year + 1) ? index : undefined;
    },
    text(index) {
      const { year } = dayOfEpoch(start(index) + 3);
      return `${four(year)}${letters}W${index - firstWeek(year) + 1}`;
    },
    start,
    end: (index) => start(index) + 6,
    at,
  };
}

const isoWeeks = weekly('Weekly', '', 1);

/** Weeks 2n - 1 and 2n of a year; a week 53 is in none of them. */
const biWeekly: PeriodType = {
  name: 'BiWeekly',
  duration: 'P14D',
  parse(text) {
    const match = /^(\d{4})BiW([1-9]|1\d|2[0-6])$/.exec(text);
    return match === null ? undefined : Number(match[1]) * 26 + Number(match[2]) - 1;
  },
  text: (index) => `${four(Math.floor(index / 26))}BiW${mod(index, 26) + 1}`,
  start: (index) => isoWeeks.start(isoWeeks.at(epochDayOf(Math.floor(index / 26), 1, 4)) + mod(index, 26) * 2),
  end: (index) => biWeekly.start(index) + 13,
  at(epochDay) {
    const { year } = dayOfEpoch(isoWeeks.start(isoWeeks.at(epochDay)) + 3);
    const week = isoWeeks.at(epochDay) - isoWeeks.at(epochDayOf(year, 1, 4));
    return year * 26 + Math.min(25, Math.floor(week / 2));
  },
};

/**
 * Periods of so many months. `shift` moves the year: 2 lets it begin in November of the year before, -3 in April of the
 * same.
 */
function months(
  name: string,
  count: number,
  shift: number,
  form: (year: string, number: number) => string,
): PeriodType {
  const perYear = 12 / count;
  const pattern = new RegExp(`^${perYear === 1 ? form('(\\d{4})', 0) : numberPattern(form)}$`);
  const start = (index: number): number => {
    const month = index * count - shift;
    return epochDayOf(Math.floor(month / 12), mod(month, 12) + 1, 1);
  };
  return {
    name,
    duration: count === 12 ? 'P1Y' : `P${count}M`,
    parse(text) {
      const match = pattern.exec(text);
      if (match === null) return undefined;
      const number = perYear === 1 ? 1 : Number(match[2]);
      return number < 1 || number > perYear ? undefined : Number(match[1]) * perYear + number - 1;
    },
    text: (index) => form(four(Math.floor(index / perYear)), mod(index, perYear) + 1),
    start,
    end: (index) => start(index + 1) - 1,
    at(epochDay) {
      const { year, month } = dayOfEpoch(epochDay);
      return Math.floor((year * 12 + month - 1 + shift) / count);
    },
  };
}

function numberPattern(form: (year: string, number: number) => string): string {
  // The number stands where two spellings of the form differ.
  const sample = form('Y', 7);
  const digits = /0?7/.exec(sample)![0];
  return sample.replace('Y', '(\\d{4})').replace(digits, digits.length === 2 ? '(\\d\\d)' : '(\\d)');
}

function four(year: number): string {
  return String(year).padStart(4, '0');
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

const financial = (month: string, shift: number): PeriodType =>
  months(`Financial${month}`, 12, shift, (year) => `${year}${month}`);

/** All types of DHIS2's ISO calendar. */
export const periodTypes: readonly PeriodType[] = [
  daily,
  isoWeeks,
  weekly('WeeklyWednesday', 'Wed', 3),
  weekly('WeeklyThursday', 'Thu', 4),
  weekly('WeeklyFriday', 'Fri', 5),
  weekly('WeeklySaturday', 'Sat', 6),
  weekly('WeeklySunday', 'Sun', 7),
  biWeekly,
  months('Monthly', 1, 0, (year, number) => year + two(number)),
  months('BiMonthly', 2, 0, (year, number) => `${year}${two(number)}B`),
  months('Quarterly', 3, 0, (year, number) => `${year}Q${number}`),
  months('QuarterlyNov', 3, 2, (year, number) => `${year}NovQ${number}`),
  months('SixMonthly', 6, 0, (year, number) => `${year}S${number}`),
  months('SixMonthlyApril', 6, -3, (year, number) => `${year}AprilS${number}`),
  months('SixMonthlyNov', 6, 2, (year, number) => `${year}NovS${number}`),
  months('Yearly', 12, 0, (year) => year),
  financial('Feb', -1),
  financial('April', -3),
  financial('July', -6),
  financial('Aug', -7),
  financial('Sep', -8),
  financial('Oct', -9),
  financial('Nov', 2),
];

/** The type and number of a period's text, or undefined when DHIS2 has no such period. */
export function parsePeriodText(text: string): { readonly type: PeriodType; readonly index: number } | undefined {
  for (const type of periodTypes) {
    const index = type.parse(text);
    if (index !== undefined) return { type, index };
  }
  return undefined;
}
