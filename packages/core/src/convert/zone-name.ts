const formatters = new Map<string, Intl.DateTimeFormat>();

/** Each knows the short names of its own part of the world only: `EST`, `CET`, `AEDT`, `IST`, `SAST`. */
const locales = ['en-US', 'en-GB', 'en-AU', 'en-IN', 'en-ZA'];

/** Short names that no English locale knows. */
const others: Readonly<Record<string, string>> = {
  'Asia/Tokyo': 'JST',
  'Asia/Seoul': 'KST',
  'Asia/Shanghai': 'CST',
  'Asia/Hong_Kong': 'HKT',
  'Asia/Singapore': 'SGT',
  'Asia/Jakarta': 'WIB',
  'Asia/Karachi': 'PKT',
  'Asia/Manila': 'PST',
  'Asia/Dhaka': 'BDT',
  'Asia/Kathmandu': 'NPT',
  'America/Sao_Paulo': 'BRT',
  'Europe/Moscow': 'MSK',
};

/** A time zone's full name at a time: `Coordinated Universal Time`. */
export function longZoneName(date: Date, zone?: string): string {
  return nameIn('en-US', date, zone, 'long');
}

/** A time zone's short name at a time, as Java has it: `CET`, `GMT+03:00` when it has none. */
export function zoneName(date: Date, zone?: string): string {
  let name = '';
  for (const locale of locales) {
    name = nameIn(locale, date, zone);
    if (!/^GMT[+-]/.test(name)) return name;
  }
  const own = zone === undefined ? undefined : others[zone];
  if (own !== undefined) return own;
  const [, sign, hours, minutes = '00'] = /^GMT([+-])(\d+)(?::(\d+))?$/.exec(name)!;
  return `GMT${sign}${hours!.padStart(2, '0')}:${minutes}`;
}

function nameIn(locale: string, date: Date, zone: string | undefined, style: 'short' | 'long' = 'short'): string {
  const key = `${locale} ${zone} ${style}`;
  let formatter = formatters.get(key);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat(locale, {
      ...(zone === undefined ? {} : { timeZone: zone }),
      timeZoneName: style,
    });
    formatters.set(key, formatter);
  }
  return formatter.formatToParts(date).find(({ type }) => type === 'timeZoneName')!.value;
}
