import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitText } from './java-split.ts';
import { RegexLimitError, RegexSyntaxError } from './pattern-tree.ts';
import type { RegexDialect } from './pattern-tree.ts';
import { compileRegex } from './regex.ts';
import { ReplacementError, replaceMatches } from './replacement.ts';

const groups = (pattern: string, text: string, dialect: RegexDialect = 'java'): (string | undefined)[][] =>
  Array.from(compileRegex(pattern, dialect).findAll(text), (match) => [...match.groups]);

function raises(kind: new (...args: never[]) => Error, run: () => unknown): boolean {
  try {
    run();
    return false;
  } catch (error) {
    return error instanceof kind;
  }
}

test('finds what the host finds, with the same groups, for patterns that mean the same to both', () => {
  const piece = fc.constantFrom(
    'a', 'b', '(a|b)', '(?:ab)?', 'a*', 'b+', '[ab]', '[^b]', '.', '(a)?', 'a{1,2}', '(?=a)', '(?!b)', '(?<=a)', '^', '$', '\\b',
    '(?:a|ab)(?:c|bcd)*', '(?:a|b)*?', 'a+?',
  ); // prettier-ignore
  const pattern = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));
  const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 }).map((letters) => letters.join(''));
  fc.assert(
    fc.property(pattern, text, (source, subject) => {
      expect(groups(source, subject)).toEqual(
        Array.from(subject.matchAll(new RegExp(source, 'g')), (match) => [...match]),
      );
    }),
    { numRuns: 3000 },
  );
});

test('takes time in proportion to the text where a backtracking engine would never end', () => {
  expect(groups('(x+x+)+y', 'x'.repeat(20_000))).toEqual([]);
  expect(groups('(a|aa)+$', `${'a'.repeat(20_000)}b`)).toEqual([]);
});

test('stops back references, which have no such bound, after a number of steps', () => {
  expect(() => groups('(a*)*\\1b', 'a'.repeat(5_000))).toThrow(RegexLimitError);
});

test('knows what only Java has: intersections, possessive and atomic parts, quotes, named and flagged groups', () => {
  expect(groups('[a-z&&[^aeiou]]+', 'hello')).toEqual([['h'], ['ll']]);
  expect(groups('a++a', 'aaa')).toEqual([]);
  expect(groups('(?>a|ab)c', 'abc')).toEqual([]);
  expect(groups('\\Qa.b\\E', 'axb a.b')).toEqual([['a.b']]);
  expect(groups('(?<y>\\d{4})-\\k<y>', '2020-2020')).toEqual([['2020-2020', '2020']]);
  expect(groups('(?i)straße', 'STRAßE')).toEqual([['STRAßE']]);
  expect(groups('\\p{Lu}\\p{IsAlphabetic}+', 'Ærø x')).toEqual([['Ærø']]);
  expect(groups('a.b', 'a\u2028b')).toEqual([]);
  expect(groups('x$', 'x\n')).toEqual([['x']]);
});

test('knows what only RE2 has, and refuses what RE2 refuses', () => {
  expect(groups('(?P<x>\\d+)-(?P<y>\\d+)', '10-20', 're2')).toEqual([['10-20', '10', '20']]);
  expect(groups('[[:alpha:]]+', 'ab1c', 're2')).toEqual([['ab'], ['c']]);
  expect(groups('x$', 'x\n', 're2')).toEqual([]);
  expect(
    ['(?=a)', '(a)\\1', 'a**', 'a{1001}', '(', '[', '\\8', '(?P<x'].filter(
      (refused) => !raises(RegexSyntaxError, () => compileRegex(refused, 're2')),
    ),
  ).toEqual([]);
  expect(
    ['a**', 'a{2,1}', '*a', '(?P<x>a)', '\\y', '(?<1>a)', '(?<=a+)b', 'a{', '\\p{Nope}', ')'].filter(
      (refused) => !raises(RegexSyntaxError, () => compileRegex(refused, 'java')),
    ),
  ).toEqual([]);
});

test('puts groups into replacements by the rules of the dialect', () => {
  expect(replaceMatches(compileRegex('(a)(n)', 'java'), 'banana', '$2$1')).toBe('bnanaa');
  expect(replaceMatches(compileRegex('(?<n>x)', 'java'), 'x', '[${n}]\\$')).toBe('[x]$');
  expect(replaceMatches(compileRegex('l', 're2'), 'hello', '$', true)).toBe('he$lo');
  expect(() => replaceMatches(compileRegex('b', 'java'), 'b', '$')).toThrow(ReplacementError);
  expect(() => replaceMatches(compileRegex('b', 're2'), 'b', '$9')).toThrow(ReplacementError);
});

test('splits as Java does: no empty parts at the end, none before a first empty match', () => {
  expect(splitText(compileRegex(',', 'java'), 'a,b,,')).toEqual(['a', 'b']);
  expect(splitText(compileRegex('', 'java'), 'abc')).toEqual(['a', 'b', 'c']);
  expect(splitText(compileRegex(',', 'java'), '')).toEqual(['']);
});
