import { longZoneName, zoneName as zoneNameOf } from '../../convert/zone-name.ts';
import { NamedException } from '../../error-handling/exception-types.ts';

/** Formats a date; the zone is the process's own when none is given, and GMT when the one given is unknown, as in Java. */
export type DateFormatter = (date: Date, zone?: string) => string;

const cache = new Map<string, DateFormatter>();

/** Compiles a pattern of Java's SimpleDateFormat (`yyyy-MM-dd'T'HH:mm:ss.SSSXXX`). English names. */
export function dateFormat(pattern: string): DateFormatter {
  let formatter = cache.get(pattern);
  if (formatter === undefined) {
    const pieces = compile(pattern);
    formatter = (date, zone) => {
      const local = localTime(date, zone);
      return pieces.map((piece) => (typeof piece === 'string' ? piece : piece(local))).join('');
    };
    if (cache.size > 200) cache.clear();
    cache.set(pattern, formatter);
  }
  return formatter;
}

interface LocalTime {
  readonly date: Date;
  /** The local wall clock, held in a date's UTC fields. */
  readonly wall: Date;
  /** Minutes east of Greenwich. */
  readonly offset: number;
  readonly zone: string | undefined;
}

type Piece = string | ((time: LocalTime) => string);

function compile(pattern: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < pattern.length) {
    const char = pattern[at]!;
    if (char === "'") {
      const end = pattern.indexOf("'", at + 1);
      if (end < 0) throw illegal('Unterminated quote');
      pieces.push(end === at + 1 ? "'" : pattern.slice(at + 1, end));
      at = end + 1;
    } else if (/[A-Za-z]/.test(char)) {
      let end = at;
      while (pattern[end] === char) end++;
      const make = fields[char];
      if (make === undefined) throw illegal(`Illegal pattern character '${char}'`);
      pieces.push(make(end - at));
      at = end;
    } else {
      pieces.push(char);
      at++;
    }
  }
  return pieces;
}

const illegal = (message: string) => new NamedException('java.lang.IllegalArgumentException', message);
const pad = (value: number, width: number) => String(value).padStart(width, '0');
const number =
  (read: (time: LocalTime) => number) =>
  (width: number): Piece =>
  (time) =>
    pad(read(time), width);

const months = 'January February March April May June July August September October November December'.split(' ');
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

const hours = ({ wall }: LocalTime) => wall.getUTCHours();

function dayOfYear({ wall }: LocalTime): number {
  return Math.floor((wall.getTime() - Date.UTC(wall.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;
}

/** Weeks start on Sunday and the first is that of 1 January, as Java has it for English. */
function weekOfYear(time: LocalTime): number {
  const first = new Date(Date.UTC(time.wall.getUTCFullYear(), 0, 1)).getUTCDay();
  const week = Math.floor((dayOfYear(time) - 1 + first) / 7) + 1;
  const daysLeft = new Date(Date.UTC(time.wall.getUTCFullYear(), 11, 31));
  return week === 53 && daysLeft.getUTCDay() !== 6 ? 1 : week;
}

function weekOfMonth({ wall }: LocalTime): number {
  const first = new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), 1)).getUTCDay();
  return Math.floor((wall.getUTCDate() - 1 + first) / 7) + 1;
}

function year(width: number): Piece {
  return ({ wall }) => (width === 2 ? pad(wall.getUTCFullYear() % 100, 2) : pad(wall.getUTCFullYear(), width));
}

/** The year that the week is counted in: the last days of December may be in the first week of the next. */
function weekYear(width: number): Piece {
  return (time) => {
    const year = time.wall.getUTCFullYear() + (weekOfYear(time) === 1 && time.wall.getUTCMonth() === 11 ? 1 : 0);
    return width === 2 ? pad(year % 100, 2) : pad(year, width);
  };
}

function month(width: number): Piece {
  return ({ wall }) => {
    const at = wall.getUTCMonth();
    return width <= 2 ? pad(at + 1, width) : width === 3 ? months[at]!.slice(0, 3) : months[at]!;
  };
}

function offsetText(minutes: number, width: number): string {
  const size = Math.abs(minutes);
  const sign = minutes < 0 ? '-' : '+';
  const [hour, minute] = [pad(Math.floor(size / 60), 2), pad(size % 60, 2)];
  return width === 1 ? sign + hour : width === 2 ? sign + hour + minute : `${sign}${hour}:${minute}`;
}

const fields: Readonly<Record<string, (width: number) => Piece>> = {
  G: () => 'AD',
  y: year,
  Y: weekYear,
  M: month,
  L: month,
  d: number(({ wall }) => wall.getUTCDate()),
  D: number(dayOfYear),
  w: number(weekOfYear),
  W: number(weekOfMonth),
  F: number(({ wall }) => Math.floor((wall.getUTCDate() - 1) / 7) + 1),
  E:
    (width) =>
    ({ wall }) =>
      width < 4 ? days[wall.getUTCDay()]!.slice(0, 3) : days[wall.getUTCDay()]!,
  u: number(({ wall }) => wall.getUTCDay() || 7),
  a: () => (time) => (hours(time) < 12 ? 'AM' : 'PM'),
  H: number(hours),
  k: number((time) => hours(time) || 24),
  K: number((time) => hours(time) % 12),
  h: number((time) => hours(time) % 12 || 12),
  m: number(({ wall }) => wall.getUTCMinutes()),
  s: number(({ wall }) => wall.getUTCSeconds()),
  S: number(({ wall }) => wall.getUTCMilliseconds()),
  z: (width) => (time) => zoneName(time, width > 3),
  Z:
    () =>
    ({ offset }) =>
      offsetText(offset, 2),
  X:
    (width) =>
    ({ offset }) =>
      offset === 0 ? 'Z' : offsetText(offset, width),
};

function zoneName({ date, zone }: LocalTime, long: boolean): string {
  const fixed = zone === undefined || (long && zone === 'UTC') ? undefined : fixedOffset(zone);
  if (fixed !== undefined) return zone === 'UTC' ? zone : fixed === 0 ? 'GMT' : `GMT${offsetText(fixed, 3)}`;
  return long ? longZoneName(date, zone) : zoneNameOf(date, zone);
}

function localTime(date: Date, zone: string | undefined): LocalTime {
  const fixed = zone === undefined ? undefined : fixedOffset(zone);
  const offset = fixed ?? zoneOffset(date, zone);
  return { date, wall: new Date(date.getTime() + offset * 60_000), offset, zone };
}

/** Minutes of `GMT+2`; 0 of a zone that nobody knows, such as `+02:00`. */
function fixedOffset(zone: string): number | undefined {
  const gmt = /^GMT([+-])(\d|[01]\d|2[0-3])(?::?([0-5]\d))?$/.exec(zone);
  if (gmt) {
    const minutes = Number(gmt[2]) * 60 + Number(gmt[3] ?? 0);
    return gmt[1] === '-' ? -minutes : minutes;
  }
  if (/^(?:GMT|UTC|UT|Z)$|^(?:GMT|UTC|UT)?[+-]/.test(zone)) return 0;
  try {
    formatterOf(zone);
    return undefined;
  } catch {
    return 0;
  }
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string | undefined): Intl.DateTimeFormat {
  const key = zone ?? '';
  let formatter = formatters.get(key);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US', {
      ...(zone === undefined ? {} : { timeZone: zone }),
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
    });
    formatters.set(key, formatter);
  }
  return formatter;
}

function zoneOffset(date: Date, zone: string | undefined): number {
  if (zone === undefined) return -date.getTimezoneOffset();
  const parts: Record<string, number> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(date)) parts[type] = Number(value);
  const wall = Date.UTC(
    parts['year']!,
    parts['month']! - 1,
    parts['day'],
    parts['hour'],
    parts['minute'],
    parts['second'],
  );
  return Math.round((wall - date.getTime()) / 60_000);
}
