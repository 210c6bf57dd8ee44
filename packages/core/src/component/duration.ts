const units: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  millis: 1,
  seconds: 1000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
};

/** Milliseconds of `500`, `5s`, `1m30s`, `2h` or ISO 8601 `PT5S`; undefined when it is no duration. */
export function parseDuration(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^-?\d+$/.test(trimmed)) return Number(trimmed);
  const iso = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i.exec(trimmed);
  if (iso && trimmed.length > 2) {
    const [, days = 0, hours = 0, minutes = 0, seconds = 0] = iso;
    return Number(days) * 86_400_000 + Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000;
  }
  if (!/^(\s*\d+\s*[a-z]+)+$/i.test(trimmed)) return undefined;
  let total = 0;
  for (const [, digits, unit] of trimmed.matchAll(/(\d+)\s*([a-z]+)/gi)) {
    const factor = units[unit!.toLowerCase()];
    if (factor === undefined) return undefined;
    total += Number(digits) * factor;
  }
  return total;
}
