import { describe, expect, test } from 'vitest';
import { Exchange } from '../../exchange/exchange.ts';
import { HeaderMap } from '../../exchange/header-map.ts';
import { testContext } from '../test-context.ts';
import { LanguageError } from '../language-error.ts';
import { compileSimple } from './simple-language.ts';

const { signal } = new AbortController();

interface Given {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly variables?: Readonly<Record<string, unknown>>;
}

function exchangeOf({ body = null, headers, variables = {} }: Given): Exchange {
  const exchange = new Exchange(body);
  exchange.headers = HeaderMap.from(headers);
  for (const [name, value] of Object.entries(variables)) exchange.variables.set(name, value);
  return exchange;
}

const evaluate = (text: string, given: Given = {}) =>
  compileSimple(text, 'expression', testContext())(exchangeOf(given), signal);
const holds = (text: string, given: Given = {}) =>
  compileSimple(text, 'predicate', testContext())(exchangeOf(given), signal);

describe('text with functions', () => {
  test('gives the value of a single function and text of anything more', () => {
    expect(evaluate('${body}', { body: 5 })).toBe(5);
    expect(evaluate('n=${body}', { body: 5 })).toBe('n=5');
    expect(evaluate('<${body}>')).toBe('<>');
  });

  test('leaves braces and dollar signs that open no function alone', () => {
    expect(evaluate('{"a":{"b":"${body}"}} cost $5', { body: 'x' })).toBe('{"a":{"b":"x"}} cost $5');
  });

  test('waits for streams only when there is one', async () => {
    async function* stream() {
      yield await Promise.resolve(new TextEncoder().encode('st'));
    }
    const value = evaluate('[${body}]', { body: stream() });
    expect(value).toBeInstanceOf(Promise);
    expect(await value).toBe('[st]');
  });
});

describe('places', () => {
  test('an unknown function says where it is and which was meant', () => {
    const failure = catching(() => evaluate('Hi ${bodi}'));
    expect(failure.code).toBe('SIMPLE_SYNTAX');
    expect(failure.details).toEqual({ text: 'Hi ${bodi}', location: 3, nearest: 'body' });
    expect(failure.message).toContain('Did you mean ${body}?');
  });

  test('a function that is not closed says so', () => {
    expect(catching(() => evaluate('${body')).message).toContain('Close the function with "}"');
  });

  test.each([
    ["${body} = 'a'", 'operator'],
    ["${body} == 'a' and ${body} == 'b'", 'Write &&'],
    ['(${body} == 5)', 'no brackets'],
    ['${body} == abc', 'quotes'],
  ])('%s: says what to write', (text, advice) => {
    expect(catching(() => holds(text)).message).toContain(advice);
  });

  test('a function inside a function fails the message, not the route', () => {
    const compiled = compileSimple('${size(${nope})}', 'expression', testContext());
    expect(() => compiled(exchangeOf({}), signal)).toThrow(LanguageError);
  });
});

describe('comparison', () => {
  test.each([
    ['10', '${body} > 9', true],
    ['9', '${body} > 10', false],
    ['abc', '${body} > 5', true],
    [5, "${body} == '5'", true],
    [5, '${body} == 5.5', true],
    [null, '${body} == null', true],
    [null, '${body} > 1', false],
    ['yes', '${body} == false', true],
    ['a', "${body} in 'a,b'", true],
    [7, "${body} range '1..10'", true],
    [['a', 'b'], "${body} contains 'b'", true],
    ['ABC', "${body} =~ 'abc'", true],
    ['a1', "${body} regex '[a-z][0-9]'", true],
  ])('%j: %s is %s', (body, text, result) => {
    expect(holds(text, { body })).toBe(result);
  });

  test('the right side of && is not asked when the left is false', () => {
    expect(holds("${body} == 'x' && ${body.nope} == 1", { body: 'a' })).toBe(false);
  });
});

describe('paths', () => {
  const person = new (class Person {
    getName() {
      return 'Ada';
    }
  })();

  test('walks lists, maps and getters', () => {
    expect(evaluate('${body[1]}', { body: ['a', 'b'] })).toBe('b');
    expect(evaluate('${body[last]}', { body: ['a', 'b'] })).toBe('b');
    expect(evaluate('${body[a][b]}', { body: { a: { b: 1 } } })).toBe(1);
    expect(evaluate('${body.name.length}', { body: person })).toBe(3);
  });

  test('a name on a map is a method, as in Camel, so its error says so', () => {
    const failure = catching(() => evaluate('${body.name}', { body: { name: 'x' } }));
    expect(failure.code).toBe('SIMPLE_METHOD');
  });

  test('what every object inherits stays closed', () => {
    expect(() => evaluate('${body.constructor}', { body: person })).toThrow(LanguageError);
    expect(() => evaluate('${body.__proto__}', { body: person })).toThrow(LanguageError);
  });

  test('null ends a path quietly at its start and loudly in its middle', () => {
    expect(evaluate('${header.none.length}')).toBeNull();
    expect(() => evaluate('${body.cause.message}', { body: new Error('x') })).toThrow('null instance');
  });
});

describe('operators in text', () => {
  test('elvis takes the right side for what is missing or empty', () => {
    expect(evaluate("${header.none} ?: 'def'")).toBe('def');
    expect(evaluate("${header.a} ?: 'def'", { headers: { a: 'A' } })).toBe('A');
  });

  test('the chain hands a value on as the body and puts the body back', () => {
    const exchange = exchangeOf({ body: ' ab ' });
    expect(
      compileSimple('${trim()} ~> ${uppercase()} ~> ${length()}', 'expression', testContext())(exchange, signal),
    ).toBe(2);
    expect(exchange.body).toBe(' ab ');
  });

  test('counts up and down in the type of the value', () => {
    expect(evaluate('${body}++', { body: 5 })).toBe(6);
    expect(evaluate('${body}--', { body: '5' })).toBe('4');
  });

  test('an init block sets variables and functions for what follows', () => {
    const text = "$init{\n $a := 'x';\n $up ~:= ${uppercase()};\n}init$\n$a-$up()";
    expect(evaluate(text, { body: 'b' })).toBe('x-B');
  });
});

function catching(run: () => unknown): LanguageError {
  try {
    run();
  } catch (error) {
    if (error instanceof LanguageError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
