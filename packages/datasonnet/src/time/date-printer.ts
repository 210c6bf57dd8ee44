import type { NumberElement, NumericField, PatternElement } from './date-pattern.ts';
import { dayPeriod, namesOf } from './english-names.ts';
import { dayOfWeek, dayOfYear } from './iso-calendar.ts';
import type { LocalDateTime } from './local-date-time.ts';
import { TimeError } from './time-error.ts';
import { localDayOfWeek, weekOfMonth, weekOfWeekYear } from './week-fields.ts';
import { zoneName } from './zone-names.ts';
import type { ZonedDateTime } from './zoned-date-time.ts';

/** Prints a date and time by a compiled pattern. Zone letters raise {@link TimeError} when there is no zone. */
export function printDate(
  elements: readonly PatternElement[],
  local: LocalDateTime,
  zoned: ZonedDateTime | undefined,
): string {
  let text = '';
  for (const element of elements) text += print(element, local, zoned);
  return text;
}

function print(element: PatternElement, local: LocalDateTime, zoned: ZonedDateTime | undefined): string {
  switch (element.kind) {
    case 'literal':
      return element.text;
    case 'number':
      return printNumber(element, local);
    case 'name': {
      const { first, names } = namesOf(element.field, element.style);
      return names[namedValue(element.field, local) - first]!;
    }
    case 'dayPeriod':
      return dayPeriod(local.hour, local.minute, element.style);
    case 'optional':
      return zoned === undefined && element.elements.some(needsZone) ? '' : printDate(element.elements, local, zoned);
    case 'pad': {
      const text = print(element.element, local, zoned);
      if (text.length > element.width) throw new TimeError(`a value is longer than its pad width ${element.width}`);
      return text.padStart(element.width);
    }
    case 'offset':
      return printOffset(element.form, element.none, zoneOf(zoned).offset);
    case 'localizedOffset':
      return printLocalizedOffset(zoneOf(zoned).offset, element.full);
    case 'zoneId':
      return zoneOf(zoned).zone.id;
    case 'zoneName':
      return zoneName(zoneOf(zoned), element.full, element.generic);
  }
}

function needsZone(element: PatternElement): boolean {
  if (element.kind === 'optional') return element.elements.some(needsZone);
  return (
    element.kind === 'offset' ||
    element.kind === 'localizedOffset' ||
    element.kind === 'zoneId' ||
    element.kind === 'zoneName'
  );
}

function zoneOf(zoned: ZonedDateTime | undefined): ZonedDateTime {
  if (zoned === undefined) throw new TimeError('the pattern asks for a zone or offset, and this date has none');
  return zoned;
}

function namedValue(field: 'month' | 'dayOfWeek' | 'quarter' | 'amPm' | 'era', local: LocalDateTime): number {
  switch (field) {
    case 'month':
      return local.date.month;
    case 'dayOfWeek':
      return dayOfWeek(local.epochDay);
    case 'quarter':
      return Math.ceil(local.date.month / 3);
    case 'amPm':
      return local.hour < 12 ? 0 : 1;
    case 'era':
      return local.date.year > 0 ? 1 : 0;
  }
}

function valueOf(field: NumericField, local: LocalDateTime): number {
  const { date } = local;
  switch (field) {
    case 'year':
      return date.year;
    case 'yearOfEra':
      return date.year > 0 ? date.year : 1 - date.year;
    case 'month':
      return date.month;
    case 'day':
      return date.day;
    case 'dayOfYear':
      return dayOfYear(date);
    case 'quarter':
      return Math.ceil(date.month / 3);
    case 'dayOfWeek':
      return localDayOfWeek(local.epochDay);
    case 'weekYear':
      return weekOfWeekYear(local.epochDay).year;
    case 'week':
      return weekOfWeekYear(local.epochDay).week;
    case 'weekOfMonth':
      return weekOfMonth(local.epochDay);
    case 'alignedDayOfWeek':
      return ((date.day - 1) % 7) + 1;
    case 'modifiedJulianDay':
      return local.epochDay + 40_587;
    case 'hour':
      return local.hour;
    case 'hourOfAmPm':
      return local.hour % 12;
    case 'clockHour':
      return local.hour === 0 ? 24 : local.hour;
    case 'clockHourOfAmPm':
      return local.hour % 12 === 0 ? 12 : local.hour % 12;
    case 'minute':
      return local.minute;
    case 'second':
      return local.second;
    case 'nano':
      return local.nano;
    case 'milliOfDay':
      return Math.floor(local.nanoOfDay / 1_000_000);
    case 'nanoOfDay':
      return local.nanoOfDay;
  }
}

function printNumber(element: NumberElement, local: LocalDateTime): string {
  const value = valueOf(element.field, local);
  if (element.fraction) return String(value).padStart(9, '0').slice(0, element.max);
  if (element.reduced) return String(Math.abs(value) % 100).padStart(2, '0');
  const digits = String(Math.abs(value));
  if (digits.length > element.max) throw new TimeError(`the value of ${element.field} is too long to print`);
  const padded = digits.padStart(element.min, '0');
  if (value < 0) {
    if (element.sign === 'never')
      throw new TimeError(`the value of ${element.field} is negative and cannot be printed`);
    return `-${padded}`;
  }
  return element.sign === 'exceedsPad' && element.min < 19 && digits.length > element.min ? `+${padded}` : padded;
}

function printOffset(form: string, none: string, offset: number): string {
  if (offset === 0) return none;
  const abs = Math.abs(offset);
  const hours = pad2(Math.floor(abs / 3600));
  const minutes = Math.floor(abs / 60) % 60;
  const seconds = abs % 60;
  const colon = form.includes(':') ? ':' : '';
  let text = (offset < 0 ? '-' : '+') + hours;
  if (form.includes('MM') || minutes !== 0) text += colon + pad2(minutes);
  if (form.endsWith('ss') && seconds !== 0) text += colon + pad2(seconds);
  return text;
}

function printLocalizedOffset(offset: number, full: boolean): string {
  if (offset === 0) return 'GMT';
  const abs = Math.abs(offset);
  const hours = Math.floor(abs / 3600);
  const minutes = Math.floor(abs / 60) % 60;
  const seconds = abs % 60;
  let text = `GMT${offset < 0 ? '-' : '+'}${full ? pad2(hours) : hours}`;
  if (full || minutes !== 0 || seconds !== 0) text += `:${pad2(minutes)}`;
  if (seconds !== 0) text += `:${pad2(seconds)}`;
  return text;
}

function pad2(value: number): string {
  return String(value).padStart(2, '0');
}
