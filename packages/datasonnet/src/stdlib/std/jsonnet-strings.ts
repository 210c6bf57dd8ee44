import { failure } from '../../errors/datasonnet-errors.ts';
import type { Evaluation } from '../../runtime/evaluation.ts';
import { formatLikeJsonnet } from '../../runtime/jsonnet-format.ts';
import { quoteJson } from '../../runtime/json-text.ts';
import type { NativeFunction } from '../../runtime/native.ts';
import { native } from '../../runtime/native.ts';
import { characterCount, characters, sliceCharacters } from '../../runtime/code-points.ts';

/** Texts of the current Jsonnet library, on code points. */
export const jsonnetStrings: readonly NativeFunction[] = [
  native('toString', ['a'], (runtime, a) => runtime.toText(a)),
  native('startsWith', ['a:string', 'b:string'], (_runtime, a, b) => a.startsWith(b)),
  native('endsWith', ['a:string', 'b:string'], (_runtime, a, b) => a.endsWith(b)),
  native('codepoint', ['str:string'], (_runtime, str) => {
    if (characterCount(str) !== 1) throw failure('DS_VALUE', 'std.codepoint takes a text of one character');
    return str.codePointAt(0)!;
  }),
  native('char', ['n:number'], (_runtime, n) => {
    if (n < 0 || n >= 0x110000) throw failure('DS_VALUE', 'a code point is a number from 0 to 1114111');
    return String.fromCodePoint(Math.trunc(n));
  }),
  native('substr', ['str:string', 'from:number', 'len:number'], (_runtime, str, from, len) => {
    if (from < 0 || len < 0) throw failure('DS_INDEX', 'from and len of std.substr cannot be negative');
    return sliceCharacters(str, Math.trunc(from), Math.trunc(from) + Math.trunc(len));
  }),
  native('findSubstr', ['pat:string', 'str:string'], (_runtime, pat, str) => {
    const found: number[] = [];
    if (pat === '') return found;
    for (let at = str.indexOf(pat); at >= 0; at = str.indexOf(pat, at + 1))
      found.push(characterCount(str.slice(0, at)));
    return found;
  }),
  native('split', ['str:string', 'c:string'], (_runtime, str, c) => splitText(str, c, -1)),
  native('splitLimit', ['str:string', 'c:string', 'maxsplits:number'], (_runtime, str, c, most) =>
    splitText(str, c, most),
  ),
  native('splitLimitR', ['str:string', 'c:string', 'maxsplits:number'], (_runtime, str, c, most) => {
    const parts = splitText(str, c, -1);
    if (most < 0 || parts.length <= most + 1) return parts;
    const kept = parts.length - most;
    return [parts.slice(0, kept).join(c), ...parts.slice(kept)];
  }),
  native('stringChars', ['str:string'], (_runtime, str) => characters(str)),
  native('strReplace', ['str:string', 'from:string', 'to:string'], (runtime, str, from, to) => {
    if (from === '') throw failure('DS_VALUE', 'std.strReplace cannot look for an empty text');
    const result = str.replaceAll(from, () => to);
    runtime.checkSize(result.length);
    return result;
  }),
  native('lstripChars', ['str:string', 'chars:string|array'], (_runtime, str, chars) => strip(str, chars, true, false)),
  native('rstripChars', ['str:string', 'chars:string|array'], (_runtime, str, chars) => strip(str, chars, false, true)),
  native('stripChars', ['str:string', 'chars:string|array'], (_runtime, str, chars) => strip(str, chars, true, true)),
  native('trim', ['str:string'], (_runtime, str) => strip(str, ' \t\n\f\r\u0085\u00a0', true, true)),
  native('isEmpty', ['str:string'], (_runtime, str) => str === ''),
  native('equalsIgnoreCase', ['str1:string', 'str2:string'], (_runtime, a, b) => lower(a) === lower(b)),
  native('asciiUpper', ['str:string'], (_runtime, str) => str.replaceAll(/[a-z]+/g, (part) => part.toUpperCase())),
  native('asciiLower', ['str:string'], (_runtime, str) => lower(str)),
  native('format', ['str:string', 'vals'], (runtime, str, vals) => formatLikeJsonnet(runtime as Evaluation, str, vals)),
  native('escapeStringJson', ['str'], (runtime, str) => quoteControls(runtime.toText(str))),
  native('escapeStringPython', ['str'], (runtime, str) => quoteControls(runtime.toText(str))),
  native('escapeStringDollars', ['str'], (runtime, str) => runtime.toText(str).replaceAll('$', '$$$$')),
  native('escapeStringBash', ['str'], (runtime, str) => `'${runtime.toText(str).replaceAll("'", `'"'"'`)}'`),
  native('escapeStringXML', ['str'], (runtime, str) => escapeXml(runtime.toText(str))),
  native('parseInt', ['str:string'], (_runtime, str) => integer(str, 10, /^-?[0-9]+$/)),
  native('parseOctal', ['str:string'], (_runtime, str) => integer(str, 8, /^[0-7]+$/)),
  native('parseHex', ['str:string'], (_runtime, str) => integer(str, 16, /^[0-9a-fA-F]+$/)),
  native('resolvePath', ['f:string', 'r:string'], (_runtime, f, r) => f.slice(0, f.lastIndexOf('/') + 1) + r),
];

function splitText(text: string, separator: string, most: number): string[] {
  if (separator === '') throw failure('DS_VALUE', 'the separator cannot be empty');
  const parts = text.split(separator);
  if (most < 0 || parts.length <= most + 1) return parts;
  return [...parts.slice(0, most), parts.slice(most).join(separator)];
}

function strip(text: string, chars: string | readonly unknown[], left: boolean, right: boolean): string {
  const set = new Set<unknown>(typeof chars === 'string' ? characters(chars) : chars);
  const all = characters(text);
  let start = 0;
  let end = all.length;
  if (left) while (start < end && set.has(all[start])) start++;
  if (right) while (end > start && set.has(all[end - 1])) end--;
  return all.slice(start, end).join('');
}

function lower(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (part) => part.toLowerCase());
}

/** JSON with the controls after ASCII escaped too. */
export function quoteControls(text: string): string {
  return quoteJson(text).replaceAll(/[\u007f-\u009f]/g, (unit) => `\\u00${unit.charCodeAt(0).toString(16)}`);
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

function integer(text: string, radix: number, pattern: RegExp): number {
  if (!pattern.test(text)) throw failure('DS_VALUE', `this text is no base ${radix} integer`, { radix });
  return radix === 10 ? Number(text) : parseInt(text, radix);
}
