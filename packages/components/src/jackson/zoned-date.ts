/** Text of a date in a time zone with its offset: `2024-01-02T04:04:05.006+01:00`. */
export function zonedDateText(date: Date, timezone: string): string {
  const zone = new Intl.DateTimeFormat('en-US', { timeZone: timezone, timeZoneName: 'longOffset' });
  const name = zone.formatToParts(date).find(({ type }) => type === 'timeZoneName')!.value;
  const offset = /GMT([+-])(\d\d):(\d\d)/.exec(name);
  const minutes = offset ? (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3])) : 0;
  const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1);
  return `${local}${offset ? `${offset[1]}${offset[2]}:${offset[3]}` : '+00:00'}`;
}
