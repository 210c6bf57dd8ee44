import { dayOfDate } from './days.ts';
import type { Period } from './period.ts';
import { periodOf, shiftPeriod } from './period.ts';

/** A relative period: of which type, how many, and how far back the last of them lies. */
type Rule = readonly [type: string, count: number, back: number];

const rules: Readonly<Record<string, Rule>> = {
  TODAY: ['Daily', 1, 0],
  YESTERDAY: ['Daily', 1, 1],
  LAST_3_DAYS: ['Daily', 3, 1],
  LAST_7_DAYS: ['Daily', 7, 1],
  LAST_14_DAYS: ['Daily', 14, 1],
  LAST_30_DAYS: ['Daily', 30, 1],
  LAST_60_DAYS: ['Daily', 60, 1],
  LAST_90_DAYS: ['Daily', 90, 1],
  LAST_180_DAYS: ['Daily', 180, 1],
  THIS_MONTH: ['Monthly', 1, 0],
  LAST_MONTH: ['Monthly', 1, 1],
  THIS_BIMONTH: ['BiMonthly', 1, 0],
  LAST_BIMONTH: ['BiMonthly', 1, 1],
  THIS_QUARTER: ['Quarterly', 1, 0],
  LAST_QUARTER: ['Quarterly', 1, 1],
  THIS_SIX_MONTH: ['SixMonthly', 1, 0],
  LAST_SIX_MONTH: ['SixMonthly', 1, 1],
  WEEKS_THIS_YEAR: ['Weekly', -1, 0],
  MONTHS_THIS_YEAR: ['Monthly', -1, 0],
  BIMONTHS_THIS_YEAR: ['BiMonthly', -1, 0],
  QUARTERS_THIS_YEAR: ['Quarterly', -1, 0],
  THIS_YEAR: ['Yearly', 1, 0],
  MONTHS_LAST_YEAR: ['Monthly', -1, 1],
  QUARTERS_LAST_YEAR: ['Quarterly', -1, 1],
  LAST_YEAR: ['Yearly', 1, 1],
  LAST_5_YEARS: ['Yearly', 5, 1],
  LAST_10_YEARS: ['Yearly', 10, 1],
  LAST_12_MONTHS: ['Monthly', 12, 1],
  LAST_6_MONTHS: ['Monthly', 6, 1],
  LAST_3_MONTHS: ['Monthly', 3, 1],
  LAST_6_BIMONTHS: ['BiMonthly', 6, 1],
  LAST_4_QUARTERS: ['Quarterly', 4, 1],
  LAST_2_SIXMONTHS: ['SixMonthly', 2, 1],
  THIS_FINANCIAL_YEAR: ['FinancialOct', 1, 0],
  LAST_FINANCIAL_YEAR: ['FinancialOct', 1, 1],
  LAST_5_FINANCIAL_YEARS: ['FinancialOct', 5, 1],
  LAST_10_FINANCIAL_YEARS: ['FinancialOct', 10, 1],
  THIS_WEEK: ['Weekly', 1, 0],
  LAST_WEEK: ['Weekly', 1, 1],
  THIS_BIWEEK: ['BiWeekly', 1, 0],
  LAST_BIWEEK: ['BiWeekly', 1, 1],
  LAST_4_WEEKS: ['Weekly', 4, 1],
  LAST_4_BIWEEKS: ['BiWeekly', 4, 1],
  LAST_12_WEEKS: ['Weekly', 12, 1],
  LAST_52_WEEKS: ['Weekly', 52, 1],
};

export const relativePeriodNames: readonly string[] = Object.keys(rules);

/** The periods that a relative period means on a day, oldest first; undefined when `name` is none. */
export function relativePeriods(name: string, now: Date): readonly Period[] | undefined {
  const rule = rules[name];
  if (!rule) return undefined;
  const [type, count, back] = rule;
  const today = dayOfDate(now);
  if (count < 0) return ofYear(type, shiftPeriod(periodOf('Yearly', today), -back));
  let period = shiftPeriod(periodOf(type, today), -back);
  const list = [period];
  while (list.length < count) list.unshift((period = shiftPeriod(period, -1)));
  return list;
}

function ofYear(type: string, year: Period): readonly Period[] {
  const list: Period[] = [];
  for (let period = periodOf(type, year.start + 3); period.start <= year.end; period = shiftPeriod(period, 1))
    list.push(period);
  return list;
}
