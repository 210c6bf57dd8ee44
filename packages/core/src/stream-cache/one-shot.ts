import { CachedStream, isTextReader } from '../convert/stream-value.ts';

/**
 * Whether a body can be read only once: an async iterable, a Node.js or web stream. A body that gives the same whenever it
 * is read says so by `rereadable: true`.
 */
export function isOneShot(value: unknown): value is AsyncIterable<unknown> {
  if (typeof value !== 'object' || value === null || !(Symbol.asyncIterator in value)) return false;
  if (value instanceof CachedStream || isTextReader(value)) return false;
  return (value as { rereadable?: unknown }).rereadable !== true;
}

/** Bytes or text that come bit by bit, not items. */
export function isRawStream(value: object): boolean {
  if (value instanceof CachedStream || isTextReader(value)) return true;
  const stream = value as { raw?: unknown; pipe?: unknown; getReader?: unknown; readableObjectMode?: unknown };
  if (stream.raw === true) return true;
  if (typeof stream.pipe === 'function') return stream.readableObjectMode !== true;
  return typeof stream.getReader === 'function';
}
