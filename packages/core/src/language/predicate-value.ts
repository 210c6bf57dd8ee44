/** A value as a condition, as Camel takes it: null is false, text but "" and "false" is true, anything else is true. */
export function isTruthy(value: unknown): boolean {
  if (value === null || value === undefined) return false;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return value !== '' && value.toLowerCase() !== 'false';
  return true;
}
