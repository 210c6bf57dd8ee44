/** A value as a condition, as Camel takes it: null, blank text, "false" and a list or set without items are false. */
export function isTruthy(value: unknown): boolean {
  if (value === null || value === undefined) return false;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return value.trim() !== '' && value.toLowerCase() !== 'false';
  if (Array.isArray(value)) return value.length > 0;
  return !(value instanceof Set) || value.size > 0;
}
