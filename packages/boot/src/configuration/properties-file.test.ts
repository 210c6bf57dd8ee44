import { expect, test } from 'vitest';
import { readProperties } from './properties-file.ts';

test('keys and values are read as Java reads them', () => {
  const text = [
    '# a comment',
    '! another',
    'a=1',
    '  b : two words  ',
    'c three',
    'long = one, \\',
    '       two',
    'path=C:\\\\data\\ttab',
    'with\\ blank\\=sign=x=y',
    'umlaut=\\u00e4',
    'empty',
    'a=2',
  ].join('\r\n');
  expect(Object.fromEntries(readProperties(text))).toEqual({
    a: '2',
    b: 'two words  ',
    c: 'three',
    long: 'one, two',
    path: 'C:\\data\ttab',
    'with blank=sign': 'x=y',
    umlaut: 'ä',
    empty: '',
  });
});
