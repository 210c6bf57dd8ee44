/** Java's `Double.toString`: at least one digit after the point, `E` outside of 10^-3 to 10^7. */
export function javaDouble(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e7) {
    const text = String(value);
    return text.includes('.') ? text : `${text}.0`;
  }
  const { sign, digits, exponent } = decimalDigits(value);
  return `${sign}${digits[0]}.${digits.slice(1) || '0'}E${exponent}`;
}

const largestLong = 9223372036854775807n;
const smallestLong = -9223372036854775808n;

/** How the mapper's JSON writer spells a number: whole and within 64 bits as an integer, others as Java's doubles. */
export function strictJsonNumber(value: number): string {
  if (Number.isInteger(value)) {
    if (Number.isSafeInteger(value)) return Object.is(value, -0) ? '0' : String(value);
    if (value < -(2 ** 63) || value > 2 ** 63) return javaDouble(value);
    return saturatedLong(value);
  }
  return javaDouble(value);
}

/** A double as a 64-bit integer: fraction cut, beyond the range the nearest end, NaN is 0. */
export function toLong(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  if (value >= 2 ** 63) return largestLong;
  if (value <= -(2 ** 63)) return smallestLong;
  return BigInt(Math.trunc(value));
}

function saturatedLong(value: number): string {
  return toLong(value).toString();
}

/** A double as a 32-bit integer, saturating. */
export function toInt(value: number): number {
  if (Number.isNaN(value)) return 0;
  return Math.max(-2147483648, Math.min(2147483647, Math.trunc(value)));
}

/** How the mapper joins a number to text: whole numbers in plain digits of any length, fractions as Java's doubles. */
export function strictPlainNumber(value: number): string {
  if (!Number.isInteger(value)) return javaDouble(value);
  if (Number.isSafeInteger(value)) return Object.is(value, -0) ? '0' : String(value);
  return plainDigits(value);
}

/** A whole number with its shortest digits, filled up with zeros: no exponent. */
export function plainDigits(value: number): string {
  if (Math.abs(value) < 1e21) return String(value);
  const { sign, digits, exponent } = decimalDigits(value);
  return sign + digits.padEnd(exponent + 1, '0');
}

/** How Jsonnet spells a number: `%.17g`, whole numbers in all their digits. */
export function jsonnetNumber(value: number): string {
  if (Number.isInteger(value)) {
    if (Object.is(value, -0)) return '-0';
    return Number.isSafeInteger(value) ? String(value) : BigInt(value).toString();
  }
  return general(value, 17);
}

/** C's `%.{precision}g`. */
function general(value: number, precision: number): string {
  const scientific = value.toExponential(precision - 1);
  const exponent = Number(scientific.slice(scientific.indexOf('e') + 1));
  if (exponent < -4 || exponent >= precision) {
    const mantissa = scientific.slice(0, scientific.indexOf('e')).replace(/\.?0+$/, '');
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  const fixed = value.toFixed(Math.max(0, precision - 1 - exponent));
  return fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed;
}

interface DecimalDigits {
  readonly sign: '' | '-';
  /** The shortest that read back as the same double, without the point. */
  readonly digits: string;
  /** Of the first digit. */
  readonly exponent: number;
}

function decimalDigits(value: number): DecimalDigits {
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toExponential().split('e');
  return { sign: value < 0 ? '-' : '', digits: mantissa.replace('.', ''), exponent: Number(exponent) };
}
