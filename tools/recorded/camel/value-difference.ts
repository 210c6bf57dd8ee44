import { exceptionMessage, exceptionTypeOf } from '@dhow/core';
import { CachedStream, isMap, JavaClass, JavaNumber, numberText, numberTypeOf, textOf } from '@dhow/core/component';
import type { RecordedFailure, RecordedMap, RecordedValue } from './camel-case.ts';

/**
 * What differs between a recorded value and ours, or undefined. JavaScript has one kind of number: they are compared by
 * value whatever Java type was recorded; ids, hashes, identities and class names of Java's own objects are not compared.
 */
export function valueDifference(expected: RecordedValue, actual: unknown, path = ''): string | undefined {
  const differs = () => `${path || 'value'}: expected ${show(expected)}, got ${showActual(actual)}`;
  if (expected === null || expected === undefined) return (actual ?? null) === null ? undefined : differs();
  if (typeof expected === 'string') {
    if (typeof actual === 'string' || actual instanceof JavaNumber)
      return sameText(expected, textOf(actual)) ? undefined : differs();
    return differs();
  }
  if (typeof expected === 'boolean') return actual === expected ? undefined : differs();
  if (typeof expected === 'number') return sameNumber(String(expected), actual) ? undefined : differs();
  if (Array.isArray(expected)) return listDifference(expected, actual, path);
  const map = expected as RecordedMap;
  const keys = Object.keys(map);
  const kind = keys.find((key) => key.startsWith('$'));
  if (kind !== undefined && (keys.length === 1 || kind === '$object')) {
    return kindDifference(kind, map[kind], map, actual, path);
  }
  return mapDifference(map, actual, path);
}

function sameNumber(expected: string, actual: unknown): boolean {
  if (numberTypeOf(actual) === undefined) return false;
  if (typeof actual === 'bigint') return /^-?\d+$/.test(expected) && BigInt(expected) === actual;
  return Number(expected) === Number(actual) || (expected === 'NaN' && Number.isNaN(Number(actual)));
}

const variable = /<exchangeId>|<id>|@<hash>|<time>/g;

/** Ids, hashes and times were taken out of the recordings; a pattern stands for each. */
function sameText(expected: string, actual: string): boolean {
  if (expected === actual) return true;
  if (!/<exchangeId>|<id>|@<hash>|<time>/.test(expected)) return false;
  const pattern = expected
    .split(variable)
    .map((piece) => piece.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`))
    .join('[^\\s,)\\]]+');
  return new RegExp(`^${pattern}$`).test(actual);
}

function listDifference(expected: readonly unknown[], actual: unknown, path: string): string | undefined {
  const list = Array.isArray(actual)
    ? (actual as unknown[])
    : actual instanceof Set
      ? [...(actual as Set<unknown>)]
      : undefined;
  if (actual instanceof Uint8Array) return listDifference(expected, [...actual], path);
  if (list === undefined) return `${path || 'value'}: expected ${show(expected)}, got ${showActual(actual)}`;
  for (let i = 0; i < Math.max(expected.length, list.length); i++) {
    const at = `${path}[${i}]`;
    if (i >= list.length)
      return `${at}: missing, expected ${show(expected[i])} (of ${show(expected)}, got ${showActual(list)})`;
    if (i >= expected.length) return `${at}: unexpected ${showActual(list[i])} (of ${showActual(list)})`;
    const difference = valueDifference(expected[i], list[i], at);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

export function mapDifference(expected: RecordedMap, actual: unknown, path: string): string | undefined {
  const entries = entriesOf(actual);
  if (entries === undefined) return `${path || 'value'}: expected ${show(expected)}, got ${showActual(actual)}`;
  for (const key of new Set([...Object.keys(expected), ...entries.keys()])) {
    const at = `${path}.${key}`;
    if (!(key in expected)) return `${at}: unexpected ${showActual(entries.get(key))}`;
    if (!entries.has(key)) return `${at}: missing, expected ${show(expected[key])}`;
    const difference = valueDifference(expected[key], entries.get(key), at);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function entriesOf(actual: unknown): Map<string, unknown> | undefined {
  if (actual instanceof Map)
    return new Map(Array.from(actual as Map<unknown, unknown>, ([key, value]) => [textOf(key), value]));
  if (isMap(actual)) return new Map(Object.entries(actual as Record<string, unknown>));
  return undefined;
}

function kindDifference(
  kind: string,
  value: unknown,
  whole: RecordedMap,
  actual: unknown,
  path: string,
): string | undefined {
  const differs = () => `${path || 'value'}: expected ${show(whole)}, got ${showActual(actual)}`;
  const unless = (same: boolean) => (same ? undefined : differs());
  switch (kind) {
    case '$long':
    case '$double':
    case '$float':
    case '$short':
    case '$byte':
    case '$biginteger':
      return unless(sameNumber(String(value), actual));
    case '$bigdecimal':
      return unless(actual instanceof JavaNumber ? actual.text === String(value) : sameNumber(String(value), actual));
    case '$char':
      return unless(actual === value);
    case '$bytes':
      return unless(bytesText(actual) === value);
    case '$bytes64':
      return unless(actual instanceof Uint8Array && Buffer.from(actual).toString('base64') === value);
    case '$stream':
      return unless(streamedText(actual) === undefined ? isStream(actual) : streamedText(actual) === value);
    case '$date':
      return unless(actual instanceof Date && actual.getTime() === new Date(String(value)).getTime());
    case '$array':
    case '$strings':
    case '$ints':
      return listDifference(value as unknown[], actual, path);
    case '$set':
      return setDifference(value as unknown[], actual, path);
    case '$iterator':
      return unless(isIterable(actual));
    case '$entry': {
      const [key, entry] = value as [unknown, unknown];
      const pair = actual as { key?: unknown; value?: unknown } | null;
      if (typeof pair !== 'object' || pair === null || !('key' in pair)) return differs();
      return valueDifference(key, pair.key, `${path}.key`) ?? valueDifference(entry, pair.value, `${path}.value`);
    }
    case '$exception':
      return failureDifference(value as RecordedFailure, actual, path);
    case '$class':
      return unless(actual instanceof JavaClass && sameClass(String(value), actual.name));
    case '$json':
      return valueDifference(JSON.parse(String(value)), actual, path);
    case '$object':
      return objectDifference(whole, actual, path);
    default:
      return undefined;
  }
}

/** Arrays of Java are lists here, and streams come in more than one kind. */
function sameClass(expected: string, actual: string): boolean {
  if (expected === actual) return true;
  if (expected.startsWith('[L')) return actual === 'java.util.ArrayList';
  return /Stream|Reader/.test(expected) && /Stream|Reader/.test(actual);
}

function objectDifference(whole: RecordedMap, actual: unknown, path: string): string | undefined {
  const text = String(whole['text']);
  if (actual === null || actual === undefined) return `${path || 'value'}: expected an object ${text}, got null`;
  if (text.includes('@<hash>') || text.startsWith('DefaultDocument')) return undefined;
  const own = typeof actual === 'number' ? undefined : textOf(actual);
  return own === undefined || sameText(text, own) || !/Person/.test(text)
    ? undefined
    : `${path}: expected ${text}, got ${own}`;
}

function setDifference(expected: readonly unknown[], actual: unknown, path: string): string | undefined {
  const items = actual instanceof Set || Array.isArray(actual) ? [...(actual as Iterable<unknown>)] : undefined;
  if (items === undefined || items.length !== expected.length)
    return `${path || 'value'}: expected set ${show(expected)}, got ${showActual(actual)}`;
  const missing = expected.find((item) => !items.some((own) => valueDifference(item, own) === undefined));
  return missing === undefined ? undefined : `${path}: expected ${show(missing)} in set ${showActual(actual)}`;
}

export function failureDifference(expected: RecordedFailure, actual: unknown, path: string): string | undefined {
  if (!(actual instanceof Error)) return `${path}: expected exception ${show(expected)}, got ${showActual(actual)}`;
  const type = exceptionTypeOf(actual);
  if (type !== expected.class)
    return `${path}: expected ${expected.class}: ${expected.message}, got ${type}: ${actual.message}`;
  const message = exceptionMessage(actual);
  if (expected.message !== null && message !== null && sameText(expected.message, message)) return undefined;
  if (expected.message === null && message === null) return undefined;
  return `${path}: expected message ${show(expected.message)}, got ${show(message)}`;
}

/** What Camel gives as a stream in memory may be text or bytes here. */
function streamedText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return value instanceof CachedStream ? bytesText(value.bytes) : bytesText(value);
}

const isStream = (value: unknown) => typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
const isIterable = (value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  (Symbol.iterator in value || Symbol.asyncIterator in value || 'next' in value);

function bytesText(value: unknown): string | undefined {
  return value instanceof Uint8Array ? new TextDecoder().decode(value) : undefined;
}

const show = (value: unknown) => clip(JSON.stringify(value) ?? 'nothing');

export function showActual(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return clip(JSON.stringify(value));
  if (typeof value === 'number' || typeof value === 'bigint') return numberText(value);
  if (value instanceof Error) return clip(`${exceptionTypeOf(value)}: ${value.message}`);
  return clip(`${textOf(value)}`);
}

const clip = (text: string) => (text.length > 220 ? `${text.slice(0, 220)}…` : text);
