import type { NumberElement, NumericField, PatternElement } from './date-pattern.ts';
import { namesOf } from './english-names.ts';
import { TimeError } from './time-error.ts';
import type { Zone } from './zone.ts';
import { offsetZone, parseZone } from './zone.ts';

/** What a text says by a pattern: field values as read, before they are put together. */
export interface ReadFields {
  readonly numbers: Map<NumericField, number>;
  amPm?: number;
  era?: number;
  /** 1 Monday to 7 Sunday, from a name. */
  weekday?: number;
  offset?: number;
  zone?: Zone;
}

/** Reads a text by a compiled pattern, all of it; raises {@link TimeError} with the place where it does not fit. */
export function readDate(elements: readonly PatternElement[], text: string): ReadFields {
  const reader = new DateReader(text);
  const at = reader.elements(elements, 0);
  if (at < 0) throw new TimeError(`the text does not fit the pattern at index ${~at}`);
  if (at < text.length) throw new TimeError(`the text goes on after the end of the pattern at index ${at}`);
  return reader.fields;
}

class DateReader {
  fields: ReadFields = { numbers: new Map() };
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The place after the elements, or the complement of the place that did not fit. */
  elements(elements: readonly PatternElement[], from: number): number {
    let at = from;
    for (const element of elements) {
      at = this.#element(element, at);
      if (at < 0) return at;
    }
    return at;
  }

  #element(element: PatternElement, at: number): number {
    switch (element.kind) {
      case 'literal':
        return this.#text.startsWith(element.text, at) ? at + element.text.length : ~at;
      case 'number':
        return this.#number(element, at);
      case 'name':
        return this.#name(element, at);
      case 'optional':
        return this.#optional(element.elements, at);
      case 'pad': {
        const end = at + element.width;
        if (end > this.#text.length) return ~at;
        let inner = at;
        while (inner < end && this.#text.charAt(inner) === ' ') inner++;
        const after = new DateReader(this.#text.slice(0, end));
        after.fields = this.fields;
        const result = after.#element(element.element, inner);
        return result === end ? end : ~at;
      }
      case 'offset':
        return this.#offset(element.form, element.none, at);
      case 'localizedOffset':
        return this.#localizedOffset(at);
      case 'zoneId':
      case 'zoneName':
        return this.#zone(at);
      case 'dayPeriod':
        return ~at;
    }
  }

  #optional(elements: readonly PatternElement[], at: number): number {
    const saved: ReadFields = { ...this.fields, numbers: new Map(this.fields.numbers) };
    const end = this.elements(elements, at);
    if (end >= 0) return end;
    this.fields = saved;
    return at;
  }

  #set(field: NumericField, value: number, at: number, end: number): number {
    const before = this.fields.numbers.get(field);
    if (before !== undefined && before !== value) return ~at;
    this.fields.numbers.set(field, value);
    return end;
  }

  #number(element: NumberElement, start: number): number {
    const text = this.#text;
    let at = start;
    let sign = text.charAt(at);
    if (sign === '-' || sign === '+') {
      const allowed = sign === '-' ? element.sign !== 'never' : element.sign === 'exceedsPad';
      if (!allowed || element.reduced || element.fraction) return ~at;
      at++;
    } else sign = '';
    const from = at;
    const minEnd = from + element.min;
    if (minEnd > text.length) return ~from;
    let width = element.max + Math.max(element.following, 0);
    let end = from;
    for (let pass = 0; pass < 2; pass++) {
      end = from;
      while (end < text.length && end - from < width && isDigit(text.charCodeAt(end))) end++;
      if (end < minEnd) return ~from;
      if (element.following <= 0 || pass > 0) break;
      width = Math.max(element.min, end - from - element.following);
    }
    const digits = text.slice(from, end);
    let value = Number(digits);
    if (element.fraction) value = Number(digits.padEnd(9, '0'));
    if (element.reduced) value += 2000;
    if (sign === '-') {
      if (value === 0) return ~(from - 1);
      value = -value;
    } else if (element.sign === 'exceedsPad') {
      if (sign === '+' ? digits.length <= element.min : digits.length > element.min)
        return sign === '+' ? ~(from - 1) : ~from;
    }
    return this.#set(element.field, value, start, end);
  }

  #name(element: PatternElement & { readonly kind: 'name' }, at: number): number {
    const { first, names } = namesOf(element.field, element.style);
    let best = -1;
    names.forEach((name, i) => {
      if (this.#text.startsWith(name, at) && (best < 0 || name.length > names[best]!.length)) best = i;
    });
    if (best < 0) return ~at;
    const value = best + first;
    const end = at + names[best]!.length;
    switch (element.field) {
      case 'month':
      case 'quarter':
        return this.#set(element.field, value, at, end);
      case 'dayOfWeek':
        this.fields.weekday = value;
        return end;
      case 'amPm':
        this.fields.amPm = value;
        return end;
      case 'era':
        this.fields.era = value;
        return end;
    }
  }

  #offset(form: string, none: string, at: number): number {
    const text = this.#text;
    if (
      none !== '' &&
      text.startsWith(none, at) &&
      !(none.startsWith('+') && form.includes('ss') && /^[+-]/.test(text.slice(at + none.length)))
    ) {
      this.fields.offset = 0;
      return at + none.length;
    }
    const colon = form.includes(':') ? ':' : '';
    let source = '([+-])(\\d\\d)';
    const minutes = `${colon}([0-5]\\d)`;
    source += form.includes('MM') ? minutes : `(?:${minutes})?`;
    if (form.endsWith('ss')) source += `(?:${colon}([0-5]\\d))?`;
    const match = new RegExp(source, 'y');
    match.lastIndex = at;
    const found = match.exec(text);
    if (found === null) return ~at;
    const seconds = Number(found[2]) * 3600 + Number(found[3] ?? 0) * 60 + Number(found[4] ?? 0);
    if (seconds > 18 * 3600) return ~at;
    this.fields.offset = found[1] === '-' ? -seconds || 0 : seconds;
    return at + found[0].length;
  }

  #localizedOffset(at: number): number {
    const match = /GMT(?:([+-])(\d\d?)(?::([0-5]\d))?(?::([0-5]\d))?)?/y;
    match.lastIndex = at;
    const found = match.exec(this.#text);
    if (found === null) return ~at;
    const seconds = Number(found[2] ?? 0) * 3600 + Number(found[3] ?? 0) * 60 + Number(found[4] ?? 0);
    this.fields.offset = found[1] === '-' ? -seconds || 0 : seconds;
    return at + found[0].length;
  }

  #zone(at: number): number {
    const match = /[+-]\d\d?(?::?\d\d)?(?::?\d\d)?|[A-Za-z][A-Za-z0-9~/._]*(?:[+-]\d{1,2}(?::?\d\d)?)?/y;
    match.lastIndex = at;
    const found = match.exec(this.#text)?.[0];
    if (found === undefined) return ~at;
    const zone = abbreviations[found] ?? found;
    for (let length = zone.length; length > 0; length--) {
      try {
        const part = zone.slice(0, length);
        this.fields.zone = /^[+-]/.test(part) ? offsetZone(parseZone(part).offsetAt(0)) : parseZone(part);
        return at + (zone === found ? length : found.length);
      } catch (error) {
        if (!(error instanceof TimeError)) throw error;
      }
    }
    return ~at;
  }
}

/** Short names that stand in texts; which place they mean is Java's choice for English. */
const abbreviations: Readonly<Record<string, string>> = {
  EST: 'America/New_York',
  EDT: 'America/New_York',
  CST: 'America/Chicago',
  CDT: 'America/Chicago',
  MST: 'America/Denver',
  MDT: 'America/Denver',
  PST: 'America/Los_Angeles',
  PDT: 'America/Los_Angeles',
  BST: 'Europe/London',
  IST: 'Asia/Kolkata',
  JST: 'Asia/Tokyo',
  CEST: 'CET',
  EEST: 'EET',
  CAT: 'Africa/Maputo',
  EAT: 'Africa/Nairobi',
  WAT: 'Africa/Lagos',
  SAST: 'Africa/Johannesburg',
};

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
