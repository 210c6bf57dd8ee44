import { unusable } from './raised.ts';

/*
 * Spelling of names as `ds.strings` has it: rules of thumb for English, kept as the mapper applies them, since mappings
 * compare with what comes out.
 */

const weekdays = new Set(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']);
// `\s` of Java: ASCII only.
const gap = /[_ \t\n\v\f\r-]+([0-9A-Za-z])([A-Z]*)/g;
const hump = /([a-z])([A-Z])/g;

/** `a_b` to `aB`. */
export function camelize(text: string): string {
  const start = from(text, /[^_]/);
  // The mapper takes the first character for a regular expression and for a replacement.
  if (/^[([{*+?\\)$]/.test(start)) throw unusable('the text begins with a character that camelize cannot take');
  return (/^[|^]/.test(start) ? start.charAt(0) + start : lowerFirst(start)).replace(
    /_+([0-9A-Za-z])/g,
    (_, letter: string) => letter.toUpperCase(),
  );
}

/** `customer_first name` to `Customer First Name`. */
export function capitalize(text: string): string {
  const start = from(text, /[0-9A-Za-z]/);
  const upper = start.charAt(0).toUpperCase() + start.slice(1);
  return upper
    .replace(gap, (_, letter: string, rest: string) => ` ${letter.toUpperCase()}${rest.toLowerCase()}`)
    .replace(hump, (_, end: string, next: string) => `${end} ${next.toUpperCase()}`);
}

/** `customerFirst Name` to `customer-first-name`. */
export function dasherize(text: string): string {
  return text
    .replace(gap, (_, letter: string, rest: string) => `-${letter}${rest.toLowerCase()}`)
    .replace(hump, '$1-$2')
    .toLowerCase();
}

/** `customerFirst Name` to `customer_first_name`. */
export function underscore(text: string): string {
  return lowerFirst(from(text, /[0-9A-Za-z]/))
    .replace(gap, '_$1$2')
    .replace(hump, '$1_$2')
    .toLowerCase();
}

/** `21` to `21st`. */
export function ordinalize(digits: string): string {
  if (/1[123]$/.test(digits)) return `${digits}th`;
  const ending = { 1: 'st', 2: 'nd', 3: 'rd' }[Number(digits.at(-1))];
  return digits + (ending ?? 'th');
}

export function pluralize(text: string): string {
  const lower = text.toLowerCase();
  if (text === '') return '';
  if (weekdays.has(lower)) return `${text}s`;
  if (lower.endsWith('y')) return `${text.slice(0, -1)}ies`;
  return lower.endsWith('x') ? `${text}es` : `${text}s`;
}

export function singularize(text: string): string {
  if (text === '') throw unusable('an empty text has no singular');
  if (text.endsWith('ies')) return `${text.slice(0, -3)}y`;
  return text.slice(0, text.endsWith('es') ? -2 : -1);
}

function from(text: string, first: RegExp): string {
  const at = text.search(first);
  if (at < 0) throw unusable('the text has no letter to begin with');
  return text.slice(at);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
