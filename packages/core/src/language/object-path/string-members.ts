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
  hashCode: (value: string) => {
    let hash = 0;
    for (let i = 0; i < value.length; i++) hash = (Math.imul(hash, 31) + value.charCodeAt(i)) | 0;
    return hash;
  },
  charAt: (value: string, index) => value.charAt(number(index)),
  concat: (value: string, other) => value + text(other),
  contains: (value: string, part) => value.includes(text(part)),
  startsWith: (value: string, part) => value.startsWith(text(part)),
  endsWith: (value: string, part) => value.endsWith(text(part)),
  equals: (value: string, other) => value === other,
  equalsIgnoreCase: (value: string, other) => value.toLowerCase() === text(other).toLowerCase(),
  compareTo: (value: string, other) => (value < text(other) ? -1 : value > text(other) ? 1 : 0),
  indexOf: (value: string, part) => value.indexOf(text(part)),
  lastIndexOf: (value: string, part) => value.lastIndexOf(text(part)),
  substring: (value: string, from, to) => value.slice(number(from), to === undefined ? undefined : number(to)),
  replace: (value: string, from, to) => value.replaceAll(text(from), () => text(to)),
  replaceAll: (value: string, pattern, to) => value.replaceAll(new RegExp(javaPattern(text(pattern)), 'g'), text(to)),
  replaceFirst: (value: string, pattern, to) => value.replace(javaPattern(text(pattern)), text(to)),
  matches: (value: string, pattern) => javaPattern(text(pattern), true).test(value),
  repeat: (value: string, times) => value.repeat(number(times)),
  split: (value: string, pattern) => splitByPattern(value, text(pattern)),
};

/** `String.split`: by a regular expression, empty parts at the end dropped. */
export function splitByPattern(value: string, pattern: string): string[] {
  const parts = value.split(javaPattern(pattern));
  while (parts.length > 1 && parts.at(-1) === '') parts.pop();
  return parts.length === 1 && parts[0] === '' && value !== '' ? [] : parts;
}
