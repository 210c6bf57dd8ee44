import { expect, test } from 'vitest';
import { compile } from '../../mapping/compile.ts';

function read(content: string): unknown {
  return JSON.parse(
    compile('payload').run({ payload: { mediaType: 'application/x-yaml', content } }).content as string,
  );
}

function write(source: string, parameters = ''): string {
  const payload = { mediaType: 'application/json', content: '{}' };
  return compile(source).run({ payload }, { output: { mediaType: `application/x-yaml${parameters}` } })
    .content as string;
}

test.each<[string, string, unknown]>([
  ['the words of YAML 1.1 are booleans', '[yes, no, on, off, true, False]', [true, false, true, false, true, false]],
  ['null has several spellings', '{a: ~, b: null, c: }', { a: null, b: null, c: null }],
  ['numbers of other bases are numbers', '[017, 0x1F, 0b11, 1_000, 1.5e3]', [15, 31, 3, 1000, 1500]],
  ['dates and times stay texts', '[2020-01-31, 10:20:30]', ['2020-01-31', '10:20:30']],
  ['quoted scalars are texts', `["1", 'yes']`, ['1', 'yes']],
  ['literal and folded blocks', 'a: |\n  x\n  y\nb: >\n  x\n  y\n', { a: 'x\ny\n', b: 'x y\n' }],
  ['comments are left out', '# first\na: 1 # one\n', { a: 1 }],
  ['several documents are an array', '---\na: 1\n---\n- 2\n', [{ a: 1 }, [2]]],
  ['an alias is the text of its name', 'a: &x 1\nb: *x\n', { a: 1, b: 'x' }],
  ['of equal keys the last counts', 'a: 1\na: 2\n', { a: 2 }],
  ['keys that look like numbers keep their place', 'b: 1\n10: 2\n2: 3\n', { b: 1, 10: 2, 2: 3 }],
])('%s', (_, text, expected) => {
  expect(read(text)).toEqual(expected);
});

test('says where the text stops being YAML', () => {
  expect(() => read('a: [1, 2\nb: 3')).toThrow(/line \d+, column \d+/);
  expect(() => read('')).toThrow(/empty/);
});

test.each<[string, string, string, string]>([
  ['an object', "{ a: 'x', b: { c: [1, true, null] } }", '', '---\na: "x"\nb:\n  c:\n  - 1\n  - true\n  - null\n'],
  ['an array is several documents', "[1, 'two']", '', '--- 1\n--- "two"\n'],
  ['without the marker line', '{ a: 1 }', ';MarkerLine=false', 'a: 1\n'],
  ['without quotes', "{ a: 'x' }", ';DisableQuotes=true', '---\na: x\n'],
  [
    'keys that YAML would take for something else',
    "{ yes: 1, 'a b': 2, '': 3 }",
    '',
    '---\n"yes": 1\na b: 2\n? ""\n: 3\n',
  ],
  ['empty collections', '{ a: {}, b: [] }', '', '---\na: {}\nb: []\n'],
])('writing %s', (_, source, parameters, expected) => {
  expect(write(source, parameters)).toBe(expected);
});
