import { dayOf, dayText } from './days.ts';
import type { Period } from './period.ts';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** The name of a period in English: `January 2026`, `January - March 2026`, `Week 5 2026-01-26 - 2026-02-01`. */
export function periodName(period: Period): string {
  const { type, iso, start, end } = period;
  const first = dayOf(start);
  const last = dayOf(end);
  const month = (date: Date): string => months[date.getUTCMonth()]!;
  if (type === 'Daily') return dayText(start);
  if (type === 'Monthly') return `${month(first)} ${first.getUTCFullYear()}`;
  if (type === 'Yearly') return iso;
  if (type.includes('Weekly'))
    return `Week ${/W(\d+)$|n(\d+)$/.exec(iso)?.[1] ?? ''} ${dayText(start)} - ${dayText(end)}`;
  if (first.getUTCFullYear() === last.getUTCFullYear())
    return `${month(first)} - ${month(last)} ${last.getUTCFullYear()}`;
  return `${month(first)} ${first.getUTCFullYear()} - ${month(last)} ${last.getUTCFullYear()}`;
}

/** `LAST_12_MONTHS` → `Last 12 months`. */
export function relativeName(name: string): string {
  const words = name.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
