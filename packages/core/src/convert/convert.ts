import { conversionFailed, noConversion } from './conversion-error.ts';
import { NamedException } from '../error-handling/exception-types.ts';
import { toBoolean, toCharacter, toDouble, toNumberType, toWhole } from './convert-number.ts';
import { toIterable, toIterator, toList, toSet } from './convert-collection.ts';
import { numberTypeOf } from './java-number.ts';
import { isInstanceOf, JavaClass, resolveTypeName } from './java-type.ts';
import { textOf } from './java-text.ts';
import { decode, encode } from './text-codec.ts';
import { uriProblem } from './uri-problem.ts';
import { CachedStream, isByteStream, isTextReader, readBytes, TextReader } from './stream-value.ts';

/** A conversion added by a package: from any value to the type, or `undefined` when it does not know the value. */
export type Converter = (value: unknown, charset: string | undefined) => unknown;

/**
 * Converts a value to a Java type as Camel's type converters do. `type` is a name as routes write it (`String`,
 * `java.util.List`). Bodies that are streams answer a promise.
 *
 * @throws ConversionError when there is no conversion or the value does not fit.
 */
export function convertTo(
  value: unknown,
  type: string,
  charset?: string,
  others?: ReadonlyMap<string, Converter>,
): unknown {
  if (type.startsWith('[')) throw new NamedException('java.lang.ClassNotFoundException', type);
  const full = resolveTypeName(type) ?? type;
  if (value === null || value === undefined) throw noConversion(value, full);
  if (full !== 'java.lang.Object' && isStreamed(value) && needsContent(full))
    return convertStream(value, full, charset);
  const other = others?.get(full)?.(value, charset);
  if (other !== undefined) return other;
  return convertNow(value, full, charset);
}

/** As {@link convertTo}, but `undefined` where that throws. */
export function tryConvert(value: unknown, type: string): unknown {
  if (value === null || value === undefined) return undefined;
  try {
    return convertTo(value, type);
  } catch {
    return undefined;
  }
}

const isStreamed = (value: unknown) => isByteStream(value) || isTextReader(value);

function needsContent(type: string): boolean {
  return type === 'java.lang.String' || type === '[B';
}

function convertStream(value: unknown, type: string, charset: string | undefined): unknown {
  const settle = (bytes: Uint8Array) => (type === '[B' ? bytes : decode(bytes, charset));
  if (value instanceof CachedStream) return settle(value.bytes);
  if (isTextReader(value)) return type === '[B' ? encode(value.text, charset) : value.text;
  return readBytes(value as AsyncIterable<Uint8Array | string>).then(settle);
}

function convertNow(value: unknown, type: string, charset: string | undefined): unknown {
  switch (type) {
    case 'java.lang.Object':
      return value;
    case 'java.lang.String':
      return value instanceof Uint8Array ? decode(value, charset) : textOrNone(value, type);
    case 'java.lang.Integer':
    case 'java.lang.Long':
    case 'java.lang.Short':
    case 'java.lang.Byte':
      return toWhole(value, type);
    case 'java.lang.Double':
    case 'java.lang.Float':
      return toDouble(value, type);
    case 'java.math.BigDecimal':
    case 'java.math.BigInteger':
    case 'java.lang.Number':
      return toNumberType(value, type);
    case 'java.lang.Boolean':
      return toBoolean(value);
    case 'java.lang.Character':
      return toCharacter(value);
    case '[B':
      return toBytes(value, charset);
    case 'java.io.InputStream':
      return toStream(value, charset);
    case 'java.io.Reader':
      return toReader(value, charset);
    case 'java.util.Date':
      return toDate(value);
    case 'java.util.List':
    case 'java.util.ArrayList':
    case 'java.util.LinkedList':
    case 'java.util.Collection':
      return toList(value, type);
    case 'java.lang.Iterable':
      return toIterable(value);
    case 'java.util.Set':
      return toSet(value, type);
    case 'java.util.Iterator':
      return toIterator(value);
    case 'java.lang.Class':
      return toClass(value);
    case 'java.time.Duration':
      return toDuration(value);
    case 'java.nio.ByteBuffer':
      return toBuffer(value, charset, type);
    case 'java.net.URI':
      if (typeof value === 'string') return toUri(value, type);
      throw noConversion(value, type);
    case 'java.sql.Timestamp':
      if (numberTypeOf(value) === 'Long') return new Date(Number(value));
      throw noConversion(value, type);
    case 'org.apache.camel.StreamCache':
      if (isByteStream(value) || isTextReader(value)) return toStreamCache(value, charset);
      return toOther(value, type);
    case 'org.apache.camel.LoggingLevel':
      return toLoggingLevel(value, type);
    default:
      return toOther(value, type);
  }
}

function toOther(value: unknown, type: string): unknown {
  if (isInstanceOf(value, type)) return value;
  throw noConversion(value, type);
}

/** The bytes of a number have the width of its type. */
function toBuffer(value: unknown, charset: string | undefined, type: string): unknown {
  const number = numberTypeOf(value);
  if (number === 'Integer' || number === 'Float') return new Uint8Array(4);
  if (number === 'Long' || number === 'Double') return new Uint8Array(8);
  if (number === 'Short') return new Uint8Array(2);
  if (value instanceof CachedStream) return value.bytes;
  return isByteStream(value) ? readBytes(value) : toBytes(value, charset, type);
}

function toStreamCache(value: unknown, charset: string | undefined): unknown {
  if (value instanceof CachedStream) return value;
  if (isTextReader(value)) return new CachedStream(encode(value.text, charset));
  return readBytes(value as AsyncIterable<Uint8Array | string>).then((bytes) => new CachedStream(bytes));
}

/** What no URI may hold, or begin with when it names a scheme. */
function toUri(text: string, type: string): string {
  const problem = uriProblem(text);
  if (problem === undefined) return text;
  throw conversionFailed(text, type, new NamedException('java.net.URISyntaxException', `${problem}: ${text}`));
}

function textOrNone(value: unknown, type: string): string {
  if (typeof value === 'object' && isIteratorOnly(value)) throw noConversion(value, type);
  return textOf(value);
}

const isIteratorOnly = (value: object | null) =>
  value !== null && typeof (value as { next?: unknown }).next === 'function';

function toBytes(value: unknown, charset: string | undefined, type = '[B'): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (typeof value === 'string') return encode(value, charset);
  throw noConversion(value, type);
}

function toStream(value: unknown, charset: string | undefined): unknown {
  if (isByteStream(value)) return value;
  if (value instanceof Uint8Array) return new CachedStream(value);
  if (typeof value === 'string') return new CachedStream(encode(value, charset));
  if (isTextReader(value)) return new CachedStream(encode(value.text, charset));
  throw noConversion(value, 'java.io.InputStream');
}

function toReader(value: unknown, charset: string | undefined): unknown {
  if (isTextReader(value)) return value;
  if (typeof value === 'string') return new TextReader(value);
  if (value instanceof Uint8Array) return new TextReader(decode(value, charset));
  if (value instanceof CachedStream) return new TextReader(decode(value.bytes, charset));
  if (isByteStream(value)) return readBytes(value).then((bytes) => new TextReader(decode(bytes, charset)));
  throw noConversion(value, 'java.io.Reader');
}

/** Whole numbers that Java holds in a Long are milliseconds; an Integer has no conversion, as in Camel. */
function toDate(value: unknown): Date {
  if (value instanceof Date) return value;
  if (isInstanceOf(value, 'java.lang.Long')) return new Date(Number(value));
  throw noConversion(value, 'java.util.Date');
}

function toClass(value: unknown): JavaClass {
  if (value instanceof JavaClass) return value;
  const name = typeof value === 'string' && value.includes('.') ? resolveTypeName(value) : undefined;
  if (name === undefined) throw noConversion(value, 'java.lang.Class');
  return new JavaClass(name);
}

/** A duration is its milliseconds: `5s`, `1h30m`, `PT5S`. Text without a unit in it is 0, as Camel has it. */
function toDuration(value: unknown): number {
  if (numberTypeOf(value) === 'Long') return Number(value);
  if (typeof value !== 'string') throw noConversion(value, 'java.time.Duration');
  if (/^\d+$/.test(value)) return Number(toWhole(value, 'java.lang.Long'));
  let rest = value.startsWith('P') ? value.replace(/^PT?/, '').toLowerCase() : value;
  let total = 0;
  for (const [unit, size] of durationUnits) {
    const place = rest.search(unit);
    if (place < 0) continue;
    const amount = rest.slice(0, place);
    if (!/^\d+(?:\.\d+)?$/.test(amount)) {
      const cause = new NamedException('java.lang.NumberFormatException', `For input string: "${amount}"`);
      throw conversionFailed(value, 'java.time.Duration', cause);
    }
    total += Number(amount) * size;
    rest = rest.slice(place).replace(/^(?:ms|[dhms])/, '');
  }
  return total;
}

const durationUnits: readonly (readonly [RegExp, number])[] = [
  [/d/, 86_400_000],
  [/h/, 3_600_000],
  [/m(?!s)/, 60_000],
  [/(?<!m)s/, 1_000],
  [/ms/, 1],
];

const loggingLevels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'OFF'];

function toLoggingLevel(value: unknown, type: string): string {
  const text = textOf(value).trim();
  if (loggingLevels.includes(text.toUpperCase())) return text.toUpperCase();
  const message = `Enum class class ${type} does not have any constant with value: ${text}`;
  throw conversionFailed(shown(value), type, new NamedException('java.lang.IllegalArgumentException', message));
}

/** What a message shows of a value: nothing of a stream. */
function shown(value: unknown): string {
  if (value instanceof Uint8Array) return decode(value);
  if (isTextReader(value)) return '[Body is instance of java.io.Reader]';
  return isByteStream(value) ? '[Body is instance of java.io.InputStream]' : textOf(value);
}
