/** A moment as tracker objects carry it: `2026-02-01T00:00:00.000`; undefined for a text that is none. */
export function readInstant(text: string): string | undefined {
  const m = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    text,
  );
  if (!m) return undefined;
  const zone = m[8] === undefined ? 'Z' : m[8].replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
  const millis = (m[7] ?? '').padEnd(3, '0').slice(0, 3);
  const date = new Date(`${m[1]}-${m[2]}-${m[3]}T${m[4] ?? '00'}:${m[5] ?? '00'}:${m[6] ?? '00'}.${millis}${zone}`);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, 23);
}

/** A moment as Java prints it: `2026-02-01T00:00:00Z`, fractions only when there are some. */
export function javaInstant(instant: string | undefined): string {
  if (instant === undefined) return 'null';
  return `${instant.slice(0, 19)}${instant.slice(19) === '.000' || instant.length < 20 ? '' : instant.slice(19)}Z`;
}
