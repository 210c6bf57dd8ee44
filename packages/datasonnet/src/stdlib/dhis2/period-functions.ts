import { library, native } from '../../runtime/native.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { dayOfEpoch, epochDayOf } from '../../time/iso-calendar.ts';
import { nearestName } from '../../errors/nearest-name.ts';
import { raised, unusable } from '../ds/raised.ts';
import { parsePeriodText, periodTypes } from './period-type.ts';
import type { PeriodType } from './period-type.ts';

/** `dhis2.period`: periods as DHIS2 writes them (`202603`, `2026W9`, `2026Q1`, `2026April`); dates as `2026-03-31`. */
export const periodLibrary = library([
  native('isValid', ['period:string'], (_runtime, text) => parsePeriodText(text) !== undefined),
  native('type', ['period:string'], (_runtime, text) => periodOf(text).type.name),
  native('start', ['period:string'], (_runtime, text) => {
    const { type, index } = periodOf(text);
    return dateText(type.start(index));
  }),
  native('end', ['period:string'], (_runtime, text) => {
    const { type, index } = periodOf(text);
    return dateText(type.end(index));
  }),
  native('adx', ['period:string'], (_runtime, text) => {
    const { type, index } = periodOf(text);
    return `${dateText(type.start(index))}/${type.duration}`;
  }),
  native('of', ['date:string', 'type:string'], (_runtime, date, name) => {
    const type = typeOf(name);
    return type.text(type.at(dayOf(date)));
  }),
  native('next', ['period:string', 'count:number'], (_runtime, text, count) => moved(text, count), { count: 1 }),
  native('previous', ['period:string', 'count:number'], (_runtime, text, count) => moved(text, -count), { count: 1 }),
  native('range', ['from:string', 'to:string'], (runtime, from, to) => {
    const first = periodOf(from);
    const last = periodOf(to);
    if (first.type !== last.type) {
      throw unusable(`a range needs two periods of one type, found ${first.type.name} and ${last.type.name}`);
    }
    return texts(runtime, first.type, first.index, last.index);
  }),
  native('split', ['period:string', 'type:string'], (runtime, text, name) => {
    const { type, index } = periodOf(text);
    const parts = typeOf(name);
    const from = type.start(index);
    const to = type.end(index);
    // Only periods that lie in the whole: weeks that reach over its ends are in none.
    const first = parts.at(from) + (parts.start(parts.at(from)) < from ? 1 : 0);
    const last = parts.at(to) - (parts.end(parts.at(to)) > to ? 1 : 0);
    return texts(runtime, parts, first, last);
  }),
  native('contains', ['period:string', 'date:string'], (_runtime, text, date) => {
    const { type, index } = periodOf(text);
    const day = dayOf(date);
    return day >= type.start(index) && day <= type.end(index);
  }),
]);

function texts(runtime: Runtime, type: PeriodType, first: number, last: number): string[] {
  const length = Math.max(0, last - first + 1);
  runtime.checkSize(length);
  return Array.from({ length }, (_, i) => type.text(first + i));
}

function moved(text: string, count: number): string {
  const { type, index } = periodOf(text);
  if (!Number.isInteger(count)) throw unusable('the count of periods must be a whole number');
  return type.text(index + count);
}

function periodOf(text: string): { readonly type: PeriodType; readonly index: number } {
  const found = parsePeriodText(text);
  if (found === undefined) {
    throw unusable('the text is no period of DHIS2; months are written as 202603, weeks as 2026W9, quarters as 2026Q1');
  }
  return found;
}

function typeOf(name: string): PeriodType {
  const found = periodTypes.find((type) => type.name === name);
  if (found !== undefined) return found;
  const near = nearestName(
    name,
    periodTypes.map((type) => type.name),
  );
  throw unusable(`DHIS2 has no period type ${name}${near === undefined ? '' : `; did you mean ${near}?`}`);
}

function dayOf(date: string): number {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:T.*)?$/.exec(date);
  if (match === null) throw unusable('a date must be written as 2026-03-31');
  return raised(() => epochDayOf(Number(match[1]), Number(match[2]), Number(match[3])));
}

function dateText(epochDay: number): string {
  const { year, month, day } = dayOfEpoch(epochDay);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
