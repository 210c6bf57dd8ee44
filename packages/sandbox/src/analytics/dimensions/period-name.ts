import type { Period } from '../../periods/period.ts';
import { dayOf, dayText } from '../../periods/days.ts';

const months = 'January February March April May June July August September October November December'.split(' ');

/** The English name that the server gives a period: `January 2026`, `Week 5 2026-01-26 - 2026-02-01`. */
export function periodName(period: Period): string {
  const { type, iso } = period;
  const first = dayOf(period.start);
  const last = dayOf(period.end);
  const month = (date: Date): string => months[date.getUTCMonth()]!;
  const year = (date: Date): number => date.getUTCFullYear();
  const range = `${month(first)} - ${month(last)} ${year(last)}`;
  const longRange = `${month(first)} ${year(first)} - ${month(last)} ${year(last)}`;
  if (type === 'Daily') return dayText(period.start);
  if (type.startsWith('Weekly')) return `Week ${/W(\d+)$/.exec(iso)?.[1] ?? ''} ${dayText(period.start)} - ${dayText(period.end)}`;
  if (type === 'BiWeekly') return `Bi-Week ${/W(\d+)$/.exec(iso)?.[1] ?? ''} ${dayText(period.start)} - ${dayText(period.end)}`;
  if (type === 'Monthly') return `${month(first)} ${year(first)}`;
  if (type === 'Yearly') return iso;
  return year(first) === year(last) ? range : longRange;
}
