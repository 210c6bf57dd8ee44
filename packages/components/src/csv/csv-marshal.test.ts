import { JavaNumber } from '@dhow/core/component';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inPieces, marshalCsv, unmarshalCsv } from '../../test/csv-case.ts';

const maps = [
  { x: 1, y: 'a,b' },
  { x: null, y: 'q"q' },
];
const values = [[1, 'a', null, 'b c', 'd"e', 'f,g', '']];

test.each<[name: string, body: unknown, options: Record<string, unknown>, text: string]>([
  ['maps without a header line', maps, {}, '1,"a,b"\r\n,"q""q"\r\n'],
  ['maps by a header', maps, { header: ['y', 'x'] }, 'y,x\r\n"a,b",1\r\n"q""q",\r\n'],
  ['maps by a header that is not written', maps, { header: ['y'], skipHeaderRecord: true }, '"a,b"\r\n"q""q"\r\n'],
  [
    'lists',
    [
      [1, 2],
      ['a', 'b c'],
    ],
    {},
    '1,2\r\na,b c\r\n',
  ],
  ['one map', { x: 1, y: 2 }, {}, '1,2\r\n'],
  ['nothing', null, {}, ''],
  ['maps of different keys', [{ a: 1 }, { b: 2 }], { header: ['a', 'b'] }, 'a,b\r\n1,\r\n,2\r\n'],
  ['MINIMAL', values, { quoteMode: 'MINIMAL' }, '1,a,,b c,"d""e","f,g",\r\n'],
  ['NON_NUMERIC', values, { quoteMode: 'NON_NUMERIC' }, '1,"a",,"b c","d""e","f,g",""\r\n'],
  ['NON_NUMERIC with a decimal', [[new JavaNumber('BigDecimal', '2.50')]], { quoteMode: 'NON_NUMERIC' }, '2.50\r\n'],
  ['NONE', values, { quoteMode: 'NONE', escape: '\\' }, '1,a,,b c,d"e,f\\,g,\r\n'],
  ['ALL_NON_NULL', values, { quoteMode: 'ALL_NON_NULL' }, '"1","a",,"b c","d""e","f,g",""\r\n'],
  ['ALL with a null text', [[null, 'a']], { quoteMode: 'ALL', nullString: 'NULL' }, '"NULL","a"\r\n'],
  ['a null text', [[1, null]], { nullString: 'NULL' }, '1,NULL\r\n'],
  ['an empty first value', [['', 'b']], {}, '"",b\r\n'],
  ['leading signs and trailing blanks', [['#a', 'b ', ' c']], {}, '"#a","b "," c"\r\n'],
  ['another line end', [['a', 'b']], { recordSeparator: '\n', trailingDelimiter: true }, 'a,b,\n'],
  ['an escape within quotes', [['a"b,c']], { escape: '\\' }, '"a\\"b,c"\r\n'],
])('writes %s', (_, body, options, text) => {
  expect(marshalCsv(body, options)).toBe(text);
});

test('refuses rows that are neither lists nor maps, as Camel does', () => {
  const failure = () => marshalCsv(['a', 'b']);
  expect(failure).toThrow(
    'No type converter available to convert from type: java.lang.String to the required type: java.util.List',
  );
  expect(failure).toThrow(
    expect.objectContaining({ exceptionType: 'org.apache.camel.NoTypeConversionAvailableException' }),
  );
  expect(() => marshalCsv('a,b')).toThrow('java.util.List');
});

test('NONE without an escape cannot be written', () => {
  expect(() => marshalCsv(values, { quoteMode: 'NONE' })).toThrow(
    'Quote mode set to NONE but no escape character is set',
  );
});

test('a stream of rows becomes a stream of text', async () => {
  async function* rows() {
    yield await Promise.resolve([1, 2]);
    yield [3, 4];
  }
  let text = '';
  for await (const piece of marshalCsv(rows(), { header: ['a', 'b'] }) as AsyncIterable<string>) text += piece;
  expect(text).toBe('a,b\r\n1,2\r\n3,4\r\n');
});

const value = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', '#', ';', 'é', '🦠') });
const rowsOf = fc
  .integer({ min: 1, max: 4 })
  .chain((width) => fc.array(fc.array(value, { minLength: width, maxLength: width }), { maxLength: 6 }));

test('whatever is written is read back, in pieces of any size', async () => {
  await fc.assert(
    fc.asyncProperty(rowsOf, fc.integer({ min: 1, max: 9 }), async (rows, size) => {
      const text = marshalCsv(rows) as string;
      expect(unmarshalCsv(text)).toEqual(rows);
      expect(await unmarshalCsv(inPieces(Buffer.from(text), size), {})).toEqual(rows);
    }),
    { numRuns: 300 },
  );
});

test('with an escape character too', () => {
  fc.assert(
    fc.property(rowsOf, (rows) => {
      const options = { escape: '\\', quoteMode: 'NONE', quoteDisabled: true };
      const safe = rows.map((row) => row.map((text, index) => (index === 0 ? `x${text}` : text)));
      expect(unmarshalCsv(marshalCsv(safe, options), options)).toEqual(safe);
    }),
    { numRuns: 200 },
  );
});
