import { batchesOf, Exchange, rowNumberKey, rowNumberOf } from '@dhow/core/component';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { inPieces, unmarshalCsv } from '../../test/csv-case.ts';
import { rowSourceOf } from '../row-source.ts';
import { csv } from './index.ts';

const table = 'a,b\n1,2\n3,4\n';

async function drained(rows: unknown, size = 1000): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const batch of batchesOf((await rows) as AsyncIterable<unknown>, size)) all.push(...batch);
  return all;
}

/** Without the row numbers that lazily read rows carry. */
const bare = (rows: unknown): unknown => JSON.parse(JSON.stringify(rows)) as unknown;

test.each<[name: string, options: Record<string, unknown>, text: string, rows: unknown]>([
  [
    'lists',
    {},
    table,
    [
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ],
  ],
  [
    'maps',
    { useMaps: true },
    table,
    [
      { a: '1', b: '2' },
      { a: '3', b: '4' },
    ],
  ],
  [
    'ordered maps',
    { useOrderedMaps: true },
    table,
    [
      { a: '1', b: '2' },
      { a: '3', b: '4' },
    ],
  ],
  [
    'a given header without skipping',
    { header: ['x', 'y'] },
    table,
    [
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ],
  ],
  [
    'a skipped first line',
    { header: ['x', 'y'], skipHeaderRecord: true },
    table,
    [
      ['1', '2'],
      ['3', '4'],
    ],
  ],
  [
    'maps by a given header',
    { header: ['x', 'y'], skipHeaderRecord: true, useMaps: true },
    'a,b\n1,2\n',
    [{ x: '1', y: '2' }],
  ],
  [
    'another delimiter',
    { delimiter: ';' },
    'a;b\n"c;d";e\n',
    [
      ['a', 'b'],
      ['c;d', 'e'],
    ],
  ],
  [
    'a delimiter of two characters',
    { delimiter: '||' },
    'a||b|c\n"d||e"||f\n',
    [
      ['a', 'b|c'],
      ['d||e', 'f'],
    ],
  ],
  ['another quote', { quote: "'" }, "'a,b',c\n", [['a,b', 'c']]],
  ['no quotes', { quoteDisabled: true }, '"a,b"\n', [['"a', 'b"']]],
  ['an escape', { escape: '\\' }, 'a\\,b,c\\nd,e\\x\n', [['a,b', 'c\nd', 'e\\x']]],
  ['an escape in quotes', { escape: '\\' }, '"a\\"b",c\n', [['a"b', 'c']]],
  ['trim', { trim: true }, ' a , b \n', [['a', 'b']]],
  ['blanks round quotes', { ignoreSurroundingSpaces: true }, ' a , " b" \n', [['a', ' b']]],
  ['blanks kept', {}, ' a , b \n', [[' a ', ' b ']]],
  [
    'empty lines',
    {},
    'a,b\n\nc,d\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['empty lines kept', { ignoreEmptyLines: false }, 'a,b\n\nc,d\n', [['a', 'b'], [''], ['c', 'd']]],
  ['comments', { commentMarker: '#' }, '#x\na,b\n#y', [['a', 'b']]],
  ['a null text', { nullString: 'NULL' }, 'a,NULL,\n', [['a', null, '']]],
  ['empty values as null', { quoteMode: 'ALL_NON_NULL' }, 'a,,""\n', [['a', null, '']]],
  [
    'line breaks of three kinds',
    {},
    'a,b\r\nc,d\re,f\n',
    [
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ],
  ],
  [
    'no last line break',
    {},
    'a,b\nc,"d"',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['a quoted line break', {}, '"a\r\nb",c\n', [['a\r\nb', 'c']]],
  ['doubled quotes', {}, '"c ""d""",""\n', [['c "d"', '']]],
  ['a quote inside a value', {}, 'a"b,c\n', [['a"b', 'c']]],
  ['blanks after a quoted value', {}, '"a" ,b\n', [['a', 'b']]],
  [
    'trailing delimiters',
    { trailingDelimiter: true },
    'a,b,\nc,d,\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['nothing', {}, '', []],
  ['a long row in maps', { useMaps: true }, 'a,b\n1,2,3\n', [{ a: '1', b: '2' }]],
  ['a short row in maps', { useMaps: true }, 'a,b\n1\n', [{ a: '1' }]],
  ['a repeated column', { useMaps: true }, 'a,a\n1,2\n', [{ a: '2' }]],
  [
    'an empty column name',
    { useMaps: true, allowMissingColumnNames: true },
    'a,,c\n1,2,3\n',
    [{ a: '1', '': '2', c: '3' }],
  ],
  ['a byte order mark in text', { useMaps: true }, '\uFEFFa,b\n1,2\n', [{ '\uFEFFa': '1', b: '2' }]],
  [
    'a byte order mark to be stripped',
    { useMaps: true, stripByteOrderMark: true },
    '\uFEFFa,b\n1,2\n',
    [{ a: '1', b: '2' }],
  ],
  ['a format name, without effect', { format: 'TDF' }, 'a\tb,c\n', [['a\tb', 'c']]],
])('reads %s', (_, options, text, rows) => {
  expect(unmarshalCsv(text, options)).toEqual(rows);
});

test.each([1, 2, 3, 7, 64])('gives the same rows when the text comes in pieces of %i bytes', async (size) => {
  const text = 'a,b\r\n"x\r\ny","é""q"\r\n\r\n1,2\r\n"last",ü';
  const whole = unmarshalCsv(text);
  const stream = unmarshalCsv(inPieces(Buffer.from(text), size), { lazyLoad: true });
  expect(bare(await drained(stream))).toEqual(whole);
  const row = unmarshalCsv(inPieces(Buffer.from(text), size), { lazyLoad: true });
  const single: unknown[] = [];
  for await (const item of (await row) as AsyncIterable<unknown>) single.push(item);
  expect(bare(single)).toEqual(whole);
});

test('says line and position of what does not belong after a closing quote', () => {
  const failure = () => unmarshalCsv('"a"x,b\n');
  expect(failure).toThrow(
    'org.apache.commons.csv.CSVException: Invalid character between encapsulated token and delimiter at line: 1, position: 4',
  );
  expect(failure).toThrow(
    expect.objectContaining({ code: 'CSV_SYNTAX', exceptionType: 'java.io.UncheckedIOException' }),
  );
});

test.each([{ useMaps: true }, { captureHeaderRecord: true }, { header: ['p'], skipHeaderRecord: true }])(
  'a header that cannot be read is no matter of the rows: %j',
  (options) => {
    expect(() => unmarshalCsv('"a"x,b\n', options)).toThrow(expect.objectContaining({ code: 'CSV_UNREADABLE' }));
    expect(() => unmarshalCsv('a\n"1"x\n', options)).toThrow(expect.objectContaining({ code: 'CSV_SYNTAX' }));
  },
);

test('says where a quote was opened that is never closed', () => {
  expect(() => unmarshalCsv('a,b\nc,"d\ne,f\n')).toThrow(
    '(startline 2) EOF reached before encapsulated token finished',
  );
});

test('does not collect a whole file behind a quote left open', async () => {
  const rows = unmarshalCsv(inPieces(Buffer.from(`a,b\n"${'x'.repeat(5000)}`), 500), {
    lazyLoad: true,
    maxRecordChars: 2000,
  });
  await expect(drained(rows)).rejects.toMatchObject({ code: 'CSV_RECORD_TOO_LONG', details: { record: 2 } });
});

test('refuses a header with an empty name', () => {
  expect(() => unmarshalCsv('a,,c\n1,2,3\n', { useMaps: true })).toThrow('A header name is missing in [a, , c]');
});

test('tells the names of the columns in a header when asked', async () => {
  const exchange = new Exchange<unknown>(table);
  unmarshalCsv(table, { useMaps: true, captureHeaderRecord: true }, exchange);
  expect(exchange.header('CamelCsvHeaderRecord')).toEqual(['a', 'b']);
  const streamed = new Exchange<unknown>(null);
  const rows = await unmarshalCsv(
    inPieces(Buffer.from(table), 2),
    { useMaps: true, lazyLoad: true, captureHeaderRecord: true },
    streamed,
  );
  expect(streamed.header('CamelCsvHeaderRecord')).toEqual(['a', 'b']);
  expect(await drained(rows)).toHaveLength(2);
});

test('the header that was captured is no row of lists either', () => {
  expect(bare(unmarshalCsv(table, { captureHeaderRecord: true }) as unknown[])).toHaveLength(2);
});

test('lazyLoad of text gives an iterator', () => {
  const rows = unmarshalCsv(table, { lazyLoad: true }) as Iterator<unknown>;
  expect(bare(rows.next().value)).toEqual(['a', 'b']);
  expect(bare([...(rows as unknown as Iterable<unknown>)])).toEqual([
    ['1', '2'],
    ['3', '4'],
  ]);
});

test('numbers rows as a spreadsheet does, empty lines and quoted line breaks counted once', () => {
  const rows = unmarshalCsv('a\n"x\ny"\n\nz\n', { useMaps: true, rowNumberField: 'row' });
  expect(rows).toEqual([
    { a: 'x\ny', row: 2 },
    { a: 'z', row: 4 },
  ]);
});

test('lazily read rows carry their numbers out of sight', async () => {
  const rows = await drained(unmarshalCsv(inPieces(Buffer.from(table), 5), { useMaps: true, lazyLoad: true }));
  expect(rows.map(rowNumberOf)).toEqual([2, 3]);
  expect(rows.map((row) => Object.keys(row as object))).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ]);
});

test('a ragged row is accepted, an error or a rejected row, as told', () => {
  const text = 'a,b\n1,2\n3\n';
  expect(unmarshalCsv(text, { useMaps: true, raggedRows: 'accept' })).toHaveLength(2);
  expect(() => unmarshalCsv(text, { useMaps: true, raggedRows: 'fail' })).toThrow(
    'Row 3 has 1 values, the header has 2',
  );
  expect(unmarshalCsv(text, { useMaps: true, raggedRows: 'reject' })).toEqual([
    { a: '1', b: '2' },
    { reject: { code: 'CSV_COLUMNS', message: 'Row 3 has 1 values, the header has 2' }, row: 3 },
  ]);
});

test('a schema checks each row; a bad one becomes a rejected row that does not show its values', async () => {
  const schema = z.object({ facility: z.string().min(1), value: z.coerce.number() });
  const { options } = csv({ schema });
  const text = 'facility,value\nNgelehun,12\nSecret name,many\n';
  expect(await drained(unmarshalCsv(inPieces(Buffer.from(text), 10), options))).toEqual([
    { facility: 'Ngelehun', value: 12, [rowNumberKey]: 2 },
    {
      reject: { code: 'CSV_SCHEMA', message: expect.stringMatching(/^value: /) as string },
      row: 3,
      [rowNumberKey]: 3,
    },
  ]);
});

test('encodings: Latin-1, Windows-1252, UTF-8 with a byte order mark, and the one that the exchange names', () => {
  expect(unmarshalCsv(Buffer.from('é\x80\n', 'latin1'), { charset: 'iso-8859-1' })).toEqual([['é\x80']]);
  expect(unmarshalCsv(Buffer.from([0xe9, 0x80, 10]), { charset: 'windows-1252' })).toEqual([['é€']]);
  expect(unmarshalCsv(Buffer.from('\uFEFFa\né\n'), { useMaps: true })).toEqual([{ a: 'é' }]);
  expect(unmarshalCsv(Buffer.from('\uFEFFa\n'), { stripByteOrderMark: false })).toEqual([['\uFEFFa']]);
  const exchange = new Exchange<unknown>(null);
  exchange.properties.set('CamelCharsetName', 'ISO-8859-1');
  expect(unmarshalCsv(Buffer.from('é\n', 'latin1'), {}, exchange)).toEqual([['é']]);
});

test('bytes that are not of the encoding are an error that names the row, never question marks', () => {
  expect(() => unmarshalCsv(Buffer.from('a\nCôte\n', 'latin1'))).toThrow(
    expect.objectContaining({ code: 'CSV_ENCODING', exceptionType: 'java.nio.charset.MalformedInputException' }),
  );
  expect(() => unmarshalCsv(Buffer.from('a\n'), { charset: 'utf-9' })).toThrow('There is no encoding "utf-9"');
});

test.each([1, 2, 3, 1000])('auto takes UTF-8 until a byte contradicts it, in pieces of %i bytes', async (size) => {
  const read = async (bytes: Buffer) =>
    bare(await drained(unmarshalCsv(inPieces(bytes, size), { lazyLoad: true, charset: 'auto' })));
  expect(await read(Buffer.from('a\nCôte d’Ivoire 🦠\n'))).toEqual([['a'], ['Côte d’Ivoire 🦠']]);
  expect(await read(Buffer.from('a\nCôte\n', 'latin1'))).toEqual([['a'], ['Côte']]);
  const mixed = Buffer.concat([Buffer.from('é\n'), Buffer.from('é\n', 'latin1')]);
  await expect(read(mixed)).rejects.toMatchObject({ code: 'CSV_ENCODING' });
});

test('finds rejected rows again as they stood in the source', async () => {
  const exchange = new Exchange<unknown>(table);
  exchange.headers.set('CamelFileName', 'report.csv').set('CamelFileLength', 12).set('CamelFileLastModified', 99);
  unmarshalCsv(table, { useMaps: true }, exchange);
  const source = rowSourceOf(exchange)!;
  expect([source.name, source.key, source.columns()]).toEqual(['report.csv', 'report.csv:12:99', ['a', 'b']]);
  const nameless = new Exchange<unknown>(table);
  unmarshalCsv(table, {}, nameless);
  expect(rowSourceOf(nameless)!.key).toBeUndefined();
  expect(await source.originals(new Set([3]))).toEqual(new Map([[3, ['3', '4']]]));
});

test('a stream that can be read only once has no originals', async () => {
  const exchange = new Exchange<unknown>(null);
  const rows = unmarshalCsv(inPieces(Buffer.from(table), 4), { lazyLoad: true }, exchange);
  await drained(rows);
  expect(await rowSourceOf(exchange)!.originals(new Set([2]))).toEqual(new Map());
});

test('a reader that stops early closes the stream it reads', async () => {
  let closed = false;
  async function* pieces() {
    try {
      for (;;) yield await Promise.resolve(Buffer.from(table));
    } finally {
      closed = true;
    }
  }
  for await (const row of (await unmarshalCsv(pieces(), { lazyLoad: true })) as AsyncIterable<unknown>) {
    expect(bare(row)).toEqual(['a', 'b']);
    break;
  }
  expect(closed).toBe(true);
});

test('the rest of a file is rows of its own: they are not taken for those that came before', () => {
  const keyFrom = (start: number) => {
    const exchange = new Exchange(table);
    exchange.headers
      .set('CamelFileName', 'report.csv')
      .set('CamelFileLength', 24)
      .set('CamelFileLastModified', 99)
      .set('CamelFileInitialOffset', start);
    void unmarshalCsv(table, {}, exchange);
    return rowSourceOf(exchange)!.key;
  };
  expect([keyFrom(0), keyFrom(12)]).toEqual(['report.csv:24:99', 'report.csv:24:99:12']);
});
