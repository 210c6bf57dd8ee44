import { expect, test } from 'vitest';
import { exceptionTypeOf } from '../error-handling/exception-types.ts';
import { Exchange } from '../exchange/exchange.ts';
import { ref } from './bean-language.ts';
import { LanguageError } from './language-error.ts';
import { languageErrors, type LanguageErrorCode } from './language-errors.ts';
import { constant } from './named-value.ts';
import { compileSimple } from './simple/simple-language.ts';
import { testContext } from './test-context.ts';

const { signal } = new AbortController();

function failureOf(run: () => unknown): LanguageError {
  try {
    run();
  } catch (error) {
    if (error instanceof LanguageError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

test.each<[code: LanguageErrorCode, text: string, kind: 'expression' | 'predicate', body: unknown]>([
  ['SIMPLE_SYNTAX', '${nope}', 'expression', null],
  ['SIMPLE_ASSERTION', "${assert(${body} == 'y','must be y')}", 'expression', 'x'],
  ['SIMPLE_METHOD', '${body.nope}', 'expression', 'x'],
  ['SIMPLE_NO_METHOD', '${exchangeProperty}', 'expression', 'x'],
  ['SIMPLE_ARGUMENT', '${random(0)}', 'expression', 'x'],
  ['SIMPLE_INDEX', "${iif(${body} == 'x',1)}", 'expression', 'x'],
  ['SIMPLE_EVALUATION', '${mandatoryBodyAs(String)}', 'expression', null],
  ['SIMPLE_RUNTIME', '${body}--', 'expression', null],
  ['SIMPLE_GROUP', '${collate(0)}', 'expression', []],
  ['SIMPLE_PATTERN', "${body} regex '['", 'predicate', 'x'],
])('%s: %s', (code, text, kind, body) => {
  const failure = failureOf(() => compileSimple(text, kind, testContext())(new Exchange(body), signal));
  expect([failure.code, exceptionTypeOf(failure)]).toEqual([code, languageErrors[code].exception]);
});

test('SIMPLE_PAYLOAD is the cause of a body that must be there and is not', () => {
  const failure = failureOf(() =>
    compileSimple('${mandatoryBodyAs(Integer)}', 'expression', testContext())(new Exchange(null), signal),
  );
  expect(failure.cause).toMatchObject({ code: 'SIMPLE_PAYLOAD' });
});

test('LANGUAGE_TYPE for a result of a type that is not there', () => {
  const compile = () => constant.compile('5', { resultType: 'nope.X' }, 'expression', testContext());
  expect(failureOf(compile).code).toBe('LANGUAGE_TYPE');
});

test('LANGUAGE_REFERENCE for a name that is no expression', () => {
  expect(failureOf(() => ref.compile('people', {}, 'expression', testContext({ people: {} }))).code).toBe(
    'LANGUAGE_REFERENCE',
  );
});
