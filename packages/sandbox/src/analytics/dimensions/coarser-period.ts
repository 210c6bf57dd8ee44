import type { Period } from '../../periods/period.ts';
import { periodOf } from '../../periods/period.ts';

/** How many days a period of a type stands for: what is finer adds up to what is coarser. */
const frequency: Readonly<Record<string, number>> = {
  Daily: 1,
  Weekly: 7,
  WeeklyWednesday: 7,
  WeeklyThursday: 7,
  WeeklyFriday: 7,
  WeeklySaturday: 7,
  WeeklySunday: 7,
  BiWeekly: 14,
  Monthly: 30,
  BiMonthly: 61,
  Quarterly: 91,
  QuarterlyNov: 91,
  SixMonthly: 182,
  SixMonthlyApril: 182,
  SixMonthlyNov: 182,
};

/** All period types. */
export const periodTypeNames: readonly string[] = [
  ...Object.keys(frequency),
  'Yearly',
  ...['Feb', 'April', 'July', 'Aug', 'Sep', 'Oct', 'Nov'].map((month) => `Financial${month}`),
];

export function frequencyOf(type: string): number {
  return frequency[type] ?? 365;
}

const cache = new Map<string, string | undefined>();

/** The period of a coarser (or the same) type to which a period's data count; undefined when the type is finer. */
export function coarserPeriod(period: Period, type: string): string | undefined {
  if (period.type === type) return period.iso;
  const key = `${period.iso}/${type}`;
  if (cache.has(key)) return cache.get(key);
  const found = frequencyOf(type) > frequencyOf(period.type) ? periodOf(type, period.start).iso : undefined;
  if (cache.size > 50_000) cache.clear();
  cache.set(key, found);
  return found;
}
