import { failure } from '../errors/datasonnet-errors.ts';
import { ExactNumber } from './value.ts';

/** An exact decimal: `unscaled` divided by ten to the power of `scale`. */
interface Decimal {
  readonly unscaled: bigint;
  readonly scale: number;
}

/** Digits that are computed with; past this a number is an error rather than a hang. */
const largestSize = 10_000;
/** Significant digits of a quotient that does not come out even: those of decimal128. */
const quotientDigits = 34;

/** The value of a literal such as `1.50m`. */
export function readExactLiteral(text: string): ExactNumber {
  return new ExactNumber(text.replace(/m$/, ''));
}

export function addExact(left: number | ExactNumber, right: number | ExactNumber): ExactNumber {
  const [a, b, scale] = aligned(left, right);
  return write({ unscaled: a + b, scale });
}

export function subtractExact(left: number | ExactNumber, right: number | ExactNumber): ExactNumber {
  const [a, b, scale] = aligned(left, right);
  return write({ unscaled: a - b, scale });
}

export function multiplyExact(left: number | ExactNumber, right: number | ExactNumber): ExactNumber {
  const a = read(left);
  const b = read(right);
  return write({ unscaled: a.unscaled * b.unscaled, scale: a.scale + b.scale });
}

/** Exact where the quotient has at most 34 digits, else rounded half to even there. */
export function divideExact(left: number | ExactNumber, right: number | ExactNumber): ExactNumber {
  const a = read(left);
  const b = read(right);
  if (b.unscaled === 0n) throw failure('DS_VALUE', 'division by zero');
  const more = Math.max(0, quotientDigits + digitsOf(b.unscaled) - digitsOf(a.unscaled));
  const scale = a.scale - b.scale + more;
  const quotient = roundedQuotient(a.unscaled * 10n ** BigInt(more), b.unscaled);
  return write(stripped({ unscaled: quotient, scale }, Math.max(0, a.scale - b.scale)));
}

export function remainderExact(left: number | ExactNumber, right: number | ExactNumber): ExactNumber {
  const [a, b, scale] = aligned(left, right);
  if (b === 0n) throw failure('DS_VALUE', 'division by zero');
  return write({ unscaled: a % b, scale });
}

export function negateExact(value: ExactNumber): ExactNumber {
  const { unscaled, scale } = read(value);
  return write({ unscaled: -unscaled, scale });
}

/** Negative, 0 or positive. */
export function compareExact(left: number | ExactNumber, right: number | ExactNumber): number {
  const [a, b] = aligned(left, right);
  return a < b ? -1 : a > b ? 1 : 0;
}

function aligned(left: number | ExactNumber, right: number | ExactNumber): [bigint, bigint, number] {
  const a = read(left);
  const b = read(right);
  const scale = Math.max(a.scale, b.scale);
  return [a.unscaled * 10n ** BigInt(scale - a.scale), b.unscaled * 10n ** BigInt(scale - b.scale), scale];
}

function read(value: number | ExactNumber): Decimal {
  const text = typeof value === 'number' ? String(value) : value.text;
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d+))?$/.exec(text);
  if (!match) throw failure('DS_VALUE', 'an exact decimal cannot be computed with Infinity or NaN');
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const shift = fraction.length - Number(exponent);
  if (Math.abs(shift) + whole.length > largestSize) {
    throw failure('DS_SIZE', `an exact decimal of more than ${largestSize} digits`);
  }
  const digits = BigInt(`${sign}${whole}${fraction}`);
  return shift >= 0 ? { unscaled: digits, scale: shift } : { unscaled: digits * 10n ** BigInt(-shift), scale: 0 };
}

function write({ unscaled, scale }: Decimal): ExactNumber {
  if (scale > largestSize || digitsOf(unscaled) > largestSize) {
    throw failure('DS_SIZE', `an exact decimal of more than ${largestSize} digits`);
  }
  const sign = unscaled < 0n ? '-' : '';
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  if (scale <= 0) return new ExactNumber(sign + digits);
  return new ExactNumber(`${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`);
}

function digitsOf(value: bigint): number {
  return (value < 0n ? -value : value).toString().length;
}

/** Without zeros at the end, down to a scale. */
function stripped({ unscaled, scale }: Decimal, least: number): Decimal {
  let digits = unscaled;
  let left = scale;
  while (left > least && digits % 10n === 0n) {
    digits /= 10n;
    left--;
  }
  return { unscaled: digits, scale: left };
}

/** Half to even. */
function roundedQuotient(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const rest = dividend % divisor;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  const size = divisor < 0n ? -divisor : divisor;
  const away = dividend < 0n === divisor < 0n ? 1n : -1n;
  if (twice < size || (twice === size && quotient % 2n === 0n)) return quotient;
  return quotient + away;
}
