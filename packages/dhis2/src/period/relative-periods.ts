import { Dhis2Error } from '../errors/dhis2-error.ts';
import { nearestName } from '../errors/nearest-name.ts';
import type { CalendarName } from './calendar.ts';
import { Period, type Day } from './period.ts';
import type { PeriodType } from './period-type.ts';

/** What a relative period depends on. */
export interface RelativePeriodOptions {
  /** The day to count from (default today, UTC). The server takes its own time zone's. */
  readonly today?: Day;
  /** Type of the financial year; a system setting of the server (`analyticsFinancialYearStart`, October by default). */
  readonly financialYear?: PeriodType & `Financial${string}`;
  readonly calendar?: CalendarName;
}

type Recipe =
  /** The period `back` before the current one. */
  | { readonly type: PeriodType | 'Financial'; readonly back: number; readonly count: number }
  /** All periods of a type in the year `back` before the current one. */
  | { readonly type: PeriodType; readonly inYear: number };

const current = (type: PeriodType | 'Financial'): Recipe => ({ type, back: 0, count: 1 });
/** The last `count`, the current one not among them. */
const last = (type: PeriodType | 'Financial', count: number): Recipe => ({ type, back: count, count });

const recipes = {
  TODAY: current('Daily'),
  YESTERDAY: last('Daily', 1),
  LAST_3_DAYS: last('Daily', 3),
  LAST_7_DAYS: last('Daily', 7),
  LAST_14_DAYS: last('Daily', 14),
  LAST_30_DAYS: last('Daily', 30),
  LAST_60_DAYS: last('Daily', 60),
  LAST_90_DAYS: last('Daily', 90),
  LAST_180_DAYS: last('Daily', 180),
  THIS_WEEK: current('Weekly'),
  LAST_WEEK: last('Weekly', 1),
  LAST_4_WEEKS: last('Weekly', 4),
  LAST_12_WEEKS: last('Weekly', 12),
  LAST_52_WEEKS: last('Weekly', 52),
  WEEKS_THIS_YEAR: { type: 'Weekly', inYear: 0 },
  THIS_BIWEEK: current('BiWeekly'),
  LAST_BIWEEK: last('BiWeekly', 1),
  LAST_4_BIWEEKS: last('BiWeekly', 4),
  THIS_MONTH: current('Monthly'),
  LAST_MONTH: last('Monthly', 1),
  LAST_3_MONTHS: last('Monthly', 3),
  LAST_6_MONTHS: last('Monthly', 6),
  LAST_12_MONTHS: last('Monthly', 12),
  MONTHS_THIS_YEAR: { type: 'Monthly', inYear: 0 },
  MONTHS_LAST_YEAR: { type: 'Monthly', inYear: -1 },
  THIS_BIMONTH: current('BiMonthly'),
  LAST_BIMONTH: last('BiMonthly', 1),
  LAST_6_BIMONTHS: last('BiMonthly', 6),
  BIMONTHS_THIS_YEAR: { type: 'BiMonthly', inYear: 0 },
  THIS_QUARTER: current('Quarterly'),
  LAST_QUARTER: last('Quarterly', 1),
  LAST_4_QUARTERS: last('Quarterly', 4),
  QUARTERS_THIS_YEAR: { type: 'Quarterly', inYear: 0 },
  QUARTERS_LAST_YEAR: { type: 'Quarterly', inYear: -1 },
  THIS_SIX_MONTH: current('SixMonthly'),
  LAST_SIX_MONTH: last('SixMonthly', 1),
  LAST_2_SIXMONTHS: last('SixMonthly', 2),
  THIS_YEAR: current('Yearly'),
  LAST_YEAR: last('Yearly', 1),
  LAST_5_YEARS: last('Yearly', 5),
  LAST_10_YEARS: last('Yearly', 10),
  THIS_FINANCIAL_YEAR: current('Financial'),
  LAST_FINANCIAL_YEAR: last('Financial', 1),
  LAST_5_FINANCIAL_YEARS: last('Financial', 5),
  LAST_10_FINANCIAL_YEARS: last('Financial', 10),
} as const satisfies Record<string, Recipe>;

/** Keywords of relative periods, as analytics and data exchanges take them. */
export type RelativePeriod = keyof typeof recipes;

/** All keywords. */
export const relativePeriodNames = Object.keys(recipes) as readonly RelativePeriod[];

/**
 * The periods that a keyword stands for on a day, earliest first.
 *
 * @example
 * ```ts
 * import { relativePeriods } from '@dhow/dhis2';
 *
 * relativePeriods('LAST_3_MONTHS', { today: '2026-11-23' }).map(String); // ['202608', '202609', '202610']
 * ```
 */
export function relativePeriods(keyword: RelativePeriod, options: RelativePeriodOptions = {}): Period[] {
  const { today = new Date(), financialYear = 'FinancialOct', calendar = 'iso8601' } = options;
  const recipe: Recipe | undefined = recipes[keyword];
  if (!recipe) {
    const nearest = nearestName(keyword, relativePeriodNames);
    const expected = nearest ? `Did you mean ${nearest}?` : 'See relativePeriodNames.';
    throw new Dhis2Error('DHIS2_BAD_PERIOD', { found: String(keyword).slice(0, 40), expected });
  }
  if ('inYear' in recipe) {
    const year = Period.at('Yearly', today, calendar).next(recipe.inYear);
    // A year's weeks are those that carry its name, not all that touch it.
    return year.parts(recipe.type).filter(({ id }) => id.startsWith(year.id));
  }
  const type = recipe.type === 'Financial' ? financialYear : recipe.type;
  const first = Period.at(type, today, calendar).previous(recipe.back);
  return Array.from({ length: recipe.count }, (_, index) => first.next(index));
}
