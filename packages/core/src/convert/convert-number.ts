import { conversionFailed, noConversion } from './conversion-error.ts';
import { NamedException } from '../error-handling/exception-types.ts';
import { numberTypeOf, type JavaNumber } from './java-number.ts';
import { decode } from './text-codec.ts';

const bits: Readonly<Record<string, number>> = {
  'java.lang.Byte': 8,
  'java.lang.Short': 16,
  'java.lang.Integer': 32,
  'java.lang.Long': 64,
};

/** Integer, Long, Short and Byte: text must be digits, fractions are cut, too large numbers wrap as in Java. */
export function toWhole(value: unknown, type: string): number | bigint | null {
  const own = numberTypeOf(value);
  if (own === 'Double' || own === 'Float') return wholeOfDouble(Number(value), bits[type]!);
  if (own !== undefined) return wrap(truncate(value as number | bigint | JavaNumber), bits[type]!);
  if (value instanceof Uint8Array) return parseWhole(decode(value), type, value);
  if (typeof value === 'string') return parseWhole(value, type, value);
  if (value instanceof Date && type === 'java.lang.Long') return value.getTime();
  throw noConversion(value, type);
}

/** A fraction is cut; what is too large is the largest, NaN is nothing. */
function wholeOfDouble(value: number, width: number): number | bigint | null {
  if (Number.isNaN(value)) return null;
  const largest = 2n ** BigInt(Math.max(width, 32) - 1);
  if (Math.abs(value) >= Number(largest)) return wrap(value > 0 ? largest - 1n : -largest, width);
  return wrap(BigInt(Math.trunc(value)), width);
}

function truncate(value: number | bigint | JavaNumber): bigint {
  if (typeof value === 'bigint') return value;
  const number = Number(value);
  return Number.isFinite(number) ? BigInt(Math.trunc(number)) : 0n;
}

function wrap(value: bigint, width: number): number | bigint {
  return plain(BigInt.asIntN(width, value));
}

function plain(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function parseWhole(text: string, type: string, value: unknown, wanted = type): number | bigint {
  if (/^[+-]?\d+$/.test(text)) {
    const parsed = BigInt(text.startsWith('+') ? text.slice(1) : text);
    if (BigInt.asIntN(bits[type]!, parsed) === parsed) return plain(parsed);
  }
  throw conversionFailed(value, wanted, notANumber(text));
}

const notANumber = (text: string) =>
  new NamedException(
    'java.lang.NumberFormatException',
    text === '' ? 'For input string: ""' : `For input string: "${text}"`,
  );

/** Double and Float: blanks around the digits are allowed, as Java's parser has it. */
export function toDouble(value: unknown, type: string): number {
  if (numberTypeOf(value) !== undefined) return Number(value);
  if (typeof value === 'string' || value instanceof Uint8Array) {
    const text = typeof value === 'string' ? value : decode(value);
    const trimmed = text.trim();
    if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[dDfF]?$/.test(trimmed)) return Number.parseFloat(trimmed);
    if (/^[+-]?(NaN|Infinity)$/.test(trimmed)) return Number(trimmed);
    const cause =
      trimmed === '' ? new NamedException('java.lang.NumberFormatException', 'empty String') : notANumber(trimmed);
    throw conversionFailed(value, type, cause);
  }
  throw noConversion(value, type);
}

/** BigDecimal only from itself, BigInteger from numbers and digits; anything else BigInteger gives null. */
export function toNumberType(value: unknown, type: string): unknown {
  const own = numberTypeOf(value);
  if (type === 'java.lang.Number') {
    if (own !== undefined) return value;
    if (typeof value !== 'string' && !(value instanceof Uint8Array)) throw noConversion(value, type);
    const text = typeof value === 'string' ? value : decode(value);
    if (/^[+-]?\d+$/.test(text)) return parseWhole(text, 'java.lang.Long', value, type);
    if (text.includes('.')) return toDouble(value, type);
    throw conversionFailed(value, type, notANumber(text));
  }
  if (type === 'java.math.BigDecimal') {
    if (own === 'BigDecimal') return value;
    throw noConversion(value, type);
  }
  if (own === 'Double' || own === 'Float') {
    const whole = wholeOfDouble(Number(value), 64);
    return whole === null ? null : BigInt(whole);
  }
  if (own !== undefined) return truncate(value as number | bigint | JavaNumber);
  if (typeof value === 'string') {
    if (/^[+-]?\d+$/.test(value)) return BigInt(value.startsWith('+') ? value.slice(1) : value);
    throw conversionFailed(value, type, badInteger(value));
  }
  return null;
}

/** BigInteger words its complaints in its own way. */
function badInteger(text: string): NamedException {
  const sign = Math.max(text.lastIndexOf('-'), text.lastIndexOf('+'));
  if (sign > 0) return new NamedException('java.lang.NumberFormatException', 'Illegal embedded sign character');
  const digits = text.slice(sign + 1);
  if (digits === '') return new NamedException('java.lang.NumberFormatException', 'Zero length BigInteger');
  // It reads nine digits at a time, those left over first, and names the part that is none.
  const significant = digits.replace(/^0+/, '');
  const first = significant.length % 9 || 9;
  const parts = [significant.slice(0, first), ...(significant.slice(first).match(/.{1,9}/gs) ?? [])];
  return notANumber(parts.find((part) => !/^\d+$/.test(part)) ?? text);
}

/** Boolean: "true" and "false" in any case; an Integer above 0 is true. */
export function toBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (numberTypeOf(value) === 'Integer') return Number(value) > 0;
  if (typeof value === 'string' || value instanceof Uint8Array) {
    const lower = (typeof value === 'string' ? value : decode(value)).toLowerCase();
    if (lower === 'true') return true;
    if (lower === 'false') return false;
  }
  throw noConversion(value, 'java.lang.Boolean');
}

/** Character: text or bytes of just one. */
export function toCharacter(value: unknown): string {
  const isBytes = value instanceof Uint8Array;
  if (typeof value !== 'string' && !isBytes) throw noConversion(value, 'java.lang.Character');
  if (value.length === 1) return isBytes ? decode(value) : value;
  const message = isBytes
    ? `byte[] must have exactly a length of 1: ${value.length}`
    : `String must have exactly a length of 1: ${value}`;
  throw conversionFailed(
    value,
    'java.lang.Character',
    new NamedException('java.lang.IllegalArgumentException', message),
  );
}
