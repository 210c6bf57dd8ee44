/**
 * Whether two parts of route models say the same, wherever in a file they stand. Functions and live objects are the same only
 * when they are one.
 */
export function sameModel(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameModel(item, b[index]));
  }
  if (!isPlain(a) || !isPlain(b)) return false;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => (isPlace(a[name]) && isPlace(b[name])) || sameModel(a[name], b[name]));
}

/** Whether any text in a part of a model holds one of the names as a word. */
export function mentions(part: unknown, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  if (typeof part === 'string') return part.split(/[^\w.$-]+/).some((word) => names.has(word));
  if (Array.isArray(part)) return part.some((item) => mentions(item, names));
  return isPlain(part) && Object.values(part).some((value) => mentions(value, names));
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isPlace(value: unknown): boolean {
  return isPlain(value) && 'file' in value && 'line' in value && 'column' in value;
}
