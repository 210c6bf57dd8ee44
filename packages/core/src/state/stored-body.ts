import { isStreamed } from '../stream-cache/one-shot.ts';
import type { JsonValue } from './state-store.ts';

/** What is kept of payloads: nothing, their kind and size, their shape with the values blotted out, or all. */
export type PayloadPolicy = 'none' | 'metadata' | 'redacted' | 'full';

/** A body as JSON that {@link decodeBody} turns back into the same kind of value. */
export type StoredBody =
  | { readonly kind: 'null' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bytes'; readonly base64: string }
  | { readonly kind: 'json'; readonly json: JsonValue }
  /** Something that does not go into a file (a stream, a live object); its kind and size alone are known. */
  | { readonly kind: 'lost'; readonly was: string; readonly size?: number };

/** Keeps text, bytes and JSON as they are. Streams must be read by the caller first; they are `lost` here. */
export function encodeBody(body: unknown): StoredBody {
  if (body === null || body === undefined) return { kind: 'null' };
  if (typeof body === 'string') return { kind: 'text', text: body };
  if (body instanceof Uint8Array) {
    const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    return { kind: 'bytes', base64: bytes.toString('base64') };
  }
  if (isJson(body, 0)) return { kind: 'json', json: body };
  return describe(body);
}

export function decodeBody(stored: StoredBody): unknown {
  switch (stored.kind) {
    case 'null':
    case 'lost':
      return null;
    case 'text':
      return stored.text;
    case 'bytes':
      return new Uint8Array(Buffer.from(stored.base64, 'base64'));
    case 'json':
      return stored.json;
  }
}

/** The body under a policy; undefined for `none`. */
export function keptBody(body: unknown, policy: PayloadPolicy): StoredBody | undefined {
  if (policy === 'none') return undefined;
  if (policy === 'full') return encodeBody(body);
  if (policy === 'metadata') return describe(body);
  const stored = encodeBody(body);
  return stored.kind === 'json' ? { kind: 'json', json: redact(stored.json) } : describe(body);
}

/** Keeps names, structure and kinds; every value goes. Names of fields can be data too: maps are the author's choice. */
function redact(value: JsonValue): JsonValue {
  if (value === null) return null;
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(redact);
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, redact(inner as JsonValue)]));
  }
  return `(${typeof value === 'string' ? 'text' : typeof value})`;
}

function describe(body: unknown): StoredBody {
  if (body === null || body === undefined) return { kind: 'null' };
  if (typeof body === 'string') return { kind: 'lost', was: 'text', size: body.length };
  if (body instanceof Uint8Array) return { kind: 'lost', was: 'bytes', size: body.byteLength };
  const name = (Object.getPrototypeOf(body) as { constructor?: { name?: string } } | null)?.constructor?.name;
  const kind = isStreamed(body) ? 'stream' : 'object';
  return { kind: 'lost', was: typeof body === 'object' ? name || kind : typeof body };
}

/** Whether JSON keeps the value as it is: plain objects, lists, texts, finite numbers, booleans and null, not too deep. */
function isJson(value: unknown, depth: number): value is JsonValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth > 100) return false;
  if (Array.isArray(value)) return value.every((item) => isJson(item, depth + 1));
  const prototype = Object.getPrototypeOf(value) as unknown;
  if (prototype !== Object.prototype && prototype !== null) return false;
  // A field that is not there and one that is undefined are the same in JSON.
  return Object.values(value).every((item) => item === undefined || isJson(item, depth + 1));
}
