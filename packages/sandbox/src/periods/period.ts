import { addDays, addMonths, dayOf, isoWeekStart, makeDay, weeksInYear, yearOf } from './days.ts';

/** A DHIS2 period: its type, its own spelling, and its first and last day as days since 1970. */
export interface Period {
  readonly type: string;
  readonly iso: string;
  readonly start: number;
  readonly end: number;
}

const weekdays: Readonly<Record<string, number>> = { '': 1, Wed: 3, Thu: 4, Fri: 5, Sat: 6, Sun: 7 };
const weekTypes: Readonly<Record<string, string>> = {
  '': 'Weekly',
  Wed: 'WeeklyWednesday',
  Thu: 'WeeklyThursday',
  Fri: 'WeeklyFriday',
  Sat: 'WeeklySaturday',
  Sun: 'WeeklySunday',
};
const financial: Readonly<Record<string, number>> = { Feb: 2, April: 4, July: 7, Aug: 8, Sep: 9, Oct: 10, Nov: 11 };

const cache = new Map<string, Period | null>();

/**
 * Reads a period as DHIS2 spells it (`202601`, `2026W5`, `2026Q1`, `2026April`), and the forms that the server takes too
 * (`2026-01`, `2026W05`, `2026-01-31`). Undefined when it is none.
 */
export function parsePeriod(text: string): Period | undefined {
  const known = cache.get(text);
  if (known !== undefined) return known ?? undefined;
  const parsed = read(text);
  if (cache.size > 20_000) cache.clear();
  cache.set(text, parsed ?? null);
  return parsed;
}

function read(text: string): Period | undefined {
  let m: RegExpExecArray | null;
  if ((m = /^(\d{4})$/.exec(text))) return span('Yearly', text, makeDay(+m[1]!, 1, 1), 12);
  if ((m = /^(\d{4})-?(\d{2})$/.exec(text))) return monthly(+m[1]!, +m[2]!);
  if ((m = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text))) return daily(+m[1]!, +m[2]!, +m[3]!);
  if ((m = /^(\d{4})(Wed|Thu|Fri|Sat|Sun)?W(\d{1,2})$/.exec(text))) return weekly(+m[1]!, m[2] ?? '', +m[3]!);
  if ((m = /^(\d{4})BiW(\d{1,2})$/.exec(text))) return biWeekly(+m[1]!, +m[2]!);
  if ((m = /^(\d{4})(\d{2})B$/.exec(text)))
    return inRange(+m[2]!, 6) && span('BiMonthly', text, makeDay(+m[1]!, +m[2]! * 2 - 1, 1), 2);
  if ((m = /^(\d{4})Q(\d)$/.exec(text)))
    return inRange(+m[2]!, 4) && span('Quarterly', text, makeDay(+m[1]!, +m[2]! * 3 - 2, 1), 3);
  if ((m = /^(\d{4})NovQ(\d)$/.exec(text))) {
    return inRange(+m[2]!, 4) && span('QuarterlyNov', text, addMonths(makeDay(+m[1]! - 1, 11, 1), (+m[2]! - 1) * 3), 3);
  }
  if ((m = /^(\d{4})S(\d)$/.exec(text)))
    return inRange(+m[2]!, 2) && span('SixMonthly', text, makeDay(+m[1]!, +m[2]! * 6 - 5, 1), 6);
  if ((m = /^(\d{4})AprilS(\d)$/.exec(text))) {
    return inRange(+m[2]!, 2) && span('SixMonthlyApril', text, addMonths(makeDay(+m[1]!, 4, 1), (+m[2]! - 1) * 6), 6);
  }
  if ((m = /^(\d{4})NovS(\d)$/.exec(text))) {
    return (
      inRange(+m[2]!, 2) && span('SixMonthlyNov', text, addMonths(makeDay(+m[1]! - 1, 11, 1), (+m[2]! - 1) * 6), 6)
    );
  }
  if ((m = /^(\d{4})(Feb|April|July|Aug|Sep|Oct|Nov)$/.exec(text))) {
    const year = m[2] === 'Nov' ? +m[1]! - 1 : +m[1]!;
    return span(`Financial${m[2]}`, text, makeDay(year, financial[m[2]!]!, 1), 12);
  }
  return undefined;
}

function inRange(value: number, max: number): true | undefined {
  return value >= 1 && value <= max ? true : undefined;
}

function span(type: string, iso: string, start: number, months: number): Period {
  return { type, iso, start, end: addMonths(start, months) - 1 };
}

function monthly(year: number, month: number): Period | undefined {
  if (!inRange(month, 12)) return undefined;
  return span('Monthly', `${year}${pad(month)}`, makeDay(year, month, 1), 1);
}

function daily(year: number, month: number, date: number): Period | undefined {
  if (!inRange(month, 12) || !inRange(date, 31)) return undefined;
  const start = makeDay(year, month, date);
  if (dayOf(start).getUTCDate() !== date) return undefined;
  return { type: 'Daily', iso: `${year}${pad(month)}${pad(date)}`, start, end: start };
}

function weekly(year: number, name: string, week: number): Period | undefined {
  const weekday = weekdays[name]!;
  if (week < 1 || week > weeksInYear(year, weekday)) return undefined;
  const start = isoWeekStart(year, week, weekday);
  return { type: weekTypes[name]!, iso: `${year}${name}W${week}`, start, end: start + 6 };
}

function biWeekly(year: number, number: number): Period | undefined {
  if (number < 1 || number * 2 - 1 > weeksInYear(year, 1)) return undefined;
  const start = isoWeekStart(year, number * 2 - 1, 1);
  return { type: 'BiWeekly', iso: `${year}BiW${number}`, start, end: start + 13 };
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** The period of a type that holds a day. */
export function periodOf(type: string, day: number): Period {
  const year = yearOf(day);
  const month = dayOf(day).getUTCMonth() + 1;
  const candidates = (names: readonly string[]): Period => {
    for (const name of names) {
      const period = parsePeriod(name);
      if (period && period.start <= day && day <= period.end) return period;
    }
    return monthly(year, month)!;
  };
  const years = [year - 1, year, year + 1];
  switch (type) {
    case 'Daily':
      return daily(year, month, dayOf(day).getUTCDate())!;
    case 'Monthly':
      return monthly(year, month)!;
    case 'BiMonthly':
      return candidates([`${year}${pad(Math.ceil(month / 2))}B`]);
    case 'Quarterly':
      return candidates([`${year}Q${Math.ceil(month / 3)}`]);
    case 'SixMonthly':
      return candidates([`${year}S${month <= 6 ? 1 : 2}`]);
    case 'Yearly':
      return candidates([String(year)]);
    case 'QuarterlyNov':
      return candidates(years.flatMap((y) => [1, 2, 3, 4].map((q) => `${y}NovQ${q}`)));
    case 'SixMonthlyApril':
      return candidates(years.flatMap((y) => [`${y}AprilS1`, `${y}AprilS2`]));
    case 'SixMonthlyNov':
      return candidates(years.flatMap((y) => [`${y}NovS1`, `${y}NovS2`]));
    case 'BiWeekly':
      return candidates(years.flatMap((y) => Array.from({ length: 27 }, (_, i) => `${y}BiW${i + 1}`)));
  }
  const weekName = Object.keys(weekTypes).find((name) => weekTypes[name] === type);
  if (weekName !== undefined) {
    return candidates(years.flatMap((y) => Array.from({ length: 53 }, (_, i) => `${y}${weekName}W${i + 1}`)));
  }
  return candidates(years.map((y) => `${y}${type.replace('Financial', '')}`));
}

/** The period `steps` after (or, when negative, before) a period. */
export function shiftPeriod(period: Period, steps: number): Period {
  let current = period;
  for (let i = 0; i < Math.abs(steps); i++)
    current = periodOf(current.type, steps > 0 ? current.end + 1 : addDays(current.start, -1));
  return current;
}
