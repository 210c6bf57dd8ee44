const formatters = new Map<string, Intl.DateTimeFormat>();

/** Each knows the short names of its own part of the world only: `EST`, `CET`, `AEDT`, `IST`, `SAST`. */
const locales = ['en-US', 'en-GB', 'en-AU', 'en-IN', 'en-ZA'];

/** A time zone's short name at a time, as Java has it: `CET`, `GMT+03:00` when it has none. */
export function zoneName(date: Date, zone?: string): string {
  let name = '';
  for (const locale of locales) {
    name = nameIn(locale, date, zone);
    if (!/^GMT[+-]/.test(name)) return name;
  }
  const [, sign, hours, minutes = '00'] = /^GMT([+-])(\d+)(?::(\d+))?$/.exec(name)!;
  return `GMT${sign}${hours!.padStart(2, '0')}:${minutes}`;
}

function nameIn(locale: string, date: Date, zone: string | undefined): string {
  const key = `${locale} ${zone}`;
  let formatter = formatters.get(key);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat(locale, {
      ...(zone === undefined ? {} : { timeZone: zone }),
      timeZoneName: 'short',
    });
    formatters.set(key, formatter);
  }
  return formatter.formatToParts(date).find(({ type }) => type === 'timeZoneName')!.value;
}
