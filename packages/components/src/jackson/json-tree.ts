import {
  isIterator,
  isTextReader,
  JavaClass,
  javaTypeOf,
  numberText,
  numberTypeOf,
  toIterator,
  type MapEntry,
} from '@dhow/core/component';
import { ComponentError } from '../component-error.ts';
import { setField } from '../set-field.ts';
import { rawJson } from './raw-json.ts';

/** How values that JSON does not have are written. */
export interface JsonRules {
  readonly include: 'ALWAYS' | 'NON_NULL' | 'NON_ABSENT' | 'NON_EMPTY' | 'NON_DEFAULT';
  readonly sorted: boolean;
  readonly emptyForUnknown: boolean;
  date(date: Date): number | string;
  /** Takes note of the objects that classes of the application were written as. */
  readonly beans?: WeakSet<object>;
}

/** Whether `JSON.stringify` alone writes the value as Jackson would. */
export function isPlainTree(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value) && Math.abs(value) < 1e7 && (Number.isInteger(value) || Math.abs(value) >= 1e-3);
    case 'object':
      break;
    default:
      return false;
  }
  if (value === null) return true;
  if (Array.isArray(value)) return value.every(isPlainTree);
  const prototype: unknown = Object.getPrototypeOf(value);
  if ((prototype !== Object.prototype && prototype !== null) || Symbol.asyncIterator in value) return false;
  for (const key in value) if (!isPlainTree((value as Record<string, unknown>)[key])) return false;
  return true;
}

/** The value in kinds that `JSON.stringify` knows: dates as milliseconds, bytes as base64, decimals with all digits. */
export function toJsonTree(value: unknown, rules: JsonRules): unknown {
  if (value === null || value === undefined) return null;
  switch (typeof value) {
    case 'number':
      return numberOf(value);
    case 'bigint':
      return rawJson(value.toString());
    case 'object':
      return objectOf(value, rules);
    case 'function':
    case 'symbol':
      return unknown(value, rules);
    default:
      return value;
  }
}

function numberOf(value: number): unknown {
  if (!Number.isFinite(value)) return String(value);
  return numberTypeOf(value) === 'Double' ? rawJson(numberText(value)) : value;
}

function objectOf(value: object, rules: JsonRules): unknown {
  if (Array.isArray(value) || value instanceof Set)
    return Array.from(value as Iterable<unknown>, (item) => toJsonTree(item, rules));
  if (value instanceof Date) return rules.date(value);
  if (value instanceof Uint8Array)
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
  if (isDecimal(value)) return Number.isFinite(Number(value.text)) ? rawJson(value.text) : value.text;
  if (value instanceof Map) return entriesOf(value as Map<string, unknown>, rules);
  if (Symbol.asyncIterator in value) return unknown(value, rules);
  if (isIterator(value)) return Array.from(itemsOf(value), (item) => toJsonTree(item, rules));
  if (value instanceof JavaClass) return value.name;
  if (isMapEntry(value)) return entriesOf([[String(value.key), value.value]], rules);
  const own = (value as { toJSON?: unknown }).toJSON;
  if (typeof own === 'function') {
    const tree = toJsonTree(own.call(value), rules);
    if (typeof tree === 'object' && tree !== null) rules.beans?.add(tree);
    return tree;
  }
  return entriesOf(Object.entries(value), rules);
}

function entriesOf(entries: Iterable<readonly [string, unknown]>, rules: JsonRules): Record<string, unknown> {
  const tree: Record<string, unknown> = {};
  const list = rules.sorted ? [...entries].sort(([a], [b]) => (a < b ? -1 : 1)) : entries;
  for (const [key, value] of list) if (isIncluded(value, rules)) setField(tree, key, toJsonTree(value, rules));
  return tree;
}

function isIncluded(value: unknown, rules: JsonRules): boolean {
  if (typeof value === 'function') return false;
  if (rules.include === 'ALWAYS') return true;
  if (value === null || value === undefined) return false;
  if (rules.include !== 'NON_EMPTY') return true;
  if (typeof value === 'string' || Array.isArray(value)) return value.length > 0;
  return typeof value !== 'object' || value instanceof Date || Object.keys(value).length > 0;
}

const itemsOf = (value: Iterator<unknown>) => ({ [Symbol.iterator]: () => toIterator(value) });

/** What the parts of a map are when it is split. */
function isMapEntry(value: object): value is MapEntry {
  return javaTypeOf(value) === 'java.util.LinkedHashMap$Entry';
}

/** The engine's number with its Java type and digits, known by its shape. */
function isDecimal(value: object): value is { readonly type: string; readonly text: string } {
  return value.constructor?.name === 'JavaNumber' && typeof (value as { text?: unknown }).text === 'string';
}

function unknown(value: object | symbol, rules: JsonRules): unknown {
  if (rules.emptyForUnknown) return {};
  const name = typeof value === 'object' ? value.constructor?.name : typeof value;
  const stream = typeof value === 'object' && Symbol.asyncIterator in value;
  const cache = isTextReader(value) ? 'ReaderCache' : 'ByteArrayInputStreamCache';
  throw new ComponentError('JSON_NOT_WRITABLE', {
    found: stream ? `org.apache.camel.converter.stream.${cache}` : name,
  });
}
