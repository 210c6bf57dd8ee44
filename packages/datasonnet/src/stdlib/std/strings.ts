import { failure } from '../../errors/datasonnet-errors.ts';
import { formatStrictly } from '../../runtime/strict-format.ts';
import type { Evaluation } from '../../runtime/evaluation.ts';
import type { NativeFunction } from '../../runtime/native.ts';
import { native } from '../../runtime/native.ts';
import { toInt } from '../../runtime/number-text.ts';
import { Regex } from '../../regex/regex.ts';
import { replaceMatches } from '../../regex/replacement.ts';
import { parseInt32 } from '../ds/java-number.ts';
import { raised } from '../ds/raised.ts';

/** Functions on text that all profiles share, as far as text is UTF-16 for them. */
export const commonStrings: readonly NativeFunction[] = [
  native('toString', ['a'], (runtime, a) => runtime.toText(a)),
  native('startsWith', ['a:string', 'b:string'], (_runtime, a, b) => a.startsWith(b)),
  native('endsWith', ['a:string', 'b:string'], (_runtime, a, b) => a.endsWith(b)),
  native('escapeStringDollars', ['str:string'], (_runtime, str) => str.replaceAll('$', '$$$$')),
  native('escapeStringBash', ['str:string'], (_runtime, str) => `'${str.replaceAll("'", `'"'"'`)}'`),
];

/** As the mapper has them, on UTF-16 units. */
export const strictStrings: readonly NativeFunction[] = [
  ...commonStrings,
  native('codepoint', ['str:string'], (_runtime, str) => {
    if (str === '') throw failure('DS_INDEX', 'an empty text has no code point');
    return str.charCodeAt(0);
  }),
  native('char', ['n:number'], (_runtime, n) => String.fromCharCode(toInt(n) & 0xffff)),
  native('substr', ['s:string', 'from:number', 'len:number'], (_runtime, s, from, len) => {
    const start = Math.min(toInt(from), s.length);
    const end = Math.min(start + toInt(len), s.length);
    if (start < 0 || end < start) throw failure('DS_INDEX', 'from and len of std.substr cannot be negative');
    return s.slice(start, end);
  }),
  native('findSubstr', ['pat:string', 'str:string'], (_runtime, pat, str) => {
    const found: number[] = [];
    if (pat === '') return found;
    for (let at = str.indexOf(pat); at >= 0; at = str.indexOf(pat, at + 1)) found.push(at);
    return found;
  }),
  native('split', ['str:string', 'c:string'], (runtime, str, c) => checked(runtime, splitText(str, c, -1))),
  native('splitLimit', ['str:string', 'c:string', 'maxSplits:number'], (runtime, str, c, maxSplits) =>
    checked(runtime, splitText(str, c, toInt(maxSplits))),
  ),
  native('splitLimitR', ['str:string', 'c:string', 'maxSplits:number'], (runtime, str, c, maxSplits) => {
    const parts = splitText(reversed(str), reversed(c), toInt(maxSplits));
    return checked(runtime, parts.map(reversed).toReversed());
  }),
  native('stringChars', ['str:string'], (_runtime, str) => str.split('')),
  native('strReplace', ['str:string', 'from:string', 'to:string'], (runtime, str, from, to) => {
    const result = str.replaceAll(from, () => to);
    runtime.checkSize(result.length);
    return result;
  }),
  native('strReplaceAll', ['str:string', 'from:string', 'to:string'], (runtime, str, from, to) =>
    raised(() => {
      const result = replaceMatches(new Regex(from, 'java'), str, to);
      runtime.checkSize(result.length);
      return result;
    }),
  ),
  native('lstripChars', ['str:string', 'chars:string'], (_runtime, str, chars) => stripLeft(str, charSet(chars))),
  native('rstripChars', ['str:string', 'chars:string'], (_runtime, str, chars) => stripRight(str, charSet(chars))),
  native('stripChars', ['str:string', 'chars:string'], (_runtime, str, chars) =>
    stripRight(stripLeft(str, charSet(chars)), charSet(chars)),
  ),
  native('isEmpty', ['a:string'], (_runtime, a) => a === ''),
  native('asciiUpper', ['str:string'], (_runtime, str) => str.toUpperCase()),
  native('asciiLower', ['str:string'], (_runtime, str) => str.toLowerCase()),
  native('format', ['str:string', 'vals'], (runtime, str, vals) => formatStrictly(runtime as Evaluation, str, vals)),
  native('escapeStringJson', ['str:string'], (_runtime, str) => escapeAscii(str)),
  native('parseInt', ['str:string'], (_runtime, str) => integer(str, 10)),
  native('parseOctal', ['str:string'], (_runtime, str) => integer(str, 8)),
  native('parseHex', ['str:string'], (_runtime, str) => integer(str, 16)),
];

function checked<T>(runtime: { step(count: number): void }, parts: T[]): T[] {
  runtime.step(parts.length);
  return parts;
}

/** Java's split by a literal: after so many cuts the rest stays whole; fewer than none: no limit. */
function splitText(text: string, separator: string, maxSplits: number): string[] {
  if (separator === '') {
    const units = text.split('');
    if (maxSplits < 0 || maxSplits >= units.length) return text === '' ? [''] : [...units, ''];
    return [...units.slice(0, maxSplits), text.slice(maxSplits)];
  }
  const parts = text.split(separator);
  if (maxSplits < 0 || parts.length <= maxSplits + 1) return parts;
  return [...parts.slice(0, maxSplits), parts.slice(maxSplits).join(separator)];
}

function reversed(text: string): string {
  return text.split('').toReversed().join('');
}

function charSet(chars: string): ReadonlySet<string> {
  if (chars === '') throw failure('DS_VALUE', 'the characters to strip are empty');
  return new Set(chars.split(''));
}

function stripLeft(text: string, chars: ReadonlySet<string>): string {
  let at = 0;
  while (at < text.length && chars.has(text[at]!)) at++;
  return text.slice(at);
}

function stripRight(text: string, chars: ReadonlySet<string>): string {
  let end = text.length;
  while (end > 0 && chars.has(text[end - 1]!)) end--;
  return text.slice(0, end);
}

/** A JSON string of ASCII characters only. */
function escapeAscii(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function integer(text: string, radix: number): number {
  const value = parseInt32(text, radix);
  if (value === undefined) {
    throw failure('DS_VALUE', `this text is no ${radix === 10 ? '' : `base ${radix} `}integer of 32 bits`, { radix });
  }
  return value;
}
