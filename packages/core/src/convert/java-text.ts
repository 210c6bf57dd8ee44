import { isMap, isIterator, javaTypeOf } from './java-type.ts';
import { JavaNumber, numberText } from './java-number.ts';
import { zoneName } from './zone-name.ts';

/** What Java's `toString` gives: `[a, b]` for lists, `{k=v}` for maps, `Mon Mar 04 05:06:07 UTC 2024` for dates. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'bigint':
      return numberText(value);
    case 'object':
      return objectText(value);
    case 'boolean':
      return value ? 'true' : 'false';
    default:
      return String(value as symbol);
  }
}

function objectText(value: object): string {
  if (value instanceof JavaNumber) return value.text;
  if (value instanceof Set || (Array.isArray(value) && !hasOwnText(value)))
    return `[${Array.from(value, textOf).join(', ')}]`;
  if (value instanceof Map) return mapText(value.entries());
  if (isMap(value)) return mapText(Object.entries(value));
  if (value instanceof Date) return dateText(value);
  if (value instanceof Uint8Array) return `[B@${identity(value)}`;
  if (value instanceof Error) {
    const type = javaTypeOf(value);
    return value.message === '' ? type : `${type}: ${value.message}`;
  }
  // oxlint-disable-next-line typescript/no-base-to-string -- its own text
  if (hasOwnText(value) && !isIterator(value)) return String(value);
  return `${javaTypeOf(value)}@${identity(value)}`;
}

/** Whether its class says how it reads. */
function hasOwnText(value: object): boolean {
  // oxlint-disable-next-line typescript/unbound-method -- compared, not called
  const own = (value as { toString?: unknown }).toString;
  return typeof own === 'function' && own !== Object.prototype.toString && own !== Array.prototype.toString;
}

function mapText(entries: Iterable<readonly [unknown, unknown]>): string {
  return `{${Array.from(entries, ([key, value]) => `${textOf(key)}=${textOf(value)}`).join(', ')}}`;
}

let formatter: Intl.DateTimeFormat | undefined;

/** `Date.toString` of Java, in the process's time zone. */
export function dateText(date: Date): string {
  formatter ??= new Intl.DateTimeFormat('en-US', {
    weekday: 'short',
    month: 'short',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    year: 'numeric',
    hourCycle: 'h23',
  });
  const parts: Record<string, string> = {};
  for (const { type, value } of formatter.formatToParts(date)) parts[type] = value;
  const { weekday, month, day, hour, minute, second, year } = parts;
  return `${weekday} ${month} ${day} ${hour}:${minute}:${second} ${zoneName(date)} ${year}`;
}

const identities = new WeakMap<object, string>();
let last = 0x1f00;

/** Stands for Java's identity hash: the same for one object, different for two. */
function identity(value: object): string {
  let text = identities.get(value);
  if (text === undefined) {
    text = (last += 0x35).toString(16);
    identities.set(value, text);
  }
  return text;
}
