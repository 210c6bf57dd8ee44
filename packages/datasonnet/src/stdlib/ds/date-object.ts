import { native } from '../../runtime/native.ts';
import { getField } from '../../runtime/object-value.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { ObjectValue, Thunk, Value } from '../../runtime/value.ts';

import { parseDuration, parsePeriod } from '../../time/amount.ts';
import { LocalDateTime } from '../../time/local-date-time.ts';
import { formatZoned } from '../../time/pattern-dates.ts';
import { offsetText, parseZone } from '../../time/zone.ts';
import { ZonedDateTime } from '../../time/zoned-date-time.ts';
import { tableObject } from './hash-order.ts';
import { toInt } from './java-number.ts';
import { raised, wrongKind } from './raised.ts';
import { seen } from './scalars.ts';

const methodNames = new Set(['asMilliseconds', 'format', 'toISO', 'toTimeZone', 'plus', 'daysBetween', 'compare']);

/** The object that `ds.datetime` makes of a date: its fields, and hidden methods that keep to the date it was made of. */
export function dateObject(runtime: Runtime, date: ZonedDateTime): Value {
  const { local, zone, offset } = date;
  const methods = [
    native('asMilliseconds', [], () => date.epochSecond * 1000 + Math.floor(local.nano / 1_000_000)),
    native('format', ['format:string'], (_runtime, pattern) => raised(() => formatZoned(date, pattern))),
    native('toISO', [], () => date.toString()),
    native('toTimeZone', ['timezone:string'], (inner, id) =>
      dateObject(inner, date.withZone(raised(() => parseZone(id)))),
    ),
    native('plus', ['period:string'], (inner, amount) => dateObject(inner, plusAmount(date, amount))),
    native('daysBetween', ['datetime:object'], (inner, other) =>
      Math.abs(date.daysUntil(dateFromObject(inner, other))),
    ),
    native('compare', ['datetime:object'], (inner, other) => {
      const second = dateFromObject(inner, other);
      return date.isBefore(second) ? -1 : second.isBefore(date) ? 1 : 0;
    }),
  ];
  const entries = new Map<string, Value | Thunk>([
    ['year', local.date.year],
    ['month', local.date.month],
    ['day', local.date.day],
    ['hour', local.hour],
    ['minute', local.minute],
    ['second', local.second],
    ['nano', local.nano],
    ['zoneId', zone.id],
    ['zoneOffset', offsetText(offset)],
  ]);
  for (const method of methods) entries.set(method.name, method);
  return tableObject(runtime, entries, methodNames);
}

/** Adds `P1M` or `PT36H`; with a `T` in it, days count 24 hours. */
export function plusAmount(date: ZonedDateTime, amount: string): ZonedDateTime {
  return raised(() =>
    amount.includes('T') ? date.plusDuration(parseDuration(amount)) : date.plusPeriod(parsePeriod(amount)),
  );
}

/** Reads a date from an object with the fields of {@link dateObject}; what is missing is the start of the year 0 in UTC. */
export function dateFromObject(runtime: Runtime, object: ObjectValue): ZonedDateTime {
  const number = (name: string, absent: number): number => numberField(runtime, object, name, absent);
  const text = (name: string): string | undefined => textField(runtime, object, name);
  const zone = text('zoneId') ?? text('zoneOffset') ?? 'Z';
  return raised(() => {
    const local = LocalDateTime.of(
      number('year', 0),
      number('month', 1),
      number('day', 1),
      number('hour', 0),
      number('minute', 0),
      number('second', 0),
      number('nano', 0),
    );
    return ZonedDateTime.ofLocal(local, parseZone(zone));
  });
}

/** A number of an object's field as a 32-bit integer. */
export function numberField(runtime: Runtime, object: ObjectValue, name: string, absent: number): number {
  const value = getField(object, name);
  if (value === undefined) return absent;
  const number = seen(runtime, value);
  if (typeof number !== 'number') throw wrongKind(`the field ${name}`, 'a number', runtime.kindOf(number));
  return toInt(number);
}

export function textField(runtime: Runtime, object: ObjectValue, name: string): string | undefined {
  const value = getField(object, name);
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw wrongKind(`the field ${name}`, 'a text', runtime.kindOf(value));
  return value;
}

/** The host's time in a zone. */
export function nowIn(runtime: Runtime, zoneId: string): ZonedDateTime {
  const nanos = runtime.now();
  const second = nanos / 1_000_000_000n - (nanos < 0n && nanos % 1_000_000_000n !== 0n ? 1n : 0n);
  return ZonedDateTime.ofEpoch(Number(second), Number(nanos - second * 1_000_000_000n), parseZone(zoneId));
}
