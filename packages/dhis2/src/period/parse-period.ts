import { Dhis2Error } from '../errors/dhis2-error.ts';
import type { Calendar } from './calendar.ts';
import { periodsInYear, type PeriodPosition } from './period-arithmetic.ts';
import { periodRules, periodTypes, type PeriodType } from './period-type.ts';

const forms = 'Write for example 20260331, 2026W9, 202603, 202602B, 2026Q1, 2026S1, 2026 or 2026April.';

/** Reads the text of a period. */
export function parsePeriodText(text: string, calendar: Calendar): { type: PeriodType; position: PeriodPosition } {
  const year = Number(/^\d{4}/.exec(text)?.[0] ?? Number.NaN);
  const rest = text.slice(4);
  if (Number.isNaN(year) || year === 0) throw badPeriod(text);
  if (/^\d{4}$/.test(rest)) return { type: 'Daily', position: dayPosition(text, year, rest, calendar) };
  for (const type of periodTypes) {
    const number = numberOf(type, rest);
    if (number === undefined) continue;
    const rule = periodRules[type];
    const count = rule.kind === 'day' ? 0 : periodsInYear(rule, year, calendar);
    if (number < 1 || number > count) throw badPeriod(text, `${year} has ${count} of type ${type}.`);
    return { type, position: { year, number } };
  }
  throw badPeriod(text, suggestion(text));
}

function numberOf(type: PeriodType, rest: string): number | undefined {
  const rule = periodRules[type];
  if (rule.kind === 'day') return undefined;
  // No leading zero: DHIS2 has one form for each period.
  const pattern = rule.kind === 'week' ? new RegExp(`^${rule.infix}([1-9]\\d?)$`) : rule.pattern;
  const match = pattern.exec(rest);
  return match ? Number(match[1] ?? 1) : undefined;
}

function dayPosition(text: string, year: number, rest: string, calendar: Calendar): PeriodPosition {
  const [month, day] = [Number(rest.slice(0, 2)), Number(rest.slice(2))];
  const months = calendar.name === 'ethiopian' ? 13 : 12;
  if (month < 1 || month > months || day < 1 || day > calendar.daysInMonth(year, month)) {
    throw badPeriod(text, 'There is no such day.');
  }
  return { year, number: calendar.dayNumber(year, month, day) };
}

/** What was meant, for forms that older servers let pass or that other systems write. */
function suggestion(text: string): string | undefined {
  const month = /^(\d{4})-(\d{2})$/.exec(text);
  if (month) return `Write ${month[1]}${month[2]}.`;
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (day) return `Write ${day[1]}${day[2]}${day[3]}.`;
  const padded = /^(\d{4})-?((?:Wed|Thu|Fri|Sat|Sun|Bi)?W|Q|S)0*(\d{1,2})$/i.exec(text);
  return padded ? `Write ${padded[1]}${padded[2]}${padded[3]}.` : undefined;
}

function badPeriod(text: string, expected: string = forms): Dhis2Error {
  return new Dhis2Error('DHIS2_BAD_PERIOD', { found: text.slice(0, 40), expected });
}
