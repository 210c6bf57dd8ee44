import { isMap, type ComponentContext } from '@dhow/core/component';

/** Hands on the bytes of a body, whatever it is; waits only for streams. */
export function bytesOf(body: unknown, context: ComponentContext, apply: (bytes: Uint8Array) => unknown): unknown {
  if (body instanceof Uint8Array) return apply(body);
  const settle = (text: unknown) =>
    apply(typeof text === 'string' ? new TextEncoder().encode(text) : (text as Uint8Array));
  if (typeof body === 'string') return settle(body);
  if (hasNoBytes(body)) return context.convert(body, 'java.io.InputStream');
  const isStream = typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
  const converted = context.convert(body, isStream ? 'byte[]' : 'java.lang.String');
  return converted instanceof Promise ? converted.then(settle) : settle(converted);
}

/** Values that Camel makes no stream of: converting them says so. */
export function hasNoBytes(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return typeof body !== 'string';
  return Array.isArray(body) || isMap(body) || body instanceof Set || body instanceof Date;
}
