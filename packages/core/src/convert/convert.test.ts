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
