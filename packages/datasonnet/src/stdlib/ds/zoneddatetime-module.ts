import { library, native } from '../../runtime/native.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Value } from '../../runtime/value.ts';
import { negateDuration, negatePeriod, parseDuration, parsePeriod } from '../../time/amount.ts';
import { dayOfWeek, epochDayOf, isLeapYear } from '../../time/iso-calendar.ts';
import { parseOffsetDateTime } from '../../time/iso-text.ts';
import { LocalDateTime, NANOS_PER_SECOND } from '../../time/local-date-time.ts';
import { formatZoned, parseZonedBy } from '../../time/pattern-dates.ts';
import { parseZone, utc } from '../../time/zone.ts';
import { ZonedDateTime } from '../../time/zoned-date-time.ts';
import { nowIn, numberField, plusAmount, textField } from './date-object.ts';
import { epochDate } from './epoch-date.ts';
import { raised, wrongKind } from './raised.ts';
import { seen } from './scalars.ts';

const read = (text: string): ZonedDateTime => raised(() => parseOffsetDateTime(text));

const onDate = (name: string, compute: (date: ZonedDateTime) => Value) =>
  native(name, ['datetime:string'], (_runtime, text) => compute(read(text as string)));

/** A function that sets the local time back to a beginning. */
const beginning = (name: string, start: (local: LocalDateTime) => LocalDateTime) =>
  onDate(name, (date) => date.withLocal(start(date.local)).toString());

const startOfDay = (local: LocalDateTime): LocalDateTime => new LocalDateTime(local.epochDay, 0);

const dayFromNow = (name: string, days: number) =>
  native(name, [], (runtime) => {
    const now = nowIn(runtime, 'UTC');
    return now.withLocal(new LocalDateTime(now.local.epochDay + days, 0)).toString();
  });

/** The functions of `ds.zoneddatetime`: dates are ISO texts with offset. */
export const zonedDateTimeFunctions = [
  native('now', [], (runtime) => nowIn(runtime, 'UTC').toString()),
  native('parse', ['datetime', 'inputFormat:string'], (runtime, text, pattern) =>
    parse(runtime, text, pattern).toString(),
  ),
  native('format', ['datetime:string', 'outputFormat:string'], (_runtime, text, pattern) => {
    const date = read(text);
    return raised(() => formatZoned(date, pattern));
  }),
  native('compare', ['datetime:string', 'datetwo:string'], (_runtime, first, second) =>
    read(first).compareTo(read(second)),
  ),
  native('plus', ['datetime:string', 'period:string'], (_runtime, text, amount) =>
    plusAmount(read(text), amount).toString(),
  ),
  native('minus', ['datetime:string', 'period:string'], (_runtime, text, amount) => {
    const date = read(text);
    return raised(() =>
      amount.includes('T')
        ? date.plusDuration(negateDuration(parseDuration(amount)))
        : date.plusPeriod(negatePeriod(parsePeriod(amount))),
    ).toString();
  }),
  native('changeTimeZone', ['datetime:string', 'timezone:string'], (_runtime, text, zone) =>
    read(text)
      .withZone(raised(() => parseZone(zone)))
      .toString(),
  ),
  onDate('toLocalDate', (date) => date.local.dateText()),
  onDate('toLocalTime', (date) => date.local.timeText()),
  onDate('toLocalDateTime', (date) => date.local.toString()),
  native('daysBetween', ['datetime:string', 'datetwo:string'], (_runtime, first, second) =>
    Math.abs(read(first).daysUntil(read(second))),
  ),
  onDate('isLeapYear', (date) => isLeapYear(date.local.date.year)),
  beginning('atBeginningOfDay', startOfDay),
  beginning('atBeginningOfHour', (local) => new LocalDateTime(local.epochDay, local.hour * 3600 * NANOS_PER_SECOND)),
  beginning('atBeginningOfMonth', (local) => new LocalDateTime(local.epochDay - local.date.day + 1, 0)),
  beginning('atBeginningOfWeek', (local) => new LocalDateTime(local.epochDay - (dayOfWeek(local.epochDay) % 7), 0)),
  beginning('atBeginningOfYear', (local) => new LocalDateTime(epochDayOf(local.date.year, 1, 1), 0)),
  native('date', ['obj:object'], (runtime, object) => {
    const number = (name: string, absent: number): number => numberField(runtime, object, name, absent);
    const zone = textField(runtime, object, 'timezone') ?? 'Z';
    return raised(() => {
      const local = LocalDateTime.of(
        number('year', 0),
        number('month', 1),
        number('day', 1),
        number('hour', 0),
        number('minute', 0),
        number('second', 0),
      );
      return ZonedDateTime.ofLocal(local, parseZone(zone)).toString();
    });
  }),
  dayFromNow('today', 0),
  dayFromNow('tomorrow', 1),
  dayFromNow('yesterday', -1),
];

/** `ds.zoneddatetime`. */
export const zonedDateTimeModule = library(zonedDateTimeFunctions);

function parse(runtime: Runtime, given: Value, pattern: string): ZonedDateTime {
  const value = seen(runtime, given);
  if (pattern === 'timestamp' || pattern === 'epoch') return epochDate(runtime, value);
  if (typeof value !== 'string') throw wrongKind('the date to parse', 'a text', runtime.kindOf(value));
  return raised(() => parseZonedBy(value, pattern, utc));
}
