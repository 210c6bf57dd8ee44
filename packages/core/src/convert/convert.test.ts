import { expect, test } from 'vitest';
import { exceptionTypeOf } from '../error-handling/exception-types.ts';
import { ConversionError } from './conversion-error.ts';
import { convertTo } from './convert.ts';
import { doubleText, JavaNumber } from './java-number.ts';
import { textOf } from './java-text.ts';
import { javaTypeOf, resolveTypeName } from './java-type.ts';

test.each<[value: unknown, type: string, result: unknown]>([
  ['12', 'Integer', 12],
  [1.9, 'int', 1],
  [' 12 ', 'Double', 12],
  ['true', 'Boolean', true],
  [0, 'Boolean', false],
  ['5000000000', 'Long', 5_000_000_000],
  [[1, 2], 'String', '[1, 2]'],
  [{ a: 1 }, 'java.lang.String', '{a=1}'],
  [new Uint8Array([49, 50]), 'String', '12'],
  [new Set(['s']), 'java.util.List', ['s']],
  ['5s', 'java.time.Duration', 5000],
  ['1h30m', 'java.time.Duration', 5_400_000],
  [5_000_000_000, 'java.time.Duration', 5_000_000_000],
  ['1.5', 'java.lang.Number', 1.5],
  [new Uint8Array([49, 50]), 'Double', 12],
  [new Uint8Array([49]), 'Character', '1'],
  [Number.NaN, 'Integer', null],
  [1e20, 'Integer', 2_147_483_647],
  [{ a: 1 }, 'java.util.Collection', [{ key: 'a', value: 1 }]],
  ['a/b?c=d', 'java.net.URI', 'a/b?c=d'],
  ['http://[::1]/x?a[b]#c', 'java.net.URI', 'http://[::1]/x?a[b]#c'],
  [' info ', 'org.apache.camel.LoggingLevel', 'INFO'],
  ['a,b', 'java.lang.Iterable', ['a', 'b']],
  [5, 'java.lang.Iterable', [5]],
  [[1].values(), 'java.util.List', [1]],
  ['a', 'java.lang.CharSequence', 'a'],
  [true, 'java.lang.Comparable', true],
  [{ a: 1 }, 'java.io.Serializable', { a: 1 }],
])('%j to %s', (value, type, result) => {
  expect(convertTo(value, type)).toEqual(result);
});

test('a value that does not fit and a pair without conversion are told apart by their exception', () => {
  const failure = (value: unknown, type: string): unknown => {
    try {
      return convertTo(value, type);
    } catch (error) {
      return error instanceof ConversionError ? [error.code, exceptionTypeOf(error)] : error;
    }
  };
  expect(failure('x', 'Integer')).toEqual(['ROUTE_CONVERSION_FAILED', 'org.apache.camel.TypeConversionException']);
  expect(failure(true, 'Integer')).toEqual([
    'ROUTE_NO_TYPE_CONVERSION',
    'org.apache.camel.NoTypeConversionAvailableException',
  ]);
});

test.each([
  ['yes', 'java.time.Duration', 'For input string: "ye"'],
  ['a b', 'java.net.URI', 'Illegal character in path at index 1: a b'],
  ['/[x]', 'java.net.URI', 'Illegal character in path at index 1: /[x]'],
  ['mailto:a b', 'java.net.URI', 'Illegal character in opaque part at index 8'],
  ['//h x', 'java.net.URI', 'Illegal character in authority at index 2'],
  ['http://', 'java.net.URI', 'Expected authority at index 7'],
  ['a%zz', 'java.net.URI', 'Malformed escape pair at index 1'],
  ['a?b c', 'java.net.URI', 'Illegal character in query at index 3'],
  ['a#b#c', 'java.net.URI', 'Illegal character in fragment at index 3'],
  ['1:x', 'java.net.URI', 'Illegal character in scheme name at index 0: 1:x'],
  ['x', 'java.lang.Number', 'For input string: "x"'],
  [new Uint8Array([49, 50]), 'Character', 'byte[] must have exactly a length of 1: 2'],
  [{ a: 1 }, 'java.util.List', 'No type converter available'],
  [5, 'java.lang.CharSequence', 'No type converter available'],
  [[1], 'java.util.HashSet', 'No type converter available'],
  [[1].values(), 'java.util.Collection', 'No type converter available'],
  [[1].values(), 'java.io.Serializable', 'No type converter available'],
  ['99999999999999999999', 'java.lang.Number', 'required type: java.lang.Number with value 99999999999999999999'],
  ['java.lang.String', 'java.math.BigInteger', 'For input string: "java.la"'],
  ['0123456789x', 'java.math.BigInteger', 'For input string: "23456789x"'],
  ['-', 'java.math.BigInteger', 'Zero length BigInteger'],
])('%j is no %s', (value, type, reason) => {
  expect(() => convertTo(value, type)).toThrow(reason);
});

test('numbers stand for the Java type that holds them', () => {
  expect([5, 5_000_000_000, 1.5, 10n ** 30n, new JavaNumber('BigDecimal', '1.10')].map(javaTypeOf)).toEqual([
    'java.lang.Integer',
    'java.lang.Long',
    'java.lang.Double',
    'java.math.BigInteger',
    'java.math.BigDecimal',
  ]);
});

test('doubles print as Java prints them', () => {
  expect([1.5, 1e7, 1.25e-5, 0, 123_456.5].map(doubleText)).toEqual(['1.5', '1.0E7', '1.25E-5', '0.0', '123456.5']);
});

test('nested values print as Java prints them', () => {
  expect(textOf({ list: [1, 'a', null], map: new Map([['k', true]]) })).toBe('{list=[1, a, null], map={k=true}}');
});

test('names of types are those of Java, not those of objects', () => {
  expect(resolveTypeName('constructor')).toBeUndefined();
  expect(resolveTypeName('int')).toBe('java.lang.Integer');
  expect(resolveTypeName('java.lang.Integer')).toBe('java.lang.Integer');
});
