import { javaTrim } from '../../runtime/java-text.ts';
import { library, native } from '../../runtime/native.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Value } from '../../runtime/value.ts';
import { splitText } from '../../regex/java-split.ts';
import { compileRegex } from '../../regex/regex.ts';
import { toInt } from './java-number.ts';
import { camelize, capitalize, dasherize, ordinalize, pluralize, singularize, underscore } from './inflection.ts';
import { raised, unusable, wrongKind } from './raised.ts';
import { roundHalfEvenText } from './rounding.ts';
import { seen } from './scalars.ts';

const ofText = (name: string, parameter: string, compute: (text: string) => Value) =>
  native(name, [`${parameter}:string|null`], (_runtime, text) => (text === null ? null : compute(text as string)));

const withText = (
  name: string,
  parameters: readonly [string, string],
  compute: (text: string, other: string) => string,
) =>
  native(name, [`${parameters[0]}:string|null`, `${parameters[1]}:string`], (_runtime, text, other) =>
    text === null ? null : compute(text as string, other as string),
  );

/** Tells of a text whether all of its characters are of a class; of other scalars there is a fixed answer. */
const classTest = (name: string, pattern: RegExp, number: boolean, boolean: boolean) =>
  native(name, ['str'], (runtime, given) => {
    const value = seen(runtime, given);
    if (typeof value === 'string') return pattern.test(value);
    if (typeof value === 'number') return number;
    if (typeof value === 'boolean') return boolean;
    if (value === null) return false;
    throw wrongKind(`the value of ${name}`, 'a text, number, boolean or null', runtime.kindOf(value));
  });

/** `ds.strings`. */
export const stringsModule = library([
  withText('appendIfMissing', ['str1', 'str2'], (text, end) => (text.endsWith(end) ? text : text + end)),
  withText('prependIfMissing', ['str1', 'str2'], (text, start) => (text.startsWith(start) ? text : start + text)),
  ofText('camelize', 'str', camelize),
  ofText('capitalize', 'str', capitalize),
  ofText('dasherize', 'str', dasherize),
  ofText('underscore', 'str', underscore),
  ofText('pluralize', 'value', pluralize),
  ofText('singularize', 'value', singularize),
  native('ordinalize', ['num'], (runtime, given) => {
    const value = seen(runtime, given);
    if (value === null) return null;
    if (typeof value === 'number') return ordinalize(String(toInt(value)));
    if (typeof value === 'string' && /^[0-9]+$/.test(value)) return ordinalize(value);
    throw wrongKind('the value of ordinalize', 'a number', runtime.kindOf(value));
  }),
  native('charCode', ['str:string'], (_runtime, text) => codePoint(text, 0)),
  native('charCodeAt', ['str:string', 'num:number'], (_runtime, text, index) => codePoint(text, toInt(index))),
  native('fromCharCode', ['num:number'], (_runtime, code) => String.fromCharCode(toInt(code) & 0xffff)),
  classTest('isAlpha', /^[A-Za-z]+$/, false, true),
  classTest('isAlphanumeric', /^[A-Za-z0-9]+$/, true, true),
  classTest('isLowerCase', /^[a-z]+$/, false, true),
  classTest('isUpperCase', /^[A-Z]+$/, false, false),
  classTest('isNumeric', /^[0-9]+$/, true, false),
  native('isWhitespace', ['str'], (runtime, given) => {
    const value = seen(runtime, given);
    if (typeof value === 'string') return javaTrim(value) === '';
    if (typeof value !== 'object' || value === null) return false;
    throw wrongKind('the value of isWhitespace', 'a text, number, boolean or null', runtime.kindOf(value));
  }),
  native('leftPad', ['str', 'offset:number'], (runtime, value, offset) => {
    const text = padded(runtime, value);
    const width = toInt(offset);
    if (text === null) return null;
    runtime.checkSize(Math.abs(width));
    if (width === 0) throw unusable('leftPad needs a width other than 0');
    return width < 0 ? text.padEnd(-width) : text.padStart(width);
  }),
  native('rightPad', ['str', 'offset:number'], (runtime, value, offset) => {
    const text = padded(runtime, value);
    const width = toInt(offset);
    if (text === null) return null;
    runtime.checkSize(Math.max(0, width));
    return text.padEnd(Math.max(0, width));
  }),
  native('repeat', ['str:string', 'num:number'], (runtime, text, count) => {
    const times = Math.max(0, toInt(count));
    runtime.checkSize(text.length * times);
    return text.repeat(times);
  }),
  withText('substringAfter', ['value', 'sep'], (text, separator) => {
    const at = text.indexOf(separator);
    return at < 0 ? '' : text.slice(at + separator.length);
  }),
  withText('substringAfterLast', ['value', 'sep'], (text, separator) => {
    // The separator is read as a regular expression, here only.
    const parts = raised(() => splitText(compileRegex(separator, 'java'), text));
    if (separator === '' || parts.length === 1) return '';
    if (parts.length === 0) throw unusable('the text consists of separators only');
    return parts.at(-1)!;
  }),
  withText('substringBefore', ['value', 'sep'], (text, separator) =>
    text.slice(0, Math.max(0, text.indexOf(separator))),
  ),
  withText('substringBeforeLast', ['value', 'sep'], (text, separator) =>
    text.slice(0, Math.max(0, text.lastIndexOf(separator))),
  ),
  withText('unwrap', ['value', 'wrapper'], (text, wrapper) => {
    const starts = text.startsWith(wrapper);
    const ends = text.endsWith(wrapper);
    if (starts && ends) {
      if (text.length < wrapper.length * 2) throw unusable('the text is shorter than its two wrappers');
      return text.slice(wrapper.length, text.length - wrapper.length);
    }
    if (starts) return text.slice(wrapper.length) + wrapper;
    return ends ? wrapper + text.slice(0, text.length - wrapper.length) : text;
  }),
  native('withMaxSize', ['value:string|null', 'num:number'], (_runtime, text, given) => {
    const size = toInt(given);
    if (text === null || text.length <= size) return text;
    if (size < 0) throw unusable('the largest size of a text must not be negative');
    return text.slice(0, size);
  }),
  withText('wrapIfMissing', ['value', 'wrapper'], (text, wrapper) => {
    const start = text.startsWith(wrapper) ? text : wrapper + text;
    // The end is asked of the text as it came, so that a text that is only its wrapper is not wrapped again.
    return text.endsWith(wrapper) ? start : start + wrapper;
  }),
  withText('wrapWith', ['value', 'wrapper'], (text, wrapper) => wrapper + text + wrapper),
]);

function codePoint(text: string, index: number): number {
  const point = index < 0 ? undefined : text.codePointAt(index);
  if (point === undefined) throw unusable(`the text has no character number ${index}`);
  return point;
}

/** What the pads print of a scalar: numbers with at most one place after the point. */
function padded(runtime: Runtime, given: Value): string | null {
  const value = seen(runtime, given);
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'number')
    throw wrongKind('the value to pad', 'a text, number, boolean or null', runtime.kindOf(value));
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  return roundHalfEvenText(value, 1);
}
