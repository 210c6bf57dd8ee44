/**
 * Times of DHIS2 carry no offset: they are in the server's zone (`serverTimeZoneId` of `/api/system/info`), except those of
 * data value exports. Gives the instant; texts that carry an offset are taken as they are.
 *
 * @example
 * ```ts
 * import { serverTime } from '@dhow/dhis2';
 *
 * serverTime('2026-11-23T08:00:00.000', 'Africa/Addis_Ababa').toISOString(); // '2026-11-23T05:00:00.000Z'
 * ```
 */
export function serverTime(text: string, timeZone: string): Date {
  const offset = /(?:Z|[+-]\d{2}:?\d{2})$/.test(text);
  const iso = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00` : text;
  if (offset) return new Date(iso.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  const asUtc = Date.parse(`${iso}Z`);
  // Twice, since the offset may change between the two instants on the day when clocks change.
  const first = asUtc - offsetMs(asUtc, timeZone);
  return new Date(asUtc - offsetMs(first, timeZone));
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetMs(instant: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    const options = { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' } as const;
    format = new Intl.DateTimeFormat('en-u-ca-iso8601', {
      ...options,
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const local = Date.UTC(part['year']!, part['month']! - 1, part['day'], part['hour'], part['minute'], part['second']);
  return local - Math.floor(instant / 1000) * 1000;
}
