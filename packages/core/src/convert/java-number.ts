/** Java's number types that a plain JavaScript number cannot tell apart. */
export type JavaNumberType = 'Byte' | 'Short' | 'Long' | 'Float' | 'Double' | 'BigDecimal';

/**
 * A number that must keep the type or the digits it came with: a decimal of a database (`1.10`), a typed property of a
 * broker. Everything else is a plain number (whole: Integer, or Long past 32 bits; with a fraction: Double) or a bigint
 * (BigInteger); Dhow's own results are always plain.
 */
export class JavaNumber {
  readonly type: JavaNumberType;
  /** The digits as Java prints them. */
  readonly text: string;

  constructor(type: JavaNumberType, text: string) {
    this.type = type;
    this.text = text;
  }

  valueOf(): number {
    return Number(this.text);
  }

  toString(): string {
    return this.text;
  }

  toJSON(): number {
    return Number(this.text);
  }
}

const maxInteger = 2147483647;
const minInteger = -2147483648;
const maxLong = 9223372036854775807n;

/** Java's simple name of the type that a number has, or undefined for anything else. */
export function numberTypeOf(value: unknown): JavaNumberType | 'Integer' | 'BigInteger' | undefined {
  if (typeof value === 'number') {
    if (!Number.isInteger(value)) return 'Double';
    return value <= maxInteger && value >= minInteger ? 'Integer' : Number.isSafeInteger(value) ? 'Long' : 'Double';
  }
  if (typeof value === 'bigint') return value <= maxLong && value >= -maxLong - 1n ? 'Long' : 'BigInteger';
  if (value instanceof JavaNumber) return value.type;
  return undefined;
}

/** A number as Java prints it: a Double has a fraction or an exponent, whole numbers have neither. */
export function numberText(value: number | bigint | JavaNumber): string {
  if (typeof value !== 'number') return String(value);
  return numberTypeOf(value) === 'Double' ? doubleText(value) : String(value);
}

/** `Double.toString`: plain between 0.001 and 10,000,000, else with an exponent. */
export function doubleText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e7) {
    const text = String(value);
    return text.includes('.') ? text : `${text}.0`;
  }
  const [digits, exponent] = value.toExponential().split('e') as [string, string];
  return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
}
