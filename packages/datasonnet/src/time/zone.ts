import type { LocalDateTime } from './local-date-time.ts';
import { TimeError } from './time-error.ts';

/** A time zone: a fixed offset or the rules of a region, as the host's `Intl` knows them. */
export interface Zone {
  readonly id: string;
  /** Seconds east of Greenwich at that moment. */
  offsetAt(epochSecond: number): number;
  readonly fixed: boolean;
}

const shortNamesRefused = new Set(['EST', 'MST', 'HST']);
const regions = new Map<string, Zone>();

/** `Z`, `+02:00`, `UTC+1`, `Europe/Oslo`; raises {@link TimeError} for what Java does not know either. */
export function parseZone(id: string): Zone {
  if (id === 'Z' || id === 'z') return utc;
  if (/^[+-]/.test(id)) return offsetZone(parseOffset(id));
  const prefixed = /^(UTC|GMT|UT)([+-].*)?$/.exec(id);
  if (prefixed !== null) {
    const offset = prefixed[2] === undefined ? 0 : parseOffset(prefixed[2]);
    const name = offset === 0 ? prefixed[1]! : prefixed[1]! + offsetText(offset);
    return { id: name, fixed: true, offsetAt: () => offset };
  }
  const known = regions.get(id);
  if (known !== undefined) return known;
  const zone = regionZone(id);
  regions.set(id, zone);
  return zone;
}

export function offsetZone(offset: number): Zone {
  return { id: offsetText(offset), fixed: true, offsetAt: () => offset };
}

/** `+h`, `+hh`, `+hhmm`, `+hh:mm`, `+hhmmss`, `+hh:mm:ss` in seconds. */
function parseOffset(text: string): number {
  const match = /^([+-])(?:(\d)|(\d\d)(?::?(\d\d)(?::?(\d\d))?)?)$/.exec(text);
  const badColons = /^[+-]\d\d(?::\d{4}|\d\d:\d\d)$/.test(text);
  if (match === null || badColons) throw new TimeError('the text is no offset such as +02:00');
  const hours = Number(match[2] ?? match[3]);
  const minutes = Number(match[4] ?? 0);
  const seconds = Number(match[5] ?? 0);
  const total = hours * 3600 + minutes * 60 + seconds;
  if (minutes > 59 || seconds > 59 || total > 18 * 3600) throw new TimeError('an offset lies within 18 hours of UTC');
  return match[1] === '-' ? -total || 0 : total;
}

/** `Z`, `+02:00`, `-00:44:30`. */
export function offsetText(offset: number): string {
  if (offset === 0) return 'Z';
  const abs = Math.abs(offset);
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = abs % 60 === 0 ? '' : `:${two(abs % 60)}`;
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(abs / 3600))}:${two(Math.floor(abs / 60) % 60)}${seconds}`;
}

export const utc: Zone = { id: 'Z', fixed: true, offsetAt: () => 0 };

function regionZone(id: string): Zone {
  if (!/^[A-Za-z][A-Za-z0-9~/._+-]+$/.test(id) || shortNamesRefused.has(id)) throw unknown(id);
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: id,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw unknown(id);
  }
  const resolved = format.resolvedOptions().timeZone;
  // The host takes any case, Java only the right one.
  if (resolved !== id && (resolved.toLowerCase() === id.toLowerCase() || !/^[A-Z]/.test(id))) throw unknown(id);
  const cache = new Map<number, number>();
  return {
    id,
    fixed: false,
    offsetAt(epochSecond) {
      // Offsets change on a quarter of an hour at the soonest.
      const quarter = Math.floor(epochSecond / 900);
      let offset = cache.get(quarter);
      if (offset === undefined) {
        offset = offsetOf(format, epochSecond);
        if (cache.size > 5000) cache.clear();
        cache.set(quarter, offset);
      }
      return offset;
    },
  };
}

function offsetOf(format: Intl.DateTimeFormat, epochSecond: number): number {
  const clamped = Math.max(-8_639_999_000_000, Math.min(8_639_999_000_000, epochSecond));
  const parts = new Map(format.formatToParts(clamped * 1000).map((part) => [part.type, part.value]));
  const value = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
  const year = parts.get('era')?.startsWith('B') === true ? 1 - value('year') : value('year');
  const date = new Date(0);
  date.setUTCFullYear(year, value('month') - 1, value('day'));
  date.setUTCHours(value('hour'), value('minute'), value('second'));
  return date.getTime() / 1000 - clamped;
}

function unknown(id: string): TimeError {
  return new TimeError(
    `there is no time zone ${/^[\w/+-]{1,40}$/.test(id) ? id : 'of that name'}; write it as Africa/Freetown, +02:00 or Z`,
  );
}

/**
 * The offset that a clock of the zone has at a local time, and the local time itself: moved forward when it falls into a
 * gap. Of two possible offsets the preferred one counts, else the earlier.
 */
export function resolveLocal(
  zone: Zone,
  local: LocalDateTime,
  preferred?: number,
): { readonly offset: number; readonly shift: number } {
  const second = local.epochSecond;
  if (zone.fixed) return { offset: zone.offsetAt(0), shift: 0 };
  const before = zone.offsetAt(second - 86_400);
  const after = zone.offsetAt(second + 86_400);
  const fits = (offset: number): boolean => zone.offsetAt(second - offset) === offset;
  if (preferred !== undefined && fits(preferred)) return { offset: preferred, shift: 0 };
  if (fits(before)) return { offset: before, shift: 0 };
  if (fits(after)) return { offset: after, shift: 0 };
  return { offset: after, shift: after - before };
}
