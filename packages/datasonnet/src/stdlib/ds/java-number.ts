import { javaTrim } from '../../runtime/java-text.ts';
import { javaDouble, toInt, toLong } from '../../runtime/number-text.ts';

export { javaDouble, toInt, toLong };

const MAX_INT = 2_147_483_647;
const MIN_INT = -2_147_483_648;
const MAX_LONG = 9_223_372_036_854_775_807n;
const MIN_LONG = -9_223_372_036_854_775_808n;

/** Whether Java's `ceil` and `floor` of it agree; so are infinities, NaN is not. */
export function isWhole(value: number): boolean {
  return Math.ceil(value) === Math.floor(value);
}

/** A number as `ds` puts it into texts and keys: whole ones as a 64-bit integer, others as `Double.toString`. */
export function longOrDoubleText(value: number): string {
  return isWhole(value) ? toLong(value).toString() : javaDouble(value);
}

/** The same with a 32-bit integer, as `joinBy` and `combine` have it. */
export function intOrDoubleText(value: number): string {
  return isWhole(value) ? String(toInt(value)) : javaDouble(value);
}

/** Reads an integer as `Integer.parseInt` does; undefined when it is none or does not fit 32 bits. */
export function parseInt32(text: string, radix: number): number | undefined {
  const value = parseInteger(text, radix);
  return value === undefined || value > BigInt(MAX_INT) || value < BigInt(MIN_INT) ? undefined : Number(value);
}

/** Reads an integer as `Long.parseLong` does. */
export function parseInt64(text: string): bigint | undefined {
  const value = parseInteger(text, 10);
  return value === undefined || value > MAX_LONG || value < MIN_LONG ? undefined : value;
}

/** Reads an integer of any length with digits of any script; undefined when the text is none. */
export function parseInteger(text: string, radix: number): bigint | undefined {
  const signed = /^[+-]/.test(text);
  const digits = Array.from(signed ? text.slice(1) : text);
  if (digits.length === 0) return undefined;
  const base = BigInt(radix);
  let value = 0n;
  for (const digit of digits) {
    const one = digitValue(digit);
    if (one === undefined || one >= radix) return undefined;
    value = value * base + BigInt(one);
  }
  return text.startsWith('-') ? -value : value;
}

function digitValue(char: string): number | undefined {
  if (char >= '0' && char <= '9') return char.charCodeAt(0) - 48;
  const lower = char.toLowerCase();
  if (/^[a-z]$/.test(lower) && char.length === 1) return lower.charCodeAt(0) - 87;
  if (!/^\p{Nd}$/u.test(char)) return undefined;
  // Decimal digits of a script lie side by side, from 0 to 9: count back to the first one.
  const point = char.codePointAt(0)!;
  let value = 0;
  while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(point - value - 1))) value++;
  return value;
}

const doublePattern = /^[+-]?(?:NaN|Infinity|(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)[dDfF]?)$/;
const hexDoublePattern = /^([+-]?)0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([+-]?\d+)[dDfF]?$/;

/** Reads a double as `Double.parseDouble` does: with blanks around it, a `d` behind it, `NaN` or `Infinity`. */
export function parseDouble(text: string): number | undefined {
  const trimmed = javaTrim(text);
  if (doublePattern.test(trimmed)) {
    if (trimmed.endsWith('NaN')) return Number.NaN;
    return Number(trimmed.endsWith('y') ? trimmed : trimmed.replace(/[dDfF]$/, ''));
  }
  const hex = hexDoublePattern.exec(trimmed);
  if (hex === null || hex[2]! + hex[3]! === '') return undefined;
  const mantissa = Number.parseInt(hex[2]! + hex[3]!, 16);
  return (hex[1] === '-' ? -1 : 1) * mantissa * 2 ** (Number(hex[4]) - 4 * hex[3]!.length);
}
