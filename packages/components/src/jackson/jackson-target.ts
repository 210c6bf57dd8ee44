import { JavaNumber } from '@dhow/core/component';
import { ComponentError } from '../component-error.ts';
import type { JacksonReader } from './jackson-reader.ts';

/** What the class that a text is read into asks of it. */
export interface JacksonTarget {
  /** Whether the text must hold an object, a list, one value, or what a class of the application is made of. */
  readonly shape: 'map' | 'list' | 'scalar' | 'bean';
  /** The class as Jackson's messages show it. */
  readonly shown: string;
}

/** The text of a value and the place behind it. */
export type ReadText = Pick<JacksonReader, 'text' | 'place'>;

const maps: Readonly<Record<string, string>> = {
  'java.util.Map': 'java.util.LinkedHashMap',
  'java.util.LinkedHashMap': 'java.util.LinkedHashMap',
  'java.util.HashMap': 'java.util.HashMap',
  'java.util.TreeMap': 'java.util.TreeMap',
  'java.util.SortedMap': 'java.util.TreeMap',
};

const lists: Readonly<Record<string, string>> = {
  'java.util.List': 'java.util.ArrayList',
  'java.util.Collection': 'java.util.ArrayList',
  'java.util.ArrayList': 'java.util.ArrayList',
  'java.util.LinkedList': 'java.util.LinkedList',
  'java.util.Set': 'java.util.HashSet',
  'java.util.HashSet': 'java.util.HashSet',
  'java.util.LinkedHashSet': 'java.util.LinkedHashSet',
};

/** Java's own classes of one value, with the largest whole number or the words for a text that is none. */
const scalars: Readonly<Record<string, { readonly bits?: number; readonly notOne?: string }>> = {
  'java.lang.String': {},
  'java.lang.Boolean': { notOne: 'only "true" or "false" recognized' },
  'java.lang.Integer': { bits: 32, notOne: 'not a valid `java.lang.Integer` value' },
  'java.lang.Long': { bits: 64, notOne: 'not a valid `java.lang.Long` value' },
  'java.lang.Double': { notOne: 'not a valid `Double` value' },
  'java.lang.Float': { notOne: 'not a valid `Float` value' },
  'java.math.BigDecimal': { notOne: 'not a valid representation' },
  'java.math.BigInteger': { notOne: 'not a valid representation' },
};

const own = <Value>(table: Readonly<Record<string, Value>>, name: string) =>
  Object.hasOwn(table, name) ? table[name] : undefined;

/** What one of Java's own classes asks of the text; undefined for any other. */
export function targetOf(type: string): JacksonTarget | undefined {
  const map = own(maps, type);
  if (map !== undefined) return { shape: 'map', shown: `${map}<java.lang.Object,java.lang.Object>` };
  const list = own(lists, type);
  if (list !== undefined) return { shape: 'list', shown: `${list}<java.lang.Object>` };
  return own(scalars, type) === undefined ? undefined : { shape: 'scalar', shown: type };
}

/** A list or map in the class that was asked for: sets, and maps in the order of their keys. */
export function inClass(value: unknown, type: string): unknown {
  const name = own(lists, type) ?? own(maps, type);
  if (name?.endsWith('Set') && Array.isArray(value)) return new Set(value as unknown[]);
  if (name !== 'java.util.TreeMap' || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The failure of a text whose first value is of another shape; undefined when it fits. Asked before the value is read. */
export function shapeMismatch(reader: JacksonReader, target: JacksonTarget): ComponentError | undefined {
  const { char, place } = reader.begin();
  const { shape } = target;
  if (char === undefined || char === wanted[shape] || char === 'n') return undefined;
  if (char === '{' || char === '[') return mismatch(target.shown, ...tokens[char]!, place);
  if (shape === 'scalar' || shape === 'bean') return undefined;
  const value = reader.read();
  if (char === '"' && shape === 'map') return noMapOfText(target.shown.replace(/<.*/, ''), String(value), place);
  return mismatch(target.shown, ...tokenOf(value, reader.text), place);
}

const wanted = { map: '{', bean: '{', list: '[', scalar: undefined } as const;

const tokens: Readonly<Record<string, readonly [string, string]>> = {
  '{': ['Object', 'START_OBJECT'],
  '[': ['Array', 'START_ARRAY'],
};

function tokenOf(value: unknown, text: string): readonly [string, string] {
  if (typeof value === 'string') return ['String', 'VALUE_STRING'];
  if (typeof value === 'boolean') return ['Boolean', value ? 'VALUE_TRUE' : 'VALUE_FALSE'];
  return /[.eE]/.test(text) ? ['Floating-point', 'VALUE_NUMBER_FLOAT'] : ['Integer', 'VALUE_NUMBER_INT'];
}

function mismatch(type: string, what: string, token: string, place: string): ComponentError {
  const reason = `Cannot deserialize value of type \`${type}\` from ${what} value (token \`JsonToken.${token}\`)`;
  return new ComponentError('JSON_MISMATCH', { reason, place });
}

const noCreator = (type: string, kind: string, from: string) =>
  `Cannot construct instance of \`${type}\` (although at least one Creator exists): no ${kind}-argument constructor/factory method to deserialize from ${from}`;

function noMapOfText(type: string, text: string, place: string): ComponentError {
  if (text === '') {
    const reason = `Cannot coerce empty String ("") to element of \`${type}\` (but could if coercion was enabled using \`CoercionConfig\`)`;
    return new ComponentError('JSON_FORMAT', { reason, place });
  }
  return new ComponentError('JSON_MISMATCH', { reason: noCreator(type, 'String', `String value ('${text}')`), place });
}

/** The failure of an application's class that is to be made of one value; a text may be its constructor's argument. */
export function noInstance(type: string, value: unknown, reader: JacksonReader, place: string): ComponentError {
  if (typeof value === 'boolean') {
    const reason = noCreator(type, 'boolean/Boolean', `boolean value (${value})`);
    return new ComponentError('JSON_MISMATCH', { reason, place });
  }
  const float = /[.eE]/.test(reader.text);
  const kind = float ? 'double/Double' : typeof value === 'bigint' ? 'BigInteger' : 'int/Int';
  const wide = kind === 'int/Int' && Math.abs(Number(value)) > 2147483647 ? 'long/Long' : kind;
  const reason = noCreator(type, wide, `Number value (${reader.text})`);
  return new ComponentError('JSON_MISMATCH', { reason, place });
}

/** A value of one of Java's own classes, from a number, a text or a boolean that the reader just read. */
export function scalarOf(value: unknown, type: string, reader: ReadText, place: string): unknown {
  if (value === null) return null;
  if (type === 'java.lang.String') return typeof value === 'string' ? value : reader.text;
  const text = typeof value === 'string' ? value.trim() : reader.text;
  if (text === '') return null;
  const written = typeof value === 'string';
  if (type === 'java.lang.Boolean') {
    if (typeof value === 'boolean') return value;
    if (written && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
    if (!written && !/[.eE]/.test(text)) return Number(text) !== 0;
  } else if (typeof value !== 'boolean' && isNumber(text)) {
    return numberOf(text, type, reader);
  }
  if (!written) return throwMismatch(type, value, reader, place);
  const reason = `Cannot deserialize value of type \`${type}\` from String "${value}": ${scalars[type]!.notOne}`;
  throw new ComponentError('JSON_FORMAT', { reason, place });
}

const isNumber = (text: string) => /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text);

function throwMismatch(type: string, value: unknown, reader: ReadText, place: string): never {
  throw mismatch(type, ...tokenOf(value, reader.text), place);
}

function numberOf(text: string, type: string, reader: ReadText): unknown {
  if (type === 'java.lang.Double' || type === 'java.lang.Float') return Number(text);
  if (type === 'java.math.BigDecimal') return new JavaNumber('BigDecimal', text);
  const whole = /[.eE]/.test(text) ? BigInt(Math.trunc(Number(text))) : BigInt(text);
  const bits = scalars[type]?.bits;
  if (bits !== undefined && BigInt.asIntN(bits, whole) !== whole) {
    const largest = 2n ** BigInt(bits - 1);
    const name = bits === 32 ? 'int' : 'long';
    const reason = `Numeric value (${text}) out of range of ${name} (-${largest} - ${largest - 1n})`;
    throw new ComponentError('JSON_OUT_OF_RANGE', { reason, place: reader.place });
  }
  return Number.isSafeInteger(Number(whole)) ? Number(whole) : whole;
}
