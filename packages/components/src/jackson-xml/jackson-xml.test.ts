import { Exchange } from '@dhow/core/component';
import { expect, test } from 'vitest';
import { fakeContext, withDefaults } from '../../test/fake-context.ts';
import { jacksonXmlOptions } from './jackson-xml-data-format.ts';
import { jacksonXmlDataFormat } from './index.ts';

class Facility {
  static readonly javaType = 'org.acme.Facility';
  name: string;
  readonly codes: string[] = ['a', 'b'];

  constructor(name = '') {
    this.name = name;
  }

  toJSON() {
    return { name: this.name, codes: this.codes };
  }
}

const context = fakeContext();
context.beans.set('org.acme.Facility', Facility);
const format = (options: Readonly<Record<string, unknown>> = {}) =>
  jacksonXmlDataFormat().create(withDefaults(jacksonXmlOptions, options), context);
const write = (body: unknown, options = {}) => format(options).marshal(body, new Exchange(body));
const read = (text: string, options = {}) => format(options).unmarshal(text, new Exchange(text));

test.each<[body: unknown, xml: string]>([
  [{ a: [[1], [2, [3]]], b: [[]] }, '<LinkedHashMap><a>1</a><a>2</a><a>3</a></LinkedHashMap>'],
  [[1, [2]], '<ArrayList><item>1</item><item>2</item></ArrayList>'],
  [{ a: new Set([1]), d: 1e20, t: 'a>b\r\n' }, '<LinkedHashMap><a>1</a><d>1.0E20</d><t>a>b&#xd;\n</t></LinkedHashMap>'],
  [{ größe: 1, 'a b': 2, '1x': 3 }, '<LinkedHashMap><größe>1</größe><a_b>2</a_b><_1x>3</_1x></LinkedHashMap>'],
  [new Facility('Bo'), '<Facility><name>Bo</name><codes><codes>a</codes><codes>b</codes></codes></Facility>'],
  [new Uint8Array([120]), '<bytes>eA==</bytes>'],
])('writes %#', (body, xml) => {
  expect(write(body)).toBe(xml);
});

test('leaves out, sorts, and writes dates as text when told', () => {
  const body = { b: '', a: { c: null }, d: new Date('2024-01-02T03:04:05Z') };
  const options = { include: 'NON_EMPTY', enableFeatures: 'ORDER_MAP_ENTRIES_BY_KEYS' };
  expect(write(body, options)).toBe('<LinkedHashMap><a/><d>1704164645000</d></LinkedHashMap>');
  expect(write({ d: body.d }, { disableFeatures: 'WRITE_DATES_AS_TIMESTAMPS' })).toBe(
    '<LinkedHashMap><d>2024-01-02T03:04:05.000+00:00</d></LinkedHashMap>',
  );
});

test('refuses characters that cannot stand in XML, with their place, and sets no content type then', () => {
  const exchange = new Exchange<unknown>({ a: [{ b: '\u0001' }] });
  expect(() => format().marshal(exchange.body, exchange)).toThrow(
    'java.util.LinkedHashMap["a"]->java.util.ArrayList[0]->java.util.LinkedHashMap["b"]',
  );
  expect(exchange.headers.get('Content-Type')).toBeUndefined();
});

test.each<[type: string, xml: string, value: unknown]>([
  ['java.lang.Integer', '<r>5</r>', 5],
  ['java.lang.String', '<r a="1">t</r>', 't'],
  ['java.util.List', '<r><i>1</i><j>2</j></r>', ['1', '2']],
  ['java.util.TreeMap', '<r><b>1</b><a>2</a></r>', { a: '2', b: '1' }],
  ['org.acme.Facility', '<r><name>Bo</name></r>', new Facility('Bo')],
  ['org.acme.Facility', '<r/>', new Facility()],
])('reads into %s', (unmarshalType, xml, value) => {
  expect(read(xml, { unmarshalType })).toEqual(value);
});

test('reads the elements of the root into a list of a class', () => {
  const list = read('<r><f><name>A</name></f><f>B</f></r>', { useList: true, unmarshalType: 'org.acme.Facility' });
  expect(list).toEqual([new Facility('A'), new Facility('B')]);
});

test('refuses what does not fit the class, and features that do not exist', () => {
  expect(() => read('<r>x</r>', { unmarshalType: 'java.lang.Integer' })).toThrow(
    'not a valid `java.lang.Integer` value',
  );
  expect(() => read('<r><x>1</x></r>', { unmarshalType: 'org.acme.Facility' })).toThrow('Unrecognized field "x"');
  expect(() => format({ enableFeatures: 'NOPE' })).toThrow('MapperFeature,FromXmlParser.Feature]');
});

test.each([
  ['<r>', 'WstxEOFException'],
  ['<1/>', 'WstxUnexpectedCharException'],
  ['<r></s>', 'WstxParsingException'],
])('has the exception of the parser behind that of %s', (xml, name) => {
  let cause: unknown;
  try {
    read(xml);
  } catch (error) {
    ({ cause } = error as Error);
  }
  expect(cause).toHaveProperty('exceptionType', `com.ctc.wstx.exc.${name}`);
});
