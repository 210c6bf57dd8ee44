import { textOf } from '../../convert/java-text.ts';
import { JavaNumber } from '../../convert/java-number.ts';

/** A value as JSON text without blanks. */
export function toJson(value: unknown): string {
  return JSON.stringify(plain(value)).replaceAll('/', String.raw`\/`);
}

/** Indented by tabs, as Camel prints it: what is empty has a line of its own, and a line break ends the text. */
export function prettyJson(value: unknown): string {
  return `${indented(plain(value), '\n')}\n`;
}

function indented(value: unknown, line: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${line}\t`;
  if (Array.isArray(value)) return `[${inner}${value.map((item) => indented(item, inner)).join(`,${inner}`)}${line}]`;
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${indented(item, inner)}`);
  return `{${inner}${entries.join(`,${inner}`)}${line}}`;
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

/** JSON or XML text, indented; undefined for any other text. */
export function prettyText(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) {
    try {
      return prettyJson(JSON.parse(trimmed));
    } catch {
      return undefined;
    }
  }
  return trimmed.startsWith('<') ? prettyXml(trimmed) : undefined;
}

/**
 * Each tag and each text on a line of its own, two blanks a level. As in Camel, text beside elements, text of the root and
 * comments are left out. Undefined when no tag closes.
 */
function prettyXml(xml: string): string | undefined {
  const found = xml.matchAll(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<[^>]+>|[^<]+/g);
  const tokens = Array.from(found, ([token]) => token.trim()).filter(
    (token) => token !== '' && !token.startsWith('<!--'),
  );
  const lines: string[] = [];
  let depth = 0;
  const add = (line: string) => lines.push('  '.repeat(Math.max(0, depth)) + line);
  for (const [i, token] of tokens.entries()) {
    if (token.startsWith('</')) {
      depth--;
      add(token);
    } else if (token.startsWith('<?')) add(token);
    else if (!token.startsWith('<') || token.startsWith('<![')) {
      if (depth > 1 && opens(tokens[i - 1]) && tokens[i + 1]?.startsWith('</') === true) add(token);
    } else if (token.endsWith('/>')) {
      const tag = token.slice(0, -2).trim();
      add(`${tag}>`);
      add(`</${/^<(\S+)/.exec(tag)![1]}>`);
    } else {
      add(token);
      depth++;
    }
  }
  return lines.length === 0 ? undefined : lines.join('\n');
}

const opens = (token: string | undefined) => token !== undefined && /^<[^/!?]/.test(token) && !token.endsWith('/>');
