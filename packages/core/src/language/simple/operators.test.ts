import { describe, expect, test } from 'vitest';
import { exceptionTypeOf } from '../../error-handling/exception-types.ts';
import { Exchange } from '../../exchange/exchange.ts';
import { HeaderMap } from '../../exchange/header-map.ts';
import { isTruthy } from '../predicate-value.ts';
import { testContext } from '../test-context.ts';
import { compileSimple } from './simple-language.ts';

const { signal } = new AbortController();
const headers = { n: 5, f: 2.5, text: '12.5', list: ['p', 'q'], numbers: [3, 1], none: null, flag: true, no: false };

function run(text: string, kind: 'expression' | 'predicate', body: unknown = null): unknown {
  const exchange = new Exchange(body);
  exchange.headers = HeaderMap.from(headers);
  return compileSimple(text, kind, testContext())(exchange, signal);
}

function failureOf(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    return exceptionTypeOf(error);
  }
  return 'none';
}

const syntax = 'org.apache.camel.language.simple.types.SimpleIllegalSyntaxException';

describe('order', () => {
  test.each([
    ["${header.text} > '9'", true],
    ["'10' > '9.5'", true],
    ["'a' > 'B'", true],
    ['${header.n} >= 5.5', true],
    ["${header.flag} > 'nope'", true],
    ['${header.none} >= ${header.other}', true],
    ['${header.none} > ${header.other}', false],
    ['${header.none} < 5', false],
    ['${header.list} > true', true],
  ])('%s is %s', (text, result) => {
    expect(run(text, 'predicate')).toBe(result);
  });

  test.each(['${header.n} > ${header.list}', '${header.flag} < ${header.f}'])('%s cannot be told', (text) => {
    expect(failureOf(() => run(text, 'predicate'))).toBe('java.lang.ClassCastException');
  });
});

describe('contains and in', () => {
  test.each([
    ["${header.list} contains 'p'", true],
    ["${header.numbers} contains '3'", false],
    ['${header.numbers} contains 3', true],
    ["${header.list} ~~ 'P'", true],
    ["${header.f} contains '5'", false],
    ["${header.n} contains ''", false],
    ["${header.n} in ''", false],
    ['${header.f} in ${header.numbers}', false],
    ["'05' == '5'", true],
  ])('%s is %s', (text, result) => {
    expect(run(text, 'predicate')).toBe(result);
  });

  test('a null among the items has no text to look into', () => {
    expect(failureOf(() => run("${body} ~~ 'z'", 'predicate', ['a', null]))).toBe('java.lang.NullPointerException');
  });

  test('each part is converted to the type of the left side', () => {
    expect(failureOf(() => run("${header.f} in 'a,2.5'", 'predicate'))).toBe(
      'org.apache.camel.TypeConversionException',
    );
  });
});

describe('what is no condition', () => {
  test.each([
    '${header.flag} && ${header.n} == 5',
    "${header.n} == 5 && 'a'",
    '${header.n} regex 5',
    '${header.n} range null',
    "${header.text} == '{a}'",
    '${header.flag ? 1 : 2}',
    '${header.n > 3 ? 1 : 2}',
    "${header.none ?: 'd'}",
    "${not(${header.text} == 'a')}",
    '${iif(${header.n} > 3,1,2)} == 1',
    '${not(${header.flag} && ${header.no})}',
    "${concat(${header.text} ~> ${trim()},'x')}",
  ])('%s does not parse', (text) => {
    expect(failureOf(() => run(text, 'predicate'))).toBe(syntax);
  });

  test.each(['', '  '])('nothing (%j) holds for nothing', (text) => {
    expect(run(text, 'predicate')).toBe(false);
  });

  test.each([{ body: [] }, { body: '  ' }, { body: new Set() }])('$body as a condition is false', ({ body }) => {
    expect(isTruthy(run('${body}', 'predicate', body))).toBe(false);
  });
});

test('a comparison may stand in a function where no condition is read, and in its quotes', () => {
  expect(run("${not(${body} == 'a')}", 'expression', 'a')).toBe(false);
  expect(run("${concat('x == y')}", 'predicate', 'a')).toBe('ax == y');
});

test.each([
  [false, '1..5', true],
  ['3', '1..5', true],
  ['x', '1..5', false],
])('%j in the range %s is %s', (body, range, result) => {
  expect(run(`\${body} range '${range}'`, 'predicate', body)).toBe(result);
});

describe('patterns', () => {
  test.each(["${body} regex '{a}'", "${body} regex 'a{x}'"])('%s has a brace that counts nothing', (text) => {
    expect(failureOf(() => run(text, 'predicate', 'a'))).toBe('java.util.regex.PatternSyntaxException');
  });

  test('a pattern that is null fails, a value that is null does not match', () => {
    expect(failureOf(() => run('${body} regex ${header.none}', 'predicate', 'a'))).toBe(
      'java.lang.NullPointerException',
    );
    expect(run("${body} regex '.*'", 'predicate')).toBe(false);
  });

  test('letters of any script', () => {
    expect(run("${body} regex '\\p{L}+'", 'predicate', 'Łódź')).toBe(true);
  });
});

describe('elvis, chain and counting', () => {
  test.each<[string, unknown, unknown]>([
    ["${body} ?: 'd'", 0, 'd'],
    ["${body} ?: 'd'", [], 'd'],
    ["${body} ?: 'd'", {}, 'd'],
    ["${body} ?: 'd'", '  ', 'd'],
    ["${body} ?: 'd'", 'false', 'false'],
    ["${body} ?: 'a' ?: 'b'", null, 'a'],
    ['${body} ?: ', 'x', 'x ?: '],
    ['a ~> ${uppercase()}', null, 'A'],
    ['${body}++\n', 5, '6\n'],
    ['x${body}++', 2.5, 'x3.0'],
    [String.raw`\ `.trim() + '${body}', 'x', String.raw`\x`],
    ["${body > 3?'y':'n'}", 5, 'y'],
    ["${body > 3 ? '${body}' : 'n'}", 5, '${body}'],
  ])('%s of %j', (text, body, result) => {
    expect(run(text, 'expression', body)).toBe(result);
  });

  test.each(['${body} ?: x', 'a ?: b', '${body} ?: ${header.n}${header.n}', '${body} ?: -1'])(
    '%s does not parse',
    (text) => {
      expect(failureOf(() => run(text, 'expression'))).toBe(syntax);
    },
  );

  test('text that is no number is not counted up', () => {
    expect(failureOf(() => run('${body}++', 'expression', 'x'))).toBe('org.apache.camel.TypeConversionException');
    expect(failureOf(() => run('${body}++', 'expression', {}))).toBe('org.apache.camel.RuntimeCamelException');
  });
});
