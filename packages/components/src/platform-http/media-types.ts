/** A media type or range without its parameters, in small letters. */
export function mediaType(text: string): string {
  const end = text.indexOf(';');
  return (end < 0 ? text : text.slice(0, end)).trim().toLowerCase();
}

/** `application/json, text/csv` as a list. */
export function mediaTypes(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map(mediaType)
    .filter((type) => type !== '');
}

/** Whether a body of this type may come. One that names no type may. */
export function isConsumed(contentType: string | undefined, consumes: readonly string[]): boolean {
  if (contentType === undefined || consumes.length === 0) return true;
  const type = mediaType(contentType);
  return consumes.some((range) => inRange(type, range));
}

/** Whether a client that accepts this can be answered with one of the types. */
export function isAcceptable(accept: string | undefined, produces: readonly string[]): boolean {
  if (accept === undefined || accept.trim() === '' || produces.length === 0) return true;
  const ranges = accept
    .split(',')
    .map((part) => ({ range: mediaType(part), refused: /;\s*q=0(?:\.0*)?\s*(?:;|$)/i.test(part) }));
  return produces.some((type) => {
    // The most exact range decides: `text/*;q=0, text/csv` takes CSV.
    const fitting = ranges.filter(({ range }) => inRange(type, range) || inRange(range, type));
    const [nearest] = fitting.toSorted((a, b) => weight(b.range) - weight(a.range));
    return nearest !== undefined && !nearest.refused;
  });
}

function inRange(type: string, range: string): boolean {
  if (range === '*/*' || range === '*') return true;
  return range.endsWith('/*') ? type.startsWith(range.slice(0, -1)) : type === range;
}

function weight(range: string): number {
  return range === '*/*' || range === '*' ? 0 : range.endsWith('/*') ? 1 : 2;
}

/** Whether bytes of this type are text. */
export function isText(type: string): boolean {
  return /^text\/|json|xml|csv|yaml|javascript/.test(type);
}
