import { failure } from '../errors/datasonnet-errors.ts';
import { characterCount } from './code-points.ts';
import type { Evaluation } from './evaluation.ts';
import { getField } from './object-value.ts';
import type { FormatSpec } from './percent-format.ts';
import { formatTemplate } from './percent-format.ts';
import type { Value } from './value.ts';
import { force, isArray, isExact, isObject, kindOf } from './value.ts';

/** `format % values` as Jsonnet's standard library has it. */
export function formatLikeJsonnet(evaluation: Evaluation, format: string, given: Value): string {
  const { texts, specs } = formatTemplate(format);
  const source = isObject(given) ? given : undefined;
  const values = source ? [] : isArray(given) ? given : [given];
  let next = 0;
  const take = (): Value => {
    if (source) throw failure('DS_KIND', 'with an object every conversion is written %(name)…');
    if (next >= values.length)
      throw failure('DS_VALUE', `the format text takes more values than the ${values.length} given`);
    return force(values[next++]!);
  };
  let out = texts[0]!;
  specs.forEach((spec, at) => {
    const width = spec.width === '*' ? whole(take()) : (spec.width ?? 0);
    const precision = spec.precision === '*' ? whole(take()) : spec.precision;
    if (spec.conversion === '%') out += '%';
    else {
      const value = source ? labelled(source, spec) : take();
      out += pad(spec, width, converted(evaluation, spec, isExact(value) ? value.toNumber() : value, width, precision));
    }
    out += texts[at + 1]!;
    evaluation.checkSize(out.length);
  });
  if (!source && next < values.length) {
    throw failure('DS_VALUE', `the format text takes ${next} values, found ${values.length}`, {
      expected: next,
      found: values.length,
    });
  }
  return out;
}

function labelled(source: Parameters<typeof getField>[0], spec: FormatSpec): Value {
  if (spec.label === undefined) throw failure('DS_KIND', 'with an object every conversion is written %(name)…');
  const value = getField(source, spec.label);
  if (value === undefined)
    throw failure('DS_FIELD', `there is no field ${spec.label} for the format text`, { name: spec.label });
  return value;
}

function whole(value: Value): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 1_000_000) return value;
  throw failure('DS_KIND', `a width or precision is a whole number, found ${kindOf(value)}`);
}

function pad(spec: FormatSpec, width: number, text: string): string {
  const missing = width - characterCount(text);
  if (missing <= 0) return text;
  return spec.leftAdjusted ? text + ' '.repeat(missing) : ' '.repeat(missing) + text;
}

function converted(
  evaluation: Evaluation,
  spec: FormatSpec,
  value: Value,
  width: number,
  precision: number | undefined,
): string {
  switch (spec.conversion) {
    case 's':
      return evaluation.toText(value);
    case 'c':
      return character(value);
    case 'd':
    case 'i':
    case 'u':
      return integer(spec, numeric(value), width, precision, 10, '');
    case 'o':
      return integer(spec, numeric(value), width, precision, 8, spec.alternate ? '0' : '');
    case 'x':
      return integer(spec, numeric(value), width, precision, 16, spec.alternate ? '0x' : '');
    case 'X':
      return integer(spec, numeric(value), width, precision, 16, spec.alternate ? '0X' : '').toUpperCase();
    case 'e':
    case 'E': {
      const number = numeric(value);
      return cased(spec, signed(spec, number, exponential(Math.abs(number), precision ?? 6, spec.alternate), width));
    }
    case 'f':
    case 'F': {
      const number = numeric(value);
      const text = fixedDigits(Math.abs(number), precision ?? 6);
      return signed(spec, number, spec.alternate && !text.includes('.') ? `${text}.` : text, width);
    }
    case 'g':
    case 'G': {
      const number = numeric(value);
      return cased(spec, signed(spec, number, general(spec, Math.abs(number), precision ?? 6), width));
    }
    default:
      throw failure('DS_VALUE', `there is no conversion %${spec.conversion}`);
  }
}

function numeric(value: Value): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw failure('DS_KIND', `the conversion takes a number, found ${kindOf(value)}; use %s`, { found: kindOf(value) });
}

function character(value: Value): string {
  if (typeof value === 'number' && value >= 0 && value < 0x110000) return String.fromCodePoint(Math.trunc(value));
  if (typeof value === 'string' && characterCount(value) === 1) return value;
  throw failure('DS_KIND', '%c takes a code point or a text of one character');
}

function cased(spec: FormatSpec, text: string): string {
  return spec.conversion === spec.conversion.toLowerCase() ? text : text.toUpperCase();
}

function signOf(spec: FormatSpec, number: number): string {
  if (number < 0) return '-';
  return spec.signed ? '+' : spec.blankBeforePositive ? ' ' : '';
}

function integer(
  spec: FormatSpec,
  number: number,
  width: number,
  precision: number | undefined,
  radix: number,
  prefix: string,
): string {
  const cut = Math.trunc(number);
  const digits = BigInt(Math.abs(cut)).toString(radix);
  const sign = signOf(spec, cut);
  const lead = prefix === '0' && digits.startsWith('0') ? '' : prefix;
  const zeros = spec.zeroPadded && !spec.leftAdjusted ? width - sign.length - lead.length : 0;
  return sign + lead + digits.padStart(Math.max(zeros, precision ?? 0), '0');
}

function signed(spec: FormatSpec, number: number, text: string, width: number): string {
  const sign = signOf(spec, number);
  return sign + (spec.zeroPadded && !spec.leftAdjusted ? text.padStart(width - sign.length, '0') : text);
}

/** Rounded half up, as the standard library computes it, with any number of digits. */
function fixedDigits(value: number, digits: number): string {
  const whole = Math.floor(value);
  const scale = 10 ** digits;
  let fraction = Math.floor((value - whole) * scale + 0.5);
  let integerPart = BigInt(whole);
  if (fraction >= scale) {
    integerPart += 1n;
    fraction = 0;
  }
  if (digits === 0) return integerPart.toString();
  return `${integerPart}.${BigInt(fraction).toString().padStart(digits, '0')}`;
}

function exponentOf(value: number): number {
  return value === 0 ? 0 : Math.floor(Math.log(value) / Math.LN10);
}

// The library computes the exponent by a logarithm, so that some powers of ten come out as 10.0e+02.
function exponential(value: number, digits: number, point: boolean): string {
  const exponent = exponentOf(value);
  const mantissa = fixedDigits(
    exponent < -300 ? value * 1e300 * 10 ** (-exponent - 300) : value / 10 ** exponent,
    digits,
  );
  const dotted = point && !mantissa.includes('.') ? `${mantissa}.` : mantissa;
  return `${dotted}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function general(spec: FormatSpec, value: number, precision: number): string {
  const significant = Math.max(1, precision);
  const exponent = exponentOf(value);
  const strip = (text: string) => (spec.alternate || !text.includes('.') ? text : text.replace(/\.?0+$/, ''));
  if (exponent < -4 || exponent >= significant) {
    const text = exponential(value, significant - 1, spec.alternate);
    const at = text.indexOf('e');
    return strip(text.slice(0, at)) + text.slice(at);
  }
  return strip(fixedDigits(value, Math.max(0, significant - 1 - exponent)));
}
