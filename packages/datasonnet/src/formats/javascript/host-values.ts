import { failure } from '../../errors/datasonnet-errors.ts';
import { makeObject } from '../../runtime/object-value.ts';
import type { RecordValue, Value } from '../../runtime/value.ts';
import { ExactNumber } from '../../runtime/value.ts';
import { formatZoned } from '../../time/pattern-dates.ts';
import { ZonedDateTime } from '../../time/zoned-date-time.ts';
import { parseZone } from '../../time/zone.ts';

const NESTING_LIMIT = 1_000;

/**
 * Turns a value of the host into one of a mapping. Plain data is used in place; `Map`, `Set`, `Date`, bytes, `bigint` and
 * objects with `toJSON` are turned into data. Raises `DS_INPUT` for what is no data.
 */
export function fromHost(value: unknown, datePattern: string, depth = 0): Value {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    case 'undefined':
      return null;
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : new ExactNumber(value.toString());
    case 'object':
      return value === null ? null : fromObject(value, datePattern, depth);
    default:
      throw failure('DS_INPUT', `an input must be data, found a ${typeof value} in it`);
  }
}

function fromObject(value: object, datePattern: string, depth: number): Value {
  if (depth > NESTING_LIMIT)
    throw failure('DS_INPUT', `the input is nested deeper than ${NESTING_LIMIT}, or contains itself`);
  const convert = (inner: unknown): Value => fromHost(inner, datePattern, depth + 1);
  if (Array.isArray(value)) return inPlace(value, value.map(convert));
  if (value instanceof Date) return dateText(value, datePattern);
  if (value instanceof Map)
    return makeObject(Array.from(value, ([name, inner]) => [String(name), convert(inner)] as const));
  if (value instanceof Set) return Array.from(value, convert);
  // The mapper's bytes are Java's: signed.
  if (value instanceof ArrayBuffer) return Array.from(new Int8Array(value));
  if (ArrayBuffer.isView(value)) return Array.from(new Int8Array(value.buffer, value.byteOffset, value.byteLength));
  if ('toJSON' in value && typeof value.toJSON === 'function') return convert(value.toJSON());
  const names = Object.keys(value);
  let changed = Object.getPrototypeOf(value) !== Object.prototype && Object.getPrototypeOf(value) !== null;
  const converted = names.map((name) => {
    const before = (value as Record<string, unknown>)[name];
    const after = convert(before);
    if (after !== before) changed = true;
    return [name, after] as const;
  });
  return changed ? makeObject(converted) : (value as RecordValue);
}

/** The host's own array when nothing in it had to be turned into something else. */
function inPlace(original: readonly unknown[], converted: readonly Value[]): readonly Value[] {
  return converted.every((item, i) => item === original[i]) ? (original as readonly Value[]) : converted;
}

function dateText(date: Date, pattern: string): string {
  const millis = date.getTime();
  if (Number.isNaN(millis)) throw failure('DS_INPUT', 'the input has an invalid date');
  const seconds = Math.floor(millis / 1000);
  return formatZoned(ZonedDateTime.ofEpoch(seconds, (millis - seconds * 1000) * 1_000_000, parseZone('UTC')), pattern);
}
