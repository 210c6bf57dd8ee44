import type { ZonedDateTime } from './zoned-date-time.ts';

// Java has a short name for most zones, the host's en-US only for those that Americans know.
const locales = ['en-US', 'en-GB', 'en-IN', 'en-ZA', 'en-AU', 'en-NZ', 'en-CA'];

/** The name of a zone at a moment, as `z` (`CET`), `zzzz` (`Central European Standard Time`), `v` and `vvvv` print it. */
export function zoneName(zoned: ZonedDateTime, full: boolean, generic: boolean): string {
  const { zone } = zoned;
  if (zone.fixed && !/^(?:UTC|GMT|UT)$/.test(zone.id)) return zone.id;
  if (zone.fixed) return full ? (zone.id === 'GMT' ? 'Greenwich Mean Time' : 'Coordinated Universal Time') : zone.id;
  const style = generic ? (full ? 'longGeneric' : 'shortGeneric') : full ? 'long' : 'short';
  const moment = zoned.epochSecond * 1000;
  let first: string | undefined;
  for (const locale of locales) {
    const parts = new Intl.DateTimeFormat(locale, { timeZone: zone.id, timeZoneName: style }).formatToParts(moment);
    const name = parts.find((part) => part.type === 'timeZoneName')?.value;
    if (name === undefined) continue;
    first ??= name;
    if (full || !/^(?:GMT|UTC)[+-]/.test(name)) return name;
  }
  return first ?? zone.id;
}
