const dayMs = 86_400_000;

/** Days since 1970-01-01 for a calendar date (month 1 to 12). */
export function makeDay(year: number, month: number, date: number): number {
  return Math.round(Date.UTC(year, month - 1, date) / dayMs);
}

export function dayOf(day: number): Date {
  return new Date(day * dayMs);
}

export function yearOf(day: number): number {
  return dayOf(day).getUTCFullYear();
}

export function addDays(day: number, days: number): number {
  return day + days;
}

export function addMonths(day: number, months: number): number {
  const date = dayOf(day);
  return makeDay(date.getUTCFullYear(), date.getUTCMonth() + 1 + months, date.getUTCDate());
}

/** `2026-01-31`. */
export function dayText(day: number): string {
  return dayOf(day).toISOString().slice(0, 10);
}

/** The day of a text that starts with `YYYY-MM-DD`; undefined when it does not. */
export function dayFromText(text: string | undefined): number | undefined {
  const m = text === undefined ? null : /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  return m ? makeDay(+m[1]!, +m[2]!, +m[3]!) : undefined;
}

/** The day of a moment, in UTC. */
export function dayOfDate(date: Date): number {
  return Math.floor(date.getTime() / dayMs);
}

/** The first day of a week of a year; week 1 is the one with four days in the year. `weekday` 1 is Monday. */
export function isoWeekStart(year: number, week: number, weekday: number): number {
  const fourth = makeDay(year, 1, 4);
  const offset = ((dayOf(fourth).getUTCDay() || 7) - weekday + 7) % 7;
  return fourth - offset + (week - 1) * 7;
}

/** The number of weeks of a year whose weeks start on `weekday`. */
export function weeksInYear(year: number, weekday: number): number {
  return (isoWeekStart(year + 1, 1, weekday) - isoWeekStart(year, 1, weekday)) / 7;
}
