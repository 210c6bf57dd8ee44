import { JavaNumber } from '@dhow/core/component';

/** A value as databases take it: objects and lists as JSON, numbers of other systems as their digits. */
export function boundValue(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (value instanceof JavaNumber) return value.text;
  if (typeof value !== 'object') return typeof value === 'function' || typeof value === 'symbol' ? null : value;
  if (value instanceof Date || value instanceof Uint8Array) return value;
  return JSON.stringify(value);
}
