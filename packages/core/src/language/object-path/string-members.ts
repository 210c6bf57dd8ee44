import { NamedException } from '../../error-handling/exception-types.ts';
import { javaPattern } from '../simple/java-pattern.ts';
import type { Members } from './invoke-member.ts';

const text = (value: unknown) => String(value as string);
const number = (value: unknown) => Number(value);

/** The methods of Java's String that routes call. */
export const stringMembers: Members = {
  length: (value: string) => value.length,
  isEmpty: (value: string) => value === '',
  isBlank: (value: string) => value.trim() === '',
  toUpperCase: (value: string) => value.toUpperCase(),
  toLowerCase: (value: string) => value.toLowerCase(),
  trim: (value: string) => value.trim(),
  strip: (value: string) => value.trim(),
  toString: (value: string) => value,
  intern: (value: string) => value,
  charAt: (value: string, index) => value.charAt(inside(number(index), 0, value.length - 1, value)),
  concat: (value: string, other) => value + text(other),
  contains: (value: string, part) => value.includes(text(part)),
  startsWith: (value: string, part) => value.startsWith(text(part)),
  endsWith: (value: string, part) => value.endsWith(text(part)),
  equalsIgnoreCase: (value: string, other) => value.toLowerCase() === text(other).toLowerCase(),
  compareTo: (value: string, other) => difference(value, text(other)),
  compareToIgnoreCase: (value: string, other) => difference(value.toLowerCase(), text(other).toLowerCase()),
  codePointAt: (value: string, index) => value.codePointAt(number(index)) ?? null,
  getBytes: (value: string) => new TextEncoder().encode(value),
  toCharArray: (value: string) => value.split(''),
  indexOf: (value: string, part) => value.indexOf(text(part)),
  lastIndexOf: (value: string, part) => value.lastIndexOf(text(part)),
  substring: (value: string, from, to) => {
    const end = to === undefined ? value.length : inside(number(to), 0, value.length, value);
    return value.slice(inside(number(from), 0, end, value), end);
  },
  replace: (value: string, from, to) => value.replaceAll(text(from), () => text(to)),
  replaceAll: (value: string, pattern, to) => value.replaceAll(new RegExp(javaPattern(text(pattern)), 'g'), text(to)),
  replaceFirst: (value: string, pattern, to) => value.replace(javaPattern(text(pattern)), text(to)),
  matches: (value: string, pattern) => javaPattern(text(pattern), true).test(value),
  repeat: (value: string, times) => value.repeat(number(times)),
  split: (value: string, pattern) => splitByPattern(value, text(pattern)),
};

/** `String.split`: by a regular expression, empty parts at the end dropped. */
export function splitByPattern(value: string, pattern: string): string[] {
  if (value === '') return [''];
  const parts = value.split(javaPattern(pattern));
  while (parts.length > 1 && parts.at(-1) === '') parts.pop();
  return parts.length === 1 && parts[0] === '' ? [] : parts;
}

/** `String.compareTo`: the distance of the first characters that differ, else of the lengths. */
function difference(value: string, other: string): number {
  for (let i = 0; i < Math.min(value.length, other.length); i++) {
    if (value[i] !== other[i]) return value.charCodeAt(i) - other.charCodeAt(i);
  }
  return value.length - other.length;
}

function inside(index: number, least: number, most: number, value: string): number {
  if (index >= least && index <= most) return index;
  const message = `Index ${index} is outside of a text of length ${value.length}`;
  throw new NamedException('java.lang.StringIndexOutOfBoundsException', message);
}
