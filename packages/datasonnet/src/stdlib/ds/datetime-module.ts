import { library, native } from '../../runtime/native.ts';
import type { NativeFunction } from '../../runtime/native.ts';
import type { LayeredObject } from '../../runtime/object-value.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Value } from '../../runtime/value.ts';
import { parseOffsetDateTime } from '../../time/iso-text.ts';
import { parseDateBy } from '../../time/pattern-dates.ts';
import { parseZone } from '../../time/zone.ts';
import type { ZonedDateTime } from '../../time/zoned-date-time.ts';
import { dateFromObject, dateObject, nowIn } from './date-object.ts';
import { epochDate } from './epoch-date.ts';
import { raised, wrongKind } from './raised.ts';
import { seen } from './scalars.ts';

/** `ds.datetime`, with the functions added that it had before version 2.5 and that no newer one replaces. */
export function datetimeModule(older: readonly NativeFunction[]): LayeredObject {
  return library([
    ...older,
    native('now', [], (runtime) => dateObject(runtime, nowIn(runtime, 'UTC'))),
    native('fromObject', ['obj:object'], (runtime, object) => dateObject(runtime, dateFromObject(runtime, object))),
    native(
      'parse',
      ['datetime', 'inputFormat:string'],
      (runtime, text, pattern) => dateObject(runtime, parse(runtime, text, pattern)),
      { inputFormat: 'iso' },
    ),
  ]);
}

function parse(runtime: Runtime, given: Value, pattern: string): ZonedDateTime {
  const value = seen(runtime, given);
  if (pattern === 'timestamp' || pattern === 'epoch') return epochDate(runtime, value);
  if (typeof value !== 'string') throw wrongKind('the date to parse', 'a text', runtime.kindOf(value));
  return raised(() => (pattern === 'iso' ? parseOffsetDateTime(value) : parseDateBy(value, pattern, parseZone('UTC'))));
}
