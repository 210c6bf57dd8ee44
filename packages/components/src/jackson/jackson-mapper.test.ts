import { Exchange } from '@dhow/core/component';
import { expect, test } from 'vitest';
import { fakeContext, withDefaults } from '../../test/fake-context.ts';
import { jsonDataFormat, jsonSpec } from '../json/index.ts';

class Facility {
  static readonly javaType = 'org.acme.Facility';
  name: string;

  constructor(name = '') {
    this.name = name;
  }
}

const context = fakeContext();
context.beans.set('org.acme.Facility', Facility);
const format = (options: Readonly<Record<string, unknown>>) =>
  jsonDataFormat().create(withDefaults(jsonSpec.options, options), context);
const into = (unmarshalType: string, text: unknown, options = {}) =>
  format({ unmarshalType, ...options }).unmarshal(text, new Exchange(text));
const write = (body: unknown, options = {}) => format(options).marshal(body, new Exchange(body));
const bytes = (text: string) => new TextEncoder().encode(text);

test.each<[type: string, text: string, value: unknown]>([
  ['java.util.TreeMap', '{"b":1,"a":2}', { a: 2, b: 1 }],
  ['java.util.Set', '[1,1,2]', new Set([1, 2])],
  ['java.util.List', 'null', null],
  ['java.lang.String', '1.50', '1.50'],
  ['java.lang.Integer', '"7"', 7],
  ['java.lang.Integer', '1.9', 1],
  ['java.lang.Long', '12345678901', 12345678901],
  ['java.lang.Double', '""', null],
  ['java.lang.Boolean', '5', true],
  ['org.acme.Facility', '"Ngelehun"', new Facility('Ngelehun')],
  ['org.acme.Facility', '{"name":"Bo"}', new Facility('Bo')],
  ['org.acme.Unknown', '[1]', [1]],
])('reads into %s: %s', (type, text, value) => {
  expect(into(type, text)).toEqual(value);
});

test.each<[type: string, text: string, code: string, message: string]>([
  ['java.util.Map', ' [{"a', 'JSON_MISMATCH', 'from Array value (token `JsonToken.START_ARRAY`)'],
  ['java.util.Map', '""', 'JSON_FORMAT', 'Cannot coerce empty String'],
  ['java.util.List', '1.0', 'JSON_MISMATCH', 'from Floating-point value'],
  ['java.lang.Boolean', '"yes"', 'JSON_FORMAT', 'only "true" or "false" recognized'],
  ['java.lang.Integer', '12345678901', 'JSON_OUT_OF_RANGE', 'out of range of int (-2147483648 - 2147483647)'],
  ['java.lang.Integer', 'true', 'JSON_MISMATCH', 'from Boolean value (token `JsonToken.VALUE_TRUE`)'],
  ['org.acme.Facility', '5', 'JSON_MISMATCH', 'no int/Int-argument constructor'],
  ['org.acme.Facility', '[1', 'JSON_MISMATCH', 'value of type `org.acme.Facility` from Array value'],
  [
    'org.acme.Facility',
    '{"code":1]',
    'JSON_UNKNOWN_FIELD',
    'Unrecognized field "code" (class org.acme.Facility), not marked as ignorable (one known property: "name")',
  ],
])('does not read into %s: %s', (type, text, code, message) => {
  expect(() => into(type, text)).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(message) as string }),
  );
});

class Person {
  #name = '';
  #age = 0;
  readonly #friends: string[] = [];

  getName() {
    return this.#name;
  }

  setName(name: string) {
    this.#name = name;
  }

  setAge(age: number) {
    this.#age = age;
  }

  getFriends() {
    return this.#friends;
  }

  isAdult() {
    return this.#age > 17;
  }
}
context.beans.set('Person', Person);

test('sets what has a setter and fills lists that have a getter', () => {
  const person = into('Person', '{"name":"Bo","age":20,"friends":["Ada"]}') as Person;
  expect([person.getName(), person.isAdult(), person.getFriends()]).toEqual(['Bo', true, ['Ada']]);
});

test.each([
  ['{"a":"x"}', 7, 'Person["a"]'],
  ['{"a":true}', 10, 'Person["a"]'],
  ['{"name":"x","adult":true}', 25, 'Person["adult"]'],
])('tells where a field stands that the class does not have: %s', (text, column, way) => {
  const read = () => into('Person', text);
  expect(read).toThrow('(3 known properties: "name", "friends", "age")');
  expect(read).toThrow(`column: ${column}] (through reference chain: ${way})`);
  expect(into('Person', text, { disableFeatures: 'FAIL_ON_UNKNOWN_PROPERTIES' })).toBeInstanceOf(Person);
});

test('lists of a class are read item by item', () => {
  expect(into('org.acme.Facility', '[{"name":"A"},"B",null]', { useList: true })).toEqual([
    new Facility('A'),
    new Facility('B'),
    null,
  ]);
  expect(() => into('org.acme.Facility', '[{"name":"A"},{"b":1}]', { useList: true })).toThrow(
    'through reference chain: java.util.ArrayList[1]->org.acme.Facility["b"]',
  );
  const single = { useList: true, enableFeatures: 'ACCEPT_SINGLE_VALUE_AS_ARRAY' };
  expect(into('org.acme.Facility', '{"name":"A"}', single)).toEqual([new Facility('A')]);
});

test('names the place of what does not fit, and takes one value for a list when told', () => {
  expect(() => into('java.util.Map', '\n [1]')).toThrow('line: 2, column: 2]');
  expect(into('java.util.List', '{"a":1}', { enableFeatures: 'ACCEPT_SINGLE_VALUE_AS_ARRAY' })).toEqual([{ a: 1 }]);
});

test.each<[text: string, message: string]>([
  ['+1', 'JSON spec does not allow numbers to have plus signs'],
  ['1.', 'Decimal point not followed by a digit'],
  ['1e', 'Unexpected end-of-inputexpected a digit for number exponent'],
  ['-', 'No digit following sign'],
  ['-x', 'expected digit (0-9) to follow minus sign'],
  ['-Infinity', "Non-standard token '-Infinity'"],
  ['NaNx', "Unrecognized token 'NaNx'"],
  ['12x', 'Expected space separating root-level values'],
  [']', "Unexpected close marker ']': no open Array to close"],
  ['[1,', 'Unexpected end-of-input within/between Array entries'],
  ['{/', 'maybe a (non-standard) comment?'],
])('tells what is wrong in %s', (text, message) => {
  expect(() => into('java.lang.Object', text)).toThrow(message);
});

test('has other words for bytes, and counts their columns in bytes', () => {
  expect(() => into('java.lang.Object', bytes('["é",]'))).toThrow(/expected a value\n.*column: 7\]/);
  expect(() => into('java.lang.Object', bytes('"open'))).toThrow('Unexpected end-of-input in VALUE_STRING');
});

test('writes small numbers, iterators, and characters beyond the first plane as Jackson does', () => {
  expect(write({ d: 0.0000001, i: [1, 2].values() })).toBe('{"d":1.0E-7,"i":[1,2]}');
  expect(write(['😀', '\u001f', '\\u001f'])).toBe(String.raw`["\uD83D\uDE00","\u001F","\\u001f"]`);
  expect(write('😀', { combineUnicodeSurrogates: true })).toBe('"😀"');
  expect(write({ a: 1 }, { enableFeatures: 'WRAP_ROOT_VALUE' })).toBe('{"LinkedHashMap":{"a":1}}');
});
