import { Dhis2Error } from '../errors/dhis2-error.ts';
import { Period } from './period.ts';
import { periodRules, periodTypes, type PeriodType } from './period-type.ts';

/** A period as ADX writes it: first day and ISO 8601 duration (`2026-03-01/P1M`). */
export function adxInterval(period: Period): string {
  return `${period.start}/${duration(period.type)}`;
}

/**
 * The period that an ADX interval means: of all types with that length, the one that begins on that day.
 *
 * @example
 * ```ts
 * import { fromAdxInterval } from '@dhow/dhis2';
 *
 * fromAdxInterval('2025-11-01/P3M').id; // '2026NovQ1'
 * ```
 */
export function fromAdxInterval(text: string): Period {
  const [start = '', length = ''] = text.split('/');
  const candidates = periodTypes.filter((type) => duration(type) === length);
  for (const type of candidates) {
    const period = Period.at(type, start);
    if (period.start === start) return period;
  }
  const expected =
    candidates.length === 0
      ? 'Lengths are P1D, P7D, P14D, P1M, P2M, P3M, P6M and P1Y.'
      : 'No period begins on that day.';
  throw new Dhis2Error('DHIS2_BAD_PERIOD', { found: text.slice(0, 40), expected });
}

function duration(type: PeriodType): string {
  const rule = periodRules[type];
  if (rule.kind === 'day') return 'P1D';
  if (rule.kind === 'week') return `P${rule.weeks * 7}D`;
  return rule.months === 12 ? 'P1Y' : `P${rule.months}M`;
}
