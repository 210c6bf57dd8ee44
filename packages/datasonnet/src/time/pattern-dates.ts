import { compileDatePattern } from './date-pattern.ts';
import { printDate } from './date-printer.ts';
import { readDate } from './date-reader.ts';
import type { ReadFields } from './date-reader.ts';
import { localOf, resolveDate } from './date-resolver.ts';
import { LocalDateTime } from './local-date-time.ts';
import { TimeError } from './time-error.ts';
import { offsetZone } from './zone.ts';
import type { Zone } from './zone.ts';
import { ZonedDateTime } from './zoned-date-time.ts';

/** Prints a date with zone by a Java pattern. */
export function formatZoned(zoned: ZonedDateTime, pattern: string): string {
  return printDate(compileDatePattern(pattern), zoned.local, zoned);
}

/** Prints a date without zone by a Java pattern; letters of zones raise {@link TimeError}. */
export function formatLocal(local: LocalDateTime, pattern: string): string {
  return printDate(compileDatePattern(pattern), local, undefined);
}

/** Reads by a pattern that has date and time. */
export function parseLocalBy(text: string, pattern: string): LocalDateTime {
  const local = localOf(resolveDate(readDate(compileDatePattern(pattern), text)));
  if (local === undefined) throw new TimeError('the pattern does not give a whole date and time');
  return local;
}

/** Reads by a pattern that has date and time; without a zone in it, the given one counts. */
export function parseZonedBy(text: string, pattern: string, zoneless: Zone): ZonedDateTime {
  const fields = readDate(compileDatePattern(pattern), text);
  const local = localOf(resolveDate(fields));
  if (local === undefined) throw new TimeError('the pattern does not give a whole date and time');
  return inZone(local, fields, zoneless);
}

/** Reads by a pattern that has at least a date: a missing time is midnight and then the zone is the given one. */
export function parseDateBy(text: string, pattern: string, zoneless: Zone): ZonedDateTime {
  const fields = readDate(compileDatePattern(pattern), text);
  const resolved = resolveDate(fields);
  const local = localOf(resolved);
  if (local !== undefined) return inZone(local, fields, zoneless);
  if (resolved.epochDay === undefined) throw new TimeError('the pattern does not give a whole date');
  return ZonedDateTime.ofLocal(new LocalDateTime(resolved.epochDay, 0), zoneless);
}

function inZone(local: LocalDateTime, fields: ReadFields, zoneless: Zone): ZonedDateTime {
  if (fields.zone !== undefined) return ZonedDateTime.ofLocal(local, fields.zone, fields.offset);
  return ZonedDateTime.ofLocal(local, fields.offset === undefined ? zoneless : offsetZone(fields.offset));
}

/** Reads by a pattern that has date, time and zone; a missing zone raises {@link TimeError}. */
export function parseWithZoneBy(text: string, pattern: string): ZonedDateTime {
  const fields = readDate(compileDatePattern(pattern), text);
  const local = localOf(resolveDate(fields));
  if (local === undefined || (fields.zone === undefined && fields.offset === undefined)) {
    throw new TimeError('the pattern does not give a whole date with time and zone');
  }
  return inZone(local, fields, offsetZone(0));
}
