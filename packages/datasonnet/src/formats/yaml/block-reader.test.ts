import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../mapping/compile.ts';
import { readBlockYaml } from './block-reader.ts';
import { readAnyYaml } from './yaml-reader.ts';

/** Pieces of YAML, most of them near the border of what the block reader takes. */
const pieces = [
  "a|b c|yes|1|-1|0x1F|~|null|2020-01-31|Ærø|\"q\"|'q'|\"a\\n\"|'it''s'|<<|&x |*x|!!str |>|[1]|{a: 1}|%|@|http://x",
  'a:b|a#b|a # b|#c|? |\t|=|- |a: 1|b: |b:|-|- a|- a: 1|---|...|__proto__: 1|10: x|"k": v|\'k\': v|"k":v',
].flatMap((list) => [...list.split('|'), '|']);
const line = fc
  .tuple(
    fc.constantFrom('', '', ' ', '  ', '    '),
    fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 3 }),
  )
  .map(([indent, parts]) => indent + parts.join(''));

test('what the block reader takes it reads as the full reader does', () => {
  let taken = 0;
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), fc.constantFrom('\n', '\r\n'), (lines, end) => {
      const text = lines.join(end);
      const value = readBlockYaml(text);
      if (value === undefined) return;
      taken++;
      const expected = readAnyYaml(text);
      expect(value).toEqual(expected);
      expect(plain(value)).toBe(plain(expected));
    }),
    { numRuns: 5000 },
  );
  expect(taken).toBeGreaterThan(50);
});

test('takes what programs write', () => {
  const text = [
    '---',
    '# settings',
    'orgUnit: DiszpKrYNg8',
    'period: 202001',
    'dataValues:',
    '- dataElement: fbfJHSPpUQD',
    '  value: "5"',
    '  tags:',
    '    - late',
    '',
    '- dataElement: cYeuwXTCPkU',
    '  value: 7.5',
    '  note:',
    'complete: true',
    '',
  ].join('\n');
  expect(readBlockYaml(text)).toEqual({
    orgUnit: 'DiszpKrYNg8',
    period: 202001,
    dataValues: [
      { dataElement: 'fbfJHSPpUQD', value: '5', tags: ['late'] },
      { dataElement: 'cYeuwXTCPkU', value: 7.5, note: null },
    ],
    complete: true,
  });
});

test('takes what the writer writes', () => {
  const payload = { mediaType: 'application/json', content: '{"b":[{"x":"a b","10":null},[],"yes"],"yes":true}' };
  const { content } = compile('payload').run({ payload }, { output: { mediaType: 'application/x-yaml' } });
  expect(readBlockYaml((content as string).replace('[]', '1'))).toBeDefined();
});

function plain(value: unknown): string {
  return JSON.stringify(value);
}
