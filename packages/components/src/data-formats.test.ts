import { Exchange, type DataFormatFactory } from '@dhow/core/component';
import { expect, test } from 'vitest';
import { fakeContext } from '../test/fake-context.ts';
import { base64DataFormat } from './base64/index.ts';
import { gzipDeflaterDataFormat, zipDeflaterDataFormat } from './deflate/index.ts';
import { csvDataFormat } from './csv/index.ts';
import { jsonDataFormat } from './json/index.ts';
import { jacksonXmlDataFormat } from './jackson-xml/index.ts';

function formatOf(factory: DataFormatFactory, options: Readonly<Record<string, unknown>> = {}) {
  const defaults = Object.entries(factory.spec.options).map(([key, spec]) => [key, spec.default] as const);
  return factory.create({ ...Object.fromEntries(defaults), ...options }, fakeContext());
}

const exchange = () => new Exchange<unknown>(null);

test('base64 writes lines of 76 characters, or one for URLs', () => {
  expect(formatOf(base64DataFormat()).marshal('hello', exchange())).toBe('aGVsbG8=\r\n');
  const lines = String(formatOf(base64DataFormat()).marshal('x'.repeat(100), exchange())).split('\r\n');
  expect(lines.map(({ length }) => length)).toEqual([76, 60, 0]);
  expect(formatOf(base64DataFormat(), { urlSafe: true, lineLength: 0 }).marshal('>>>???', exchange())).toBe('Pj4-Pz8_');
  expect(formatOf(base64DataFormat()).unmarshal('aGVs\r\nbG8=', exchange())).toEqual(new TextEncoder().encode('hello'));
});

test.each([gzipDeflaterDataFormat(), zipDeflaterDataFormat()])('$spec.name packs and unpacks', (factory) => {
  const format = formatOf(factory);
  const packed = format.marshal('hello '.repeat(100), exchange()) as Uint8Array;
  expect(packed.length).toBeLessThan(100);
  expect(new TextDecoder().decode(format.unmarshal(packed, exchange()) as Uint8Array)).toBe('hello '.repeat(100));
});

test('what is not packed is refused with its own exception', () => {
  expect(() => formatOf(gzipDeflaterDataFormat()).unmarshal('x', exchange())).toThrow('not in the .gz format');
  expect(() => formatOf(zipDeflaterDataFormat()).unmarshal('x', exchange())).toThrow('Unexpected end of ZLIB');
});

test('XML becomes maps, texts and lists of what repeats', () => {
  const format = formatOf(jacksonXmlDataFormat());
  expect(format.unmarshal('<r><b a="1">x</b><c>1</c><c>2</c><d/></r>', exchange())).toEqual({
    b: { a: '1', '': 'x' },
    c: ['1', '2'],
    d: '',
  });
});

test.each([
  ['<r/>', {}],
  ['<r> </r>', {}],
  ['<r a="1"/>', { a: '1' }],
])('the root %s is a map', (xml, map) => {
  expect(formatOf(jacksonXmlDataFormat()).unmarshal(xml, exchange())).toEqual(map);
});

test.each([
  ['<r><b></r>', 'Unexpected close tag </r>; expected </b>.', '[1,9]'],
  ['<r>\n<b></c></r>', 'Unexpected close tag </c>; expected </b>.', '[2,6]'],
  ['<r>&e;</r>', 'Undeclared general entity "e"', '[1,6]'],
  ['<r><b>', 'Unexpected EOF; was expecting a close tag for element <b>', '[1,6]'],
  ['<r a=1/>', "Unexpected character '1' (code 49) in start tag Expected a quote", ''],
])('refuses %j as Jackson does', (xml, reason, place) => {
  const failure = () => formatOf(jacksonXmlDataFormat()).unmarshal(xml, exchange());
  expect(failure).toThrow(reason);
  expect(failure).toThrow(place);
});

test('text of the root and text between elements has the empty name', () => {
  expect(formatOf(jacksonXmlDataFormat()).unmarshal('<r>x</r>', exchange())).toEqual({ '': 'x' });
  expect(formatOf(jacksonXmlDataFormat()).unmarshal('<r>x<a>1</a>y</r>', exchange())).toEqual({
    '': ['x', 'y'],
    a: '1',
  });
});

test('XML of simple values, without nulls, and with its characters as Jackson leaves them', () => {
  const written = (body: unknown, options: Readonly<Record<string, unknown>>) =>
    formatOf(jacksonXmlDataFormat(), options).marshal(body, exchange());
  expect(written('x', { prettyPrint: true })).toBe('\n<String>x</String>');
  expect(written({ a: [{ b: 1 }] }, { enableFeatures: 'INDENT_OUTPUT' })).toBe(
    '<LinkedHashMap>\n  <a>\n    <b>1</b>\n  </a>\n</LinkedHashMap>\n',
  );
  expect(written({ a: null, b: '<>' }, { include: 'NON_NULL' })).toBe('<LinkedHashMap><b>&lt;></b></LinkedHashMap>');
});

test.each([5, true, { a: 1 }, ['a'], null])('of %j there is no stream to pack', (body) => {
  const asked: unknown[] = [];
  const context = { ...fakeContext(), convert: (_value: unknown, type: string) => asked.push(type) };
  for (const factory of [base64DataFormat(), zipDeflaterDataFormat(), gzipDeflaterDataFormat()]) {
    factory.create({}, context).marshal(body, exchange());
  }
  expect(new Set(asked)).toEqual(new Set(['java.io.InputStream']));
});

test('values become XML named for their type', () => {
  const format = formatOf(jacksonXmlDataFormat());
  const sent = exchange();
  expect(format.marshal({ a: 1, b: ['x', '<'], c: null }, sent)).toBe(
    '<LinkedHashMap><a>1</a><b>x</b><b>&lt;</b><c/></LinkedHashMap>',
  );
  expect(sent.headers.get('Content-Type')).toBe('application/xml');
  expect(format.marshal([1, 2], exchange())).toBe('<ArrayList><item>1</item><item>2</item></ArrayList>');
  expect(formatOf(jacksonXmlDataFormat(), { prettyPrint: true }).marshal({ a: 1 }, exchange())).toBe(
    '<LinkedHashMap>\n  <a>1</a>\n</LinkedHashMap>\n',
  );
});

test.each<[name: string, factory: DataFormatFactory, text: string, options?: Readonly<Record<string, unknown>>]>([
  ['json', jsonDataFormat(), '{"__proto__":{"a":"1"},"b":"2"}'],
  ['jacksonXml', jacksonXmlDataFormat(), '<HashMap><__proto__><a>1</a></__proto__><b>2</b></HashMap>'],
  ['csv', csvDataFormat(), '__proto__,b\r\n1,2\r\n', { useMaps: true }],
])('%s keeps a field whose name means something to JavaScript', async (_, factory, text, options) => {
  const format = formatOf(factory, options);
  const read: unknown = await format.unmarshal(text, exchange());
  const map = (Array.isArray(read) ? read[0] : read) as object;
  expect([Object.keys(map), Object.getPrototypeOf(map)]).toEqual([['__proto__', 'b'], Object.prototype]);
  // Without its header.
  const written = text.replace('__proto__,b\r\n', '');
  expect(String(await format.marshal(map, exchange()))).toContain(written.replace(/^<HashMap>|<\/HashMap>$/g, ''));
});
