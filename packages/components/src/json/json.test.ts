import { Exchange } from '@dhow/core/component';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fakeContext, withDefaults } from '../../test/fake-context.ts';
import { JacksonReader, jsonDataFormat, jsonSpec } from './index.ts';

const format = (options: Readonly<Record<string, unknown>> = {}) =>
  jsonDataFormat().create(withDefaults(jsonSpec.options, options), fakeContext());
const read = (text: unknown, options = {}) => format(options).unmarshal(text, new Exchange(text));
const write = (body: unknown, options = {}) => format(options).marshal(body, new Exchange(body));
const at = (line: number, column: number) =>
  ` at [Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); line: ${line}, column: ${column}]`;

class JavaNumber {
  readonly type: string;
  readonly text: string;

  constructor(type: string, text: string) {
    this.type = type;
    this.text = text;
  }
}

test.each<[body: unknown, text: string]>([
  [{ a: 1, b: [true, null, 'x'] }, '{"a":1,"b":[true,null,"x"]}'],
  [null, 'null'],
  ['Hi', '"Hi"'],
  [[], '[]'],
  [new Set(['a', 'b']), '["a","b"]'],
  [new Map([['k', 1n]]), '{"k":1}'],
  [{ d: new Date('2024-01-02T03:04:05Z') }, '{"d":1704164645000}'],
  [Buffer.from('abc'), '"YWJj"'],
  [{ d: Number.NaN, e: Number.POSITIVE_INFINITY }, '{"d":"NaN","e":"Infinity"}'],
  [{ a: undefined }, '{"a":null}'],
  [{ big: 12345678901234567890n }, '{"big":12345678901234567890}'],
  [{ decimal: new JavaNumber('BigDecimal', '1.10') }, '{"decimal":1.10}'],
])('writes values %#', (body, text) => {
  expect(write(body)).toBe(text);
});

test("indents in Jackson's way", () => {
  expect(write({ a: { b: 1 }, c: [1, { d: 2 }], e: {}, f: [] }, { prettyPrint: true })).toBe(
    '{\n  "a" : {\n    "b" : 1\n  },\n  "c" : [ 1, {\n    "d" : 2\n  } ],\n  "e" : { },\n  "f" : [ ]\n}',
  );
});

test('leaves out fields, sorts them, and writes dates as text when told', () => {
  expect(write({ a: null, b: '' }, { include: 'NON_NULL' })).toBe('{"b":""}');
  expect(write({ a: null, b: '', c: [] }, { include: 'NON_EMPTY' })).toBe('{}');
  expect(write({ b: 1, a: 2 }, { enableFeatures: 'ORDER_MAP_ENTRIES_BY_KEYS' })).toBe('{"a":2,"b":1}');
  const date = { d: new Date('2024-01-02T03:04:05.006Z') };
  expect(write(date, { disableFeatures: 'WRITE_DATES_AS_TIMESTAMPS', timezone: 'Europe/Oslo' })).toBe(
    '{"d":"2024-01-02T04:04:05.006+01:00"}',
  );
  expect(write(date, { disableFeatures: 'WRITE_DATES_AS_TIMESTAMPS' })).toBe('{"d":"2024-01-02T03:04:05.006+00:00"}');
});

test('sets the content type unless told otherwise', () => {
  const exchange = new Exchange<unknown>({});
  format().marshal({}, exchange);
  expect(exchange.header('content-type')).toBe('application/json');
  const bare = new Exchange<unknown>({});
  format({ contentTypeHeader: false }).marshal({}, bare);
  expect(bare.hasHeaders).toBe(false);
});

test('a stream of bytes cannot be written', () => {
  async function* stream() {
    yield await Promise.resolve('x');
  }
  expect(() => write(stream())).toThrow('No serializer found for class');
});

test.each<[text: string, body: unknown]>([
  ['{"a":1,"b":[true,null,1.5,"x"],"c":12345678901}', { a: 1, b: [true, null, 1.5, 'x'], c: 12345678901 }],
  ['5', 5],
  ['null', null],
  ['{"a":12345678901234567890,"b":1.10,"c":1e3}', { a: 12345678901234567890n, b: 1.1, c: 1000 }],
  ['{"a":1} x', { a: 1 }],
  ['{"a":1}{"b":2}', { a: 1 }],
  ['{"a":"\\ud83d\\ude00","b":"\\n\\/"}  ', { a: '😀', b: '\n/' }],
  [' [1234567890123456789, "\\u00e9\\t\\"", -0.5e-2, {} ] ', [1234567890123456789n, 'é\t"', -0.005, {}]],
])('reads %s', (text, body) => {
  expect(read(text)).toEqual(body);
  expect(read(Buffer.from(text))).toEqual(body);
});

test.each<[text: string, type: string, reason: string, line: number, column: number]>([
  [
    "{'a':1}",
    'core.JsonParseException',
    `Unexpected character (''' (code 39)): was expecting double-quote to start field name`,
    1,
    2,
  ],
  [
    '{"a":1,}',
    'core.JsonParseException',
    `Unexpected character ('}' (code 125)): was expecting double-quote to start field name`,
    1,
    8,
  ],
  [
    '{"a":NaN}',
    'core.JsonParseException',
    "Non-standard token 'NaN': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow",
    1,
    9,
  ],
  [
    '\uFEFF{"a":1}',
    'core.JsonParseException',
    "Unexpected character ('\uFEFF' (code 65279 / 0xfeff)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    1,
    1,
  ],
  [
    'Hi',
    'core.JsonParseException',
    "Unrecognized token 'Hi': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    1,
    1,
  ],
  ['{"a":', 'core.io.JsonEOFException', 'Unexpected end-of-input within/between Object entries', 1, 6],
  [
    '{\n"a" 1}',
    'core.JsonParseException',
    "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value",
    2,
    5,
  ],
  [
    '[1 2]',
    'core.JsonParseException',
    "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries",
    1,
    4,
  ],
])('refuses %j as Jackson does', (text, type, reason, line, column) => {
  const failure = () => read(text);
  expect(failure).toThrow(`${reason}\n${at(line, column)}`);
  expect(failure).toThrow(expect.objectContaining({ exceptionType: `com.fasterxml.jackson.${type}` }));
});

test('says what is missing for an empty or absent body', () => {
  expect(() => read('')).toThrow('No content to map due to end-of-input');
  expect(() => read(null)).toThrow('No type converter available to convert from type: null');
});

test('reads into a registered class by its setters', () => {
  class Person {
    #name = '';
    age = 0;

    setName(name: string) {
      this.#name = name;
    }

    getName() {
      return this.#name;
    }
  }
  const context = { ...fakeContext(), bean: (name: string) => (name === 'app.Person' ? Person : undefined) };
  const reader = (options = {}) =>
    jsonDataFormat().create(withDefaults(jsonSpec.options, { unmarshalType: 'app.Person', ...options }), context);
  const readPerson = (text: string, options = {}) => reader(options).unmarshal(text, new Exchange(text));
  const ada = readPerson('{"name":"Ada","age":36}') as Person;
  expect(ada).toBeInstanceOf(Person);
  expect([ada.getName(), ada.age]).toEqual(['Ada', 36]);
  expect(readPerson('[{"age":1},null]', { useList: true })).toEqual([expect.any(Person), null]);
  const named = new Exchange('{"age":2}');
  named.headers.set('CamelJacksonUnmarshalType', 'app.Person');
  const byHeader = (options = {}) =>
    jsonDataFormat().create(withDefaults(jsonSpec.options, options), context).unmarshal('{"age":2}', named);
  expect(byHeader({ allowUnmarshallType: true })).toBeInstanceOf(Person);
  expect(byHeader()).not.toBeInstanceOf(Person);
  expect(() => readPerson('{"nope":1}')).toThrow('Unrecognized field "nope" (class app.Person)');
  expect(() => readPerson('{"constructor":1}')).toThrow('Unrecognized field "constructor"');
  expect(() => readPerson('[1]')).toThrow('from Array value');
});

test('checks the shape asked for', () => {
  expect(() => read('{"a":1}', { useList: true })).toThrow(
    `Cannot deserialize value of type \`java.util.ArrayList<java.lang.Object>\` from Object value (token \`JsonToken.START_OBJECT\`)\n${at(1, 1)}`,
  );
  expect(read('{"a":1}', { useList: true, enableFeatures: 'ACCEPT_SINGLE_VALUE_AS_ARRAY' })).toEqual([{ a: 1 }]);
  expect(() => read('[1]', { unmarshalType: 'java.util.Map' })).toThrow('from Array value');
  expect(read('{"root":{"a":1}}', { dropRootNode: true })).toEqual({ a: 1 });
});

test('refuses unknown features and other libraries when the route starts', () => {
  expect(() => format({ enableFeatures: 'NOPE' })).toThrow(
    'Enable feature: NOPE cannot be converted to an accepted enum of types [SerializationFeature,DeserializationFeature,MapperFeature]',
  );
  expect(() => format({ library: 'Gson' })).toThrow("Data format 'gson' could not be created.");
  expect(() => read('1 2', { enableFeatures: 'FAIL_ON_TRAILING_TOKENS' })).toThrow('Trailing token found');
});

test('reads what JSON.stringify writes, digit for digit', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const text = JSON.stringify(value);
      fc.pre(!/\d{16}/.test(text));
      expect(new JacksonReader(text).read(true)).toEqual(JSON.parse(text));
      expect(read(text)).toEqual(JSON.parse(text));
      expect(JSON.parse(write(value) as string)).toEqual(JSON.parse(text));
    }),
    { numRuns: 300 },
  );
});
