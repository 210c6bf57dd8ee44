import { isIterator } from '../convert/java-type.ts';
import { CachedStream, isTextReader } from '../convert/stream-value.ts';

/** A body that is used up by who reads it. */
export type OneShot = AsyncIterable<unknown> | Iterator<unknown>;

/** Whether a body is gone through bit by bit, be it once or again. */
export function isStreamed(value: unknown): value is OneShot {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Symbol.asyncIterator in value || isIterator(value);
}

/**
 * Whether a body can be read only once: an async iterable, a Node.js or web stream, an iterator such as a generator's. A
 * body that gives the same whenever it is read says so by `rereadable: true`.
 */
export function isOneShot(value: unknown): value is OneShot {
  if (!isStreamed(value)) return false;
  if (value instanceof CachedStream || isTextReader(value)) return false;
  return (value as { rereadable?: unknown }).rereadable !== true;
}

/** Bytes or text that come bit by bit, not items. */
export function isRawStream(value: object): boolean {
  if (value instanceof CachedStream || isTextReader(value)) return true;
  if ((value as { raw?: unknown }).raw === true) return true;
  if (typeof (value as { pipe?: unknown }).pipe === 'function')
    return (value as { readableObjectMode?: unknown }).readableObjectMode !== true;
  return hasOwnReader(value);
}

/** A Node.js or web stream: who knows what it is may read it by methods of its own. */
export function isPlatformStream(value: OneShot): boolean {
  return typeof (value as { pipe?: unknown }).pipe === 'function' || hasOwnReader(value);
}

const hasOwnReader = (value: object) => typeof (value as { getReader?: unknown }).getReader === 'function';
