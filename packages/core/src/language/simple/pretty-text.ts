import { textOf } from '../../convert/java-text.ts';
import { JavaNumber } from '../../convert/java-number.ts';

/** A value as JSON text without blanks. */
export function toJson(value: unknown): string {
  return JSON.stringify(plain(value));
}

/** Indented by tabs, as Camel prints it. */
export function prettyJson(value: unknown): string {
  return JSON.stringify(plain(value), undefined, '\t');
}

function plain(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value instanceof JavaNumber) return value;
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Set) return Array.from(value, plain);
  if (value instanceof Map) return Object.fromEntries(Array.from(value, ([key, entry]) => [textOf(key), plain(entry)]));
  if (value instanceof Date) return value.getTime();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return textOf(value);
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry)]));
}

/** JSON or XML text, indented; any other text stays as it is. */
export function prettyText(text: string): string {
  const trimmed = text.trim();
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) {
    try {
      return `${JSON.stringify(JSON.parse(trimmed), undefined, '\t')}\n`;
    } catch {
      return text;
    }
  }
  return trimmed.startsWith('<') ? prettyXml(trimmed) : text;
}

/** Each tag and each text on a line of its own, two blanks a level. */
export function prettyXml(xml: string): string {
  const lines: string[] = [];
  let depth = 0;
  for (const [token] of xml.matchAll(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<[^>]+>|[^<]+/g)) {
    const text = token.trim();
    if (text === '') continue;
    if (text.startsWith('</')) depth--;
    lines.push('  '.repeat(Math.max(0, depth)) + text);
    if (/^<[^/!?]/.test(text) && !text.endsWith('/>')) depth++;
  }
  return lines.join('\n');
}
