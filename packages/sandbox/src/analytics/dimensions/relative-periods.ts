import type { Period } from '../../periods/period.ts';
import { periodOf, shiftPeriod } from '../../periods/period.ts';
import { dayOf, yearOf } from '../../periods/days.ts';

const types: Readonly<Record<string, string>> = {
  DAY: 'Daily',
  WEEK: 'Weekly',
  BIWEEK: 'BiWeekly',
  MONTH: 'Monthly',
  BIMONTH: 'BiMonthly',
  QUARTER: 'Quarterly',
  SIX_MONTH: 'SixMonthly',
  YEAR: 'Yearly',
};

/** The relative periods that the server knows, with the name of each. */
export const relativeNames: ReadonlyMap<string, string> = new Map(
  [
    'TODAY YESTERDAY LAST_3_DAYS LAST_7_DAYS LAST_14_DAYS LAST_30_DAYS LAST_60_DAYS LAST_90_DAYS LAST_180_DAYS',
    'THIS_MONTH LAST_MONTH THIS_BIMONTH LAST_BIMONTH THIS_QUARTER LAST_QUARTER THIS_SIX_MONTH LAST_SIX_MONTH',
    'WEEKS_THIS_YEAR MONTHS_THIS_YEAR BIMONTHS_THIS_YEAR QUARTERS_THIS_YEAR THIS_YEAR',
    'MONTHS_LAST_YEAR QUARTERS_LAST_YEAR LAST_YEAR LAST_5_YEARS LAST_10_YEARS',
    'LAST_12_MONTHS LAST_6_MONTHS LAST_3_MONTHS LAST_6_BIMONTHS LAST_4_QUARTERS LAST_2_SIXMONTHS',
    'THIS_FINANCIAL_YEAR LAST_FINANCIAL_YEAR LAST_5_FINANCIAL_YEARS LAST_10_FINANCIAL_YEARS',
    'THIS_WEEK LAST_WEEK THIS_BIWEEK LAST_BIWEEK LAST_4_WEEKS LAST_4_BIWEEKS LAST_12_WEEKS LAST_52_WEEKS',
  ]
    .flatMap((line) => line.split(' '))
    .map((keyword) => [keyword, displayName(keyword)]),
);

function displayName(keyword: string): string {
  const words = keyword.toLowerCase().replaceAll('_', ' ').replace('sixmonths', 'six-months').replace('six month', 'six-month');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The periods that a keyword such as `LAST_12_MONTHS` stands for on a day; undefined when it is no keyword. */
export function relativePeriods(keyword: string, day: number, financialType = 'FinancialOct'): Period[] | undefined {
  if (!relativeNames.has(keyword)) return undefined;
  if (keyword === 'TODAY') return [periodOf('Daily', day)];
  if (keyword === 'YESTERDAY') return [periodOf('Daily', day - 1)];
  const within = /^(WEEK|MONTH|BIMONTH|QUARTER)S_(THIS|LAST)_YEAR$/.exec(keyword);
  if (within) return ofYear(types[within[1]!]!, yearOf(day) - (within[2] === 'LAST' ? 1 : 0));
  const single = /^(THIS|LAST)_([A-Z_]+?)$/.exec(keyword);
  const type = single && (single[2] === 'FINANCIAL_YEAR' ? financialType : types[single[2]!]);
  if (type !== undefined && type !== null) return [shiftPeriod(periodOf(type, day), single![1] === 'THIS' ? 0 : -1)];
  const several = /^LAST_(\d+)_([A-Z_]+)S$/.exec(keyword);
  const name = several?.[2] === 'SIXMONTH' ? 'SIX_MONTH' : several?.[2];
  const many = name === 'FINANCIAL_YEAR' ? financialType : types[name ?? ''];
  if (!several || many === undefined) return undefined;
  const last = shiftPeriod(periodOf(many, day), -1);
  const count = Number(several[1]);
  return Array.from({ length: count }, (_, index) => shiftPeriod(last, index - count + 1));
}

function ofYear(type: string, year: number): Period[] {
  const periods: Period[] = [];
  const start = Date.UTC(year, 0, type === 'Weekly' ? 4 : 1) / 86_400_000;
  for (let period = periodOf(type, start); belongsTo(period, year); period = shiftPeriod(period, 1)) periods.push(period);
  return periods;
}

function belongsTo(period: Period, year: number): boolean {
  const middle = period.start + Math.floor((period.end - period.start) / 2);
  return dayOf(middle).getUTCFullYear() === year;
}
