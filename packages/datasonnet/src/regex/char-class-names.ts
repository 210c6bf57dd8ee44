import { CharSet, anyOf, range, union } from './char-set.ts';

export const digits = range(48, 57);
export const javaSpace = anyOf(32, 9, 10, 11, 12, 13);
export const re2Space = anyOf(32, 9, 10, 12, 13);
export const word = anyOf([97, 122], [65, 90], [48, 57], 95);
export const horizontalSpace = anyOf(32, 9, 0xa0, 0x1680, 0x180e, [0x2000, 0x200a], 0x202f, 0x205f, 0x3000);
export const verticalSpace = anyOf(10, 11, 12, 13, 0x85, 0x2028, 0x2029);
export const everything = new CharSet(() => true);

const graph = range(0x21, 0x7e);
const punct = anyOf([0x21, 0x2f], [0x3a, 0x40], [0x5b, 0x60], [0x7b, 0x7e]);

/** The ASCII classes that POSIX names, in lower case. */
const posix: ReadonlyMap<string, CharSet> = new Map([
  ['alnum', anyOf([48, 57], [65, 90], [97, 122])],
  ['alpha', anyOf([65, 90], [97, 122])],
  ['ascii', range(0, 127)],
  ['blank', anyOf(32, 9)],
  ['cntrl', anyOf([0, 31], 127)],
  ['digit', digits],
  ['graph', graph],
  ['lower', range(97, 122)],
  ['print', range(0x20, 0x7e)],
  ['punct', punct],
  ['space', javaSpace],
  ['upper', range(65, 90)],
  ['word', word],
  ['xdigit', anyOf([48, 57], [65, 70], [97, 102])],
]);

/** `[[:alpha:]]` of RE2. */
export function posixClass(name: string): CharSet | undefined {
  return posix.get(name);
}

const javaNames = new Set([
  'Lower', 'Upper', 'ASCII', 'Alpha', 'Digit', 'Alnum', 'Punct', 'Graph', 'Print', 'Blank', 'Cntrl', 'XDigit', 'Space',
]); // prettier-ignore

const javaMethods: Readonly<Record<string, string>> = {
  javaLowerCase: 'Lowercase',
  javaUpperCase: 'Uppercase',
  javaAlphabetic: 'Alphabetic',
  javaTitleCase: 'Lt',
  javaDigit: 'Nd',
};

const binaryNames: Readonly<Record<string, string>> = {
  alphabetic: 'Alphabetic',
  ideographic: 'Ideographic',
  letter: 'L',
  lowercase: 'Lowercase',
  uppercase: 'Uppercase',
  titlecase: 'Lt',
  punctuation: 'P',
  control: 'Cc',
  white_space: 'White_Space',
  whitespace: 'White_Space',
  digit: 'Nd',
  emoji: 'Emoji',
};

/** `\p{…}`: what the name stands for in the dialect, or undefined when it has no such class. */
export function namedClass(name: string, java: boolean): CharSet | undefined {
  if (!java) return name === 'Any' ? everything : (property(name) ?? property(`Script=${name}`));
  if (javaNames.has(name)) return posix.get(name.toLowerCase());
  if (name === 'javaWhitespace') return union([javaSpace, anyOf([0x1c, 0x1f]), property('Z')!.and(anyOf(0xa0).not())]);
  const method = javaMethods[name];
  if (method !== undefined) return property(method);
  const equals = name.indexOf('=');
  if (equals > 0) {
    const key = name.slice(0, equals).toLowerCase();
    const value = name.slice(equals + 1);
    if (key === 'script' || key === 'sc' || key === 'is') return script(value);
    if (key === 'general_category' || key === 'gc') return property(value);
    return undefined;
  }
  if (name === 'L1') return range(0, 255);
  if (name === 'LC') return property('LC');
  if (name === 'all') return everything;
  if (name.startsWith('Is')) {
    const rest = name.slice(2);
    const binary = binaryNames[rest.toLowerCase()];
    return binary === undefined ? (category(rest) ?? script(rest)) : property(binary);
  }
  return category(name);
}

function category(name: string): CharSet | undefined {
  return /^[A-Z][a-z]?$/.test(name) ? property(name) : undefined;
}

function script(name: string): CharSet | undefined {
  const canonical = name
    .toLowerCase()
    .replace(/(^|_)([a-z])/g, (_, gap: string, letter: string) => gap + letter.toUpperCase());
  return property(`Script=${canonical}`);
}

const properties = new Map<string, CharSet | undefined>();

/** A Unicode property by the name that ECMAScript gives it; the host's tables are the only ones we have. */
export function property(name: string): CharSet | undefined {
  if (properties.has(name)) return properties.get(name);
  let set: CharSet | undefined;
  if (/^[A-Za-z_=]+$/.test(name)) {
    try {
      const test = new RegExp(`^\\p{${name}}$`, 'u');
      set = new CharSet((c) => test.test(String.fromCodePoint(c)));
    } catch {
      set = undefined;
    }
  }
  properties.set(name, set);
  return set;
}

const letterOrDigit = /^[\p{L}\p{Nd}_]$/u;

/** What `\b` of Java takes for a letter of a word: Unicode letters and digits, not `\w`. */
export function isJavaWord(codePoint: number): boolean {
  return codePoint < 128 ? word.has(codePoint) : letterOrDigit.test(String.fromCodePoint(codePoint));
}
