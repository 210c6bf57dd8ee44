import { library, native } from '../../runtime/native.ts';
import { getField } from '../../runtime/object-value.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { ObjectValue } from '../../runtime/value.ts';
import { durationOfSeconds, durationText, period, periodText } from '../../time/amount.ts';
import type { Period } from '../../time/amount.ts';
import { dayOfEpoch, plusMonths } from '../../time/iso-calendar.ts';
import { parseOffsetDateTime } from '../../time/iso-text.ts';
import { toInt, toLong } from './java-number.ts';
import { raised, wrongKind } from './raised.ts';
import { seen } from './scalars.ts';

const periodOf = (name: string, make: (count: number) => Period) =>
  native(name, ['num:number'], (_runtime, count) => periodText(make(toInt(count as number))));

const durationOf = (name: string, seconds: number) =>
  native(name, ['num:number'], (_runtime, count) => durationText(durationOfSeconds(toInt(count as number) * seconds)));

/** `ds.period`: ISO texts of periods and durations. */
export const periodModule = library([
  periodOf('years', (years) => period(years, 0, 0)),
  periodOf('months', (months) => period(0, months, 0)),
  periodOf('days', (days) => period(0, 0, days)),
  durationOf('hours', 3600),
  durationOf('minutes', 60),
  durationOf('seconds', 1),
  native('between', ['datetimeone:string', 'datetimetwo:string'], (_runtime, first, second) =>
    raised(() =>
      periodText(between(parseOffsetDateTime(first).local.epochDay, parseOffsetDateTime(second).local.epochDay)),
    ),
  ),
  native('period', ['obj:object'], (runtime, object) => {
    const part = (name: string): number => longField(runtime, object, name);
    return raised(() => periodText(period(part('years'), part('months'), part('days'))));
  }),
  native('duration', ['obj:object'], (runtime, object) => {
    const part = (name: string): number => longField(runtime, object, name);
    return durationText(
      durationOfSeconds(part('days') * 86_400 + part('hours') * 3600 + part('minutes') * 60 + part('seconds')),
    );
  }),
]);

function longField(runtime: Runtime, object: ObjectValue, name: string): number {
  const value = getField(object, name);
  if (value === undefined) return 0;
  const number = seen(runtime, value);
  if (typeof number !== 'number') throw wrongKind(`the field ${name}`, 'a number', runtime.kindOf(number));
  return Number(toLong(number));
}

/** Years, months and days from one day to another, as `Period.between` counts them. */
function between(from: number, to: number): Period {
  const start = dayOfEpoch(from);
  const end = dayOfEpoch(to);
  let months = (end.year - start.year) * 12 + end.month - start.month;
  let days = end.day - start.day;
  if (months > 0 && days < 0) {
    months--;
    days = to - plusMonths(from, months);
  } else if (months < 0 && days > 0) {
    months++;
    days -= lengthOf(to);
  }
  return period(Math.trunc(months / 12) || 0, months % 12 || 0, days);
}

function lengthOf(epochDay: number): number {
  const { day } = dayOfEpoch(epochDay);
  return plusMonths(epochDay - day + 1, 1) - (epochDay - day + 1);
}
