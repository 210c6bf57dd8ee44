import { expect, test } from 'vitest';
import { compile } from '../../mapping/compile.ts';

function read(content: Uint8Array | string, mediaType = 'application/csv'): unknown {
  return JSON.parse(compile('payload').run({ payload: { mediaType, content } }).content as string);
}

function write(source: string, mediaType = 'application/csv'): string {
  const payload = { mediaType: 'application/json', content: '{}' };
  return compile(source).run({ payload }, { output: { mediaType } }).content as string;
}

test.each<[string, string, unknown]>([
  [
    'quoted cells may have separators, line ends and doubled quotes',
    'a,b\n"x,""y""","1\n2"',
    [{ a: 'x,"y"', b: '1\n2' }],
  ],
  ['a quote inside a cell is a character like others', 'a\nx"y"', [{ a: 'x"y"' }]],
  ['texts stay texts', 'a,b\n1.0,true', [{ a: '1.0', b: 'true' }]],
  ['names are trimmed, values are not', ' a , b \n 1 , 2 ', [{ a: ' 1 ', b: ' 2 ' }]],
  ['a short row lacks keys', 'a,b\n1', [{ a: '1' }]],
  ['CR LF ends a line, and the last line may end', 'a\r\n1\r\n2\r\n', [{ a: '1' }, { a: '2' }]],
  ['a header alone has no rows', 'a,b\n', []],
])('%s', (_, text, expected) => {
  expect(read(text)).toEqual(expected);
});

test('reads other separators, quotes and escapes, and rows without a header', () => {
  expect(read("a;b\n'x;y';2", 'application/csv;Separator=";";Quote="\'"')).toEqual([{ a: 'x;y', b: '2' }]);
  expect(read('a,b\nx\\,y,2', 'application/csv;Escape=\\')).toEqual([{ a: 'x,y', b: '2' }]);
  expect(read('1,2\n3', 'application/csv;UseHeader=false')).toEqual([['1', '2'], ['3']]);
});

test('decodes bytes by the charset of the media type', () => {
  expect(read(Uint8Array.of(0x61, 0x0a, 0xe9), 'application/csv;charset=ISO-8859-1')).toEqual([{ a: '\u00e9' }]);
});

test('a row that is longer than the header is an error that names its line', () => {
  expect(() => read('a,b\n1,2\n1,2,3')).toThrow(expect.objectContaining({ code: 'DS_INPUT' }) as Error);
  expect(() => read('a,b\n1,2\n1,2,3')).toThrow(/line 3/);
});

test.each<[string, string, string, string]>([
  ['columns are those of the first object', '[{ a: 1, b: 2 }, { b: 4, a: 3 }]', 'application/csv', 'a,b\n1,2\n3,4\n'],
  ['columns are those of Headers', '[{ a: 1, b: 2 }]', 'application/csv;Headers="b,a"', 'b,a\n2,1\n'],
  ['a missing value and null are empty cells', '[{ a: 1, b: null }, { a: 2 }]', 'application/csv', 'a,b\n1,\n2,\n'],
  ['quotes are doubled in quotes', '[{ a: \'say "x", y\' }]', 'application/csv', 'a\n"say ""x"", y"\n'],
  ['arrays are rows where there is no header', "[[1, 'x'], [2, 'y']]", 'application/csv;UseHeader=false', '1,x\n2,y\n'],
  ['lines end as NewLine says', '[{ a: 1 }]', 'application/csv;NewLine=CRLF', 'a\r\n1\r\n'],
])('writing: %s', (_, source, mediaType, expected) => {
  expect(write(source, mediaType)).toBe(expected);
});

test('refuses rows with another key, and what is no table', () => {
  expect(() => write('[{ a: 1 }, { b: 2 }]')).toThrow(/b/);
  for (const source of ['1', "'x'", '{ a: [1] }', '[1]']) {
    expect(() => write(source)).toThrow(expect.objectContaining({ code: 'DS_OUTPUT' }) as Error);
  }
});
