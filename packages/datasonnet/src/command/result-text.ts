import type { DocumentContent } from '../formats/format.ts';

/** A result as text or bytes: plain JavaScript values are written as JSON. */
export function resultText(content: DocumentContent): string | Uint8Array {
  if (typeof content === 'string' || content instanceof Uint8Array) return content;
  return JSON.stringify(content, (_name, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)) ?? '';
}
