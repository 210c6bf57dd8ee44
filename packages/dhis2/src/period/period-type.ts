/** Period types, as DHIS2 names them. WeeklyFriday, FinancialFeb and FinancialAug came with 2.43, FinancialSep with 2.42. */
export const periodTypes = [
  'Daily',
  'Weekly',
  'WeeklyWednesday',
  'WeeklyThursday',
  'WeeklyFriday',
  'WeeklySaturday',
  'WeeklySunday',
  'BiWeekly',
  'Monthly',
  'BiMonthly',
  'Quarterly',
  'QuarterlyNov',
  'SixMonthly',
  'SixMonthlyApril',
  'SixMonthlyNov',
  'Yearly',
  'FinancialFeb',
  'FinancialApril',
  'FinancialJuly',
  'FinancialAug',
  'FinancialSep',
  'FinancialOct',
  'FinancialNov',
] as const;

export type PeriodType = (typeof periodTypes)[number];

/** How periods of a type follow each other. */
export type PeriodRule = DayRule | WeekRule | MonthRule;

export interface DayRule {
  readonly kind: 'day';
}

export interface WeekRule {
  readonly kind: 'week';
  /** First day of the week: 1 for Monday. */
  readonly firstDay: number;
  readonly weeks: 1 | 2;
  /** Between year and number: `W`, `WedW`, `BiW`. */
  readonly infix: string;
}

export interface MonthRule {
  readonly kind: 'month';
  readonly months: 1 | 2 | 3 | 6 | 12;
  /** Month in which the first period of a year begins. */
  readonly firstMonth: number;
  /** -1 where that month is in the year before the one in the name: 2026NovQ1 begins in November 2025. */
  readonly yearShift: 0 | -1;
  /** Number of the period within its year (from 1) as text after the year. */
  readonly suffix: (number: number) => string;
  /** What stands after the year, with the number as its first group where there is one. */
  readonly pattern: RegExp;
}

const week = (firstDay: number, infix: string, weeks: 1 | 2 = 1): WeekRule => ({
  kind: 'week',
  firstDay,
  weeks,
  infix,
});

const months = (length: MonthRule['months'], firstMonth: number, prefix: string, yearShift: 0 | -1 = 0): MonthRule => ({
  kind: 'month',
  months: length,
  firstMonth,
  yearShift,
  suffix: (number) => (length === 12 ? prefix : `${prefix}${number}`),
  pattern: new RegExp(`^${prefix}${length === 12 ? '' : '(\\d)'}$`),
});

/** The rule of each type. */
export const periodRules: Readonly<Record<PeriodType, PeriodRule>> = {
  Daily: { kind: 'day' },
  Weekly: week(1, 'W'),
  WeeklyWednesday: week(3, 'WedW'),
  WeeklyThursday: week(4, 'ThuW'),
  WeeklyFriday: week(5, 'FriW'),
  WeeklySaturday: week(6, 'SatW'),
  WeeklySunday: week(7, 'SunW'),
  BiWeekly: week(1, 'BiW', 2),
  Monthly: {
    ...months(1, 1, ''),
    suffix: (number) => String(number).padStart(2, '0'),
    pattern: /^(0[1-9]|1[0-2])$/,
  },
  BiMonthly: { ...months(2, 1, ''), suffix: (number) => `0${number}B`, pattern: /^0(\d)B$/ },
  Quarterly: months(3, 1, 'Q'),
  QuarterlyNov: months(3, 11, 'NovQ', -1),
  SixMonthly: months(6, 1, 'S'),
  SixMonthlyApril: months(6, 4, 'AprilS'),
  SixMonthlyNov: months(6, 11, 'NovS', -1),
  Yearly: months(12, 1, ''),
  FinancialFeb: months(12, 2, 'Feb'),
  FinancialApril: months(12, 4, 'April'),
  FinancialJuly: months(12, 7, 'July'),
  FinancialAug: months(12, 8, 'Aug'),
  FinancialSep: months(12, 9, 'Sep'),
  FinancialOct: months(12, 10, 'Oct'),
  FinancialNov: months(12, 11, 'Nov', -1),
};
