import { TimeError } from './time-error.ts';

/** Years, months and days of the calendar, as Java's `Period`. */
export interface Period {
  readonly years: number;
  readonly months: number;
  readonly days: number;
}

/** An exact length of time, as Java's `Duration`; `nanos` is 0 to 999,999,999. */
export interface Duration {
  readonly seconds: number;
  readonly nanos: number;
}

const periodPattern = /^([-+]?)P(?:([-+]?[0-9]+)Y)?(?:([-+]?[0-9]+)M)?(?:([-+]?[0-9]+)W)?(?:([-+]?[0-9]+)D)?$/i;
const durationPattern =
  /^([-+]?)P(?:([-+]?[0-9]+)D)?(T(?:([-+]?[0-9]+)H)?(?:([-+]?[0-9]+)M)?(?:([-+]?)([0-9]+)(?:[.,]([0-9]{0,9}))?S)?)?$/i;
const MAX_INT = 2_147_483_647;

/** Reads `P1Y2M3W4D`; each part may have its sign. */
export function parsePeriod(text: string): Period {
  const match = periodPattern.exec(text);
  if (match === null || match.slice(2).every((part) => part === undefined)) {
    throw new TimeError('the text is no period of the form P1Y2M3D');
  }
  const sign = match[1] === '-' ? -1 : 1;
  const part = (index: number): number => sign * Number(match[index] ?? 0) || 0;
  return period(part(2), part(3), part(4) * 7 + part(5));
}

/** Makes a period; raises {@link TimeError} where Java's 32 bits would overflow. */
export function period(years: number, months: number, days: number): Period {
  for (const part of [years, months, days])
    if (part > MAX_INT || part < -MAX_INT - 1) throw new TimeError('the period is too long');
  return { years, months, days };
}

export function negatePeriod({ years, months, days }: Period): Period {
  return { years: -years, months: -months, days: -days };
}

/** `P1Y2M3D`, `P0D` for none. */
export function periodText({ years, months, days }: Period): string {
  if (years === 0 && months === 0 && days === 0) return 'P0D';
  return `P${years === 0 ? '' : `${years}Y`}${months === 0 ? '' : `${months}M`}${days === 0 ? '' : `${days}D`}`;
}

/** Reads `P1DT2H3M4.5S`; a day counts 24 hours. */
export function parseDuration(text: string): Duration {
  const match = durationPattern.exec(text);
  const time = match?.[3];
  if (match === null || time?.toUpperCase() === 'T' || (match[2] === undefined && time === undefined)) {
    throw new TimeError('the text is no duration of the form P1DT2H3M4S');
  }
  const negate = match[1] === '-' ? -1 : 1;
  const secondSign = match[6] === '-' ? -1 : 1;
  const whole =
    Number(match[2] ?? 0) * 86_400 +
    Number(match[4] ?? 0) * 3600 +
    Number(match[5] ?? 0) * 60 +
    secondSign * Number(match[7] ?? 0);
  const nanos = secondSign * Number((match[8] ?? '').padEnd(9, '0'));
  return normal(negate * whole || 0, negate * nanos || 0);
}

export function durationOfSeconds(seconds: number): Duration {
  return { seconds, nanos: 0 };
}

export function negateDuration({ seconds, nanos }: Duration): Duration {
  return normal(-seconds || 0, -nanos || 0);
}

function normal(seconds: number, nanos: number): Duration {
  const carry = Math.floor(nanos / 1_000_000_000);
  return { seconds: seconds + carry, nanos: nanos - carry * 1_000_000_000 };
}

/** `PT26H3M4.5S`, `PT0S` for none: hours are the largest unit. */
export function durationText({ seconds, nanos }: Duration): string {
  if (seconds === 0 && nanos === 0) return 'PT0S';
  const effective = seconds < 0 && nanos > 0 ? seconds + 1 : seconds;
  const hours = Math.trunc(effective / 3600);
  const minutes = Math.trunc((effective % 3600) / 60);
  const rest = effective % 60;
  let text = `PT${hours === 0 ? '' : `${hours}H`}${minutes === 0 ? '' : `${minutes}M`}`;
  if (rest === 0 && nanos === 0 && text.length > 2) return text;
  text += seconds < 0 && nanos > 0 && rest === 0 ? '-0' : String(rest);
  if (nanos > 0) {
    const shown = seconds < 0 ? 1_000_000_000 - nanos : nanos;
    text += `.${String(shown).padStart(9, '0').replace(/0+$/, '')}`;
  }
  return `${text}S`;
}
