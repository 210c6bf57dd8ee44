import { failure } from '../errors/datasonnet-errors.ts';
import type { Evaluation } from './evaluation.ts';
import { jsonText } from './json-text.ts';
import type { JsonLayout } from './json-text.ts';
import { javaDouble, strictJsonNumber, toInt, toLong } from './number-text.ts';
import { getField } from './object-value.ts';
import type { FormatSpec } from './percent-format.ts';
import { formatTemplate } from './percent-format.ts';
import type { Value } from './value.ts';
import { force, isArray, isExact, isObject } from './value.ts';

const layout: JsonLayout = {
  indent: '',
  newline: '',
  multiline: false,
  itemSeparator: ',',
  keySeparator: ':',
  empty: 'closed',
  number: (value) => (Number.isFinite(value) ? strictJsonNumber(value) : `"${value}"`),
  exactNumbers: 'marker',
  functions: 'call',
};

/**
 * `format % values` as the mapper has it: texts go with every conversion, values left over are ignored, integers are
 * 32-bit, and exponents of powers of ten are one too low (its `%e` and `%g` compute them by a logarithm rounded up).
 */
export function formatStrictly(evaluation: Evaluation, format: string, given: Value): string {
  const { texts, specs } = formatTemplate(format);
  const values = isArray(given) || isObject(given) ? given : [given];
  let out = texts[0]!;
  let next = 0;
  specs.forEach((spec, at) => {
    if (spec.width === '*' || spec.precision === '*') {
      throw failure('DS_VALUE', 'a width or precision written * is not supported here; write the number');
    }
    if (spec.conversion === '%') out += widen(spec, '', '', '%', false, false);
    else {
      const value = isArray(values) ? force(pick(values, next++)) : labelled(values, spec);
      out += converted(evaluation, spec, isExact(value) ? value.markerText : value);
    }
    out += texts[at + 1]!;
    evaluation.checkSize(out.length);
  });
  return out;
}

function pick<T>(values: readonly T[], at: number): T {
  if (at < values.length) return values[at]!;
  throw failure('DS_VALUE', `the format text takes more values than the ${values.length} given`, {
    given: values.length,
  });
}

function labelled(values: Exclude<Value, null | boolean | number | string>, spec: FormatSpec): Value {
  if (!isObject(values)) throw failure('DS_KIND', 'a format text takes an array or an object');
  if (spec.label === undefined) {
    throw failure(
      'DS_KIND',
      `%${spec.conversion} takes the next value of an array, found object; write %(name)${spec.conversion}`,
    );
  }
  const value = getField(values, spec.label);
  if (value === undefined)
    throw failure('DS_FIELD', `there is no field ${spec.label} for the format text`, { name: spec.label });
  return value;
}

function converted(evaluation: Evaluation, spec: FormatSpec, value: Value): string {
  if (typeof value === 'string') return widen(spec, '', '', value, false, false);
  if (typeof value === 'number') return number(spec, value);
  if (typeof value === 'boolean' || value === null) return widen(spec, '', '', String(value), false, false);
  return widen(spec, '', '', jsonText(evaluation, value, layout), false, false);
}

function number(spec: FormatSpec, value: number): string {
  const sign = value < 0 ? '-' : '';
  const positive = value > 0;
  switch (spec.conversion) {
    case 'd':
    case 'i':
    case 'u': {
      const text = String(Math.abs(toInt(value)));
      return widen(spec, sign, '', text, true, positive);
    }
    case 'o': {
      const text = Math.abs(toInt(value)).toString(8);
      return widen(spec, sign, !spec.alternate || text.startsWith('0') ? '' : '0', text, true, positive);
    }
    case 'x':
      return widen(spec, sign, spec.alternate ? '0x' : '', Math.abs(toInt(value)).toString(16), true, positive);
    case 'X':
      return number({ ...spec, conversion: 'x' }, value).toUpperCase();
    case 'e':
    case 'E': {
      const precision = Number(spec.precision ?? 6);
      const text = exponential(Math.abs(value), precision, precision, spec.alternate);
      return cased(spec, widen(spec, sign, '', text, true, positive));
    }
    case 'f':
    case 'F': {
      const precision = Number(spec.precision ?? 6);
      return widen(spec, sign, '', fixed(Math.abs(value), precision, precision, spec.alternate), true, positive);
    }
    case 'g':
    case 'G':
      return cased(spec, widen(spec, sign, '', general(spec, Math.abs(value)), true, positive));
    case 'c':
      return widen(spec, '', '', String.fromCharCode(Math.trunc(value) & 0xffff), false, false);
    default:
      return widen(
        spec,
        '',
        '',
        Number(toLong(value)) === value && Math.abs(value) < 2 ** 63 ? toLong(value).toString() : javaDouble(value),
        false,
        false,
      );
  }
}

function cased(spec: FormatSpec, text: string): string {
  return spec.conversion === spec.conversion.toLowerCase() ? text.toLowerCase() : text;
}

function general(spec: FormatSpec, value: number): string {
  const precision = Number(spec.precision ?? 6);
  const exponent = Math.floor(Math.log10(value));
  if (!(exponent >= -4 && exponent < precision)) {
    const most = Math.max(0, precision - 1);
    return exponential(value, spec.alternate ? most : 0, most, spec.alternate);
  }
  const most = Math.max(0, precision - Math.max(1, exponent + 1));
  return fixed(
    value,
    spec.alternate ? most : 0,
    most,
    spec.alternate || (most === 0 && exponent + 1 > 0 && precision > 0),
  );
}

function fixed(value: number, least: number, most: number, point: boolean): string {
  const whole = toLong(value).toString();
  const scale = 10 ** most;
  const fraction = most === 0 ? 0 : Number(roundedLong(value * scale) % BigInt(scale));
  return joined(whole, padded(fraction, least, most), point);
}

function exponential(value: number, least: number, most: number, point: boolean): string {
  const roundedUp = Math.ceil(Math.log10(value));
  const exponent = value === 0 ? 9223372036854775807n : BigInt(roundedUp) - 1n;
  const power = Number(exponent);
  const whole = toLong(value / 10 ** power).toString();
  const scaled = value / 10 ** (power - most);
  const fraction = most === 0 || value === 0 ? 0 : Number(roundedLong(scaled % 10 ** most));
  const size = exponent < 0n ? -exponent : exponent;
  const exponentText = `${exponent < 0n ? '-' : ''}${size.toString().padStart(2, '0')}`;
  return `${joined(whole, shown(fraction, least, most), point)}E+${exponentText}`;
}

function joined(whole: string, fraction: string, point: boolean): string {
  return fraction === '' ? whole + (point ? '.' : '') : `${whole}.${fraction}`;
}

/** Java's `Math.round`. */
function roundedLong(value: number): bigint {
  return toLong(Math.floor(value + 0.5));
}

/** A fraction of `most` digits, without the zeros at its end past `least`. */
function padded(fraction: number, least: number, most: number): string {
  if (fraction === 0 && least === 0) return '';
  return String(fraction).padStart(most, '0').replace(/0+$/, '').padEnd(least, '0');
}

// The exponential form strips zeros before it pads, so that a fraction rounded up to 10^n keeps a single 1.
function shown(fraction: number, least: number, most: number): string {
  if (fraction === 0 && least === 0) return '';
  if (String(fraction).length > most) return String(fraction).replace(/0+$/, '').padEnd(least, '0').slice(0, most);
  return padded(fraction, least, most);
}

function widen(
  spec: FormatSpec,
  sign: string,
  prefix: string,
  text: string,
  numeric: boolean,
  positive: boolean,
): string {
  const lead = positive && spec.blankBeforePositive ? ` ${sign}` : positive && spec.signed ? `+${sign}` : sign;
  const missing = Number(spec.width ?? 0) - lead.length - prefix.length - text.length;
  if (missing <= 0) return lead + prefix + text;
  if (missing > 1_000_000) throw failure('DS_SIZE', 'the width of a format text is more than a million');
  if (spec.zeroPadded && numeric) return lead + prefix + '0'.repeat(missing) + text;
  if (spec.leftAdjusted) return lead + prefix + text + ' '.repeat(missing);
  return ' '.repeat(missing) + lead + prefix + text;
}
