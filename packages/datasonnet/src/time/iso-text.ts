import { LocalDateTime } from './local-date-time.ts';
import { TimeError } from './time-error.ts';
import { ZonedDateTime } from './zoned-date-time.ts';
import { offsetZone } from './zone.ts';

const localPattern = /^([+-]?)(\d{4,10})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{0,9}))?)?/;
const offsetPattern = /^(?:([Zz])|([+-])(\d{1,2})(?::?(\d\d)(?::?(\d\d))?)?)$/;

/** Reads `2020-01-02T03:04:05.6+02:00`: a full date, time and offset. Raises {@link TimeError}. */
export function parseOffsetDateTime(text: string): ZonedDateTime {
  const { local, end } = readLocal(text);
  const match = offsetPattern.exec(text.slice(end));
  if (match === null) throw unreadable('date with time and offset, such as 2020-01-31T10:20:30Z', end);
  if (match[1] !== undefined) return ZonedDateTime.ofLocal(local, offsetZone(0));
  const minutes = Number(match[4] ?? 0);
  const seconds = Number(match[5] ?? 0);
  const total = Number(match[3]) * 3600 + minutes * 60 + seconds;
  if (minutes > 59 || seconds > 59 || total > 18 * 3600) throw new TimeError('an offset lies within 18 hours of UTC');
  return ZonedDateTime.ofLocal(local, offsetZone(match[2] === '-' ? -total || 0 : total));
}

/** Reads `2020-01-02T03:04:05.6`, without an offset. Raises {@link TimeError}. */
export function parseLocalDateTime(text: string): LocalDateTime {
  const { local, end } = readLocal(text);
  if (end < text.length) throw unreadable('date with time and without offset, such as 2020-01-31T10:20:30', end);
  return local;
}

function readLocal(text: string): { readonly local: LocalDateTime; readonly end: number } {
  const match = localPattern.exec(text);
  if (match === null) throw unreadable('date with time, such as 2020-01-31T10:20:30', 0);
  const digits = match[2]!;
  // As Java's ISO formats: a sign only where the year needs it.
  if (match[1] === '+' ? digits.length <= 4 : match[1] === '' && digits.length > 4) {
    throw unreadable('date with a year of four digits', 0);
  }
  const year = match[1] === '-' ? -Number(digits) : Number(digits);
  const local = LocalDateTime.of(
    year,
    Number(match[3]),
    Number(match[4]),
    Number(match[5]),
    Number(match[6]),
    Number(match[7] ?? 0),
    Number((match[8] ?? '').padEnd(9, '0')),
  );
  return { local, end: match[0].length };
}

function unreadable(what: string, index: number): TimeError {
  return new TimeError(`the text is no ${what} (it stops fitting at index ${index})`);
}
