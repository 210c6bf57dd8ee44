import { expect, test } from 'vitest';
import { exceptionTypeOf } from '../error-handling/exception-types.ts';
import { Exchange } from '../exchange/exchange.ts';
import type { Expression, ExpressionLanguage } from '../expression/expression.ts';
import { constant } from './named-value.ts';
import { simple } from './simple/simple-language.ts';
import { testContext } from './test-context.ts';
import { tokenize } from './tokenize.ts';

const { signal } = new AbortController();

function evaluate(language: ExpressionLanguage, text: string, resultType: string, body: unknown = 'a,b'): unknown {
  const expression = language.compile(text, { resultType }, 'expression', testContext()) as Expression;
  return expression.evaluate(new Exchange(body), signal);
}

function failure(language: ExpressionLanguage, text: string, resultType: string): [type: string, message: string] {
  try {
    evaluate(language, text, resultType);
  } catch (error) {
    return [exceptionTypeOf(error), (error as Error).message];
  }
  return ['none', ''];
}

test.each<[body: unknown, type: string, result: unknown]>([
  ['12', 'int', 12],
  ['12', 'long', 12],
  [3_000_000_000, 'int', 3_000_000_000],
  [2.5, 'int', 2],
  [null, 'int', 0],
  [null, 'double', 0],
  [['p'], 'int', null],
  [null, 'Integer', null],
])('%j as the type %s', (body, type, result) => {
  expect(evaluate(simple, '${body}', type, body)).toBe(result);
});

test('a text that is no number fails with the type that was written', () => {
  expect(failure(simple, '${body}', 'int')).toEqual([
    'org.apache.camel.TypeConversionException',
    'Error during type conversion from type: java.lang.String to the required type: int with value a,b due to ' +
      'java.lang.NumberFormatException: For input string: "a,b"',
  ]);
});

test.each(['boolean', 'Boolean', 'java.lang.Boolean'])('Simple that is to give a %s is a condition', (type) => {
  expect(evaluate(simple, "${body} == 'a,b'", type)).toBe(true);
  expect(evaluate(simple, "${body} contains 'c' || ${body} contains 'd'", type)).toBe(false);
  // A value on its own stays what it is.
  expect(evaluate(simple, '${body}', type)).toBe('a,b');
  expect(failure(simple, 'x${body}', type)[0]).toBe(
    'org.apache.camel.language.simple.types.SimpleIllegalSyntaxException',
  );
});

test('a constant that does not fit its type is refused before the first message', () => {
  const compile = (text: string, resultType: string) => () =>
    constant.compile(text, { resultType }, 'expression', testContext());
  expect(evaluate(constant, '5', 'Integer')).toBe(5);
  expect(evaluate(constant, 'true', 'boolean')).toBe(true);
  expect(compile('x', 'int')).toThrow('to the required type: int with value x');
  expect(compile('5', 'boolean')).toThrow('Cannot convert type: java.lang.String to boolean');
  expect(compile('5', 'java.util.Map')).toThrow('No type converter available');
});

test('the parts of a text are not converted', () => {
  expect([...(evaluate(tokenize, ',', 'String') as Iterable<string>)]).toEqual(['a', 'b']);
});
