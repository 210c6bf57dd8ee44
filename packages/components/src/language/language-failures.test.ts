import { exceptionMessage, exceptionTypeOf } from '@dhow/core';
import { Exchange, type ComponentContext, type ExpressionLanguage } from '@dhow/core/component';
import { expect, test } from 'vitest';
import { jqLanguage, jsonpathLanguage } from './index.ts';

const { signal } = new AbortController();
const context = { name: 'test', bean: () => undefined } as unknown as ComponentContext;
const body = '{"n":5,"s":"str","l":[1,"x",null],"o":{"a":1,"b":{"c":2}},"t":true,"z":null}';

async function failureOf(language: ExpressionLanguage, text: string, options = {}, input: unknown = body) {
  const expression = await language.compile(text, options, 'expression', context);
  try {
    await expression.evaluate(new Exchange(input), signal);
  } catch (error) {
    return `${exceptionTypeOf(error)}: ${exceptionMessage(error)}`;
  }
  throw new Error('It did not fail.');
}

test.each([
  ['.n.x', 'JsonQueryException: Cannot index number with string "x"'],
  ['.o[0]', 'JsonQueryTypeException: Cannot index object with number'],
  ['.n[1:2]', 'JsonQueryTypeException: Cannot index number with object'],
  ['.s[]', 'JsonQueryTypeException: Cannot iterate over string ("str")'],
  ['.z | add', 'JsonQueryException: Cannot iterate over null (null)'],
  ['.n + .s', 'JsonQueryTypeException: number (5) and string ("str") cannot be added'],
  ['.o - 1', 'JsonQueryTypeException: object ({"a":1,"b":...) and number (1) cannot be subtracted'],
  ['.l * 2', 'JsonQueryTypeException: array ([1,"x",null]) and number (2) cannot be multiplied'],
  ['.n / 0', 'JsonQueryException: number (5) and number (0) cannot be divided because the divisor is zero'],
  ['.n % 0', 'JsonQueryException: number (5) and number (0) cannot be divided (remainder) because the divisor is zero'],
  ['.t | length', 'JsonQueryTypeException: boolean (true) has no length'],
  ['.s | keys', 'IllegalJsonInputException: keys is not applicable to STRING; expected one of [OBJECT, ARRAY]'],
  ['.s | sort', 'IllegalJsonInputException: sort_by is not applicable to STRING; expected one of [ARRAY]'],
  ['.s | floor', 'IllegalJsonInputException: mathfunc is not applicable to STRING; expected one of [NUMBER]'],
  ['.n | test("a")', 'IllegalJsonInputException: _match_impl/3 is not applicable to NUMBER; expected one of [STRING]'],
  ['.s | implode', 'IllegalJsonInputException: implode is not applicable to STRING; expected one of [ARRAY]'],
  ['.n | indices(1)', 'IllegalJsonInputException: indices is not applicable to NUMBER'],
  ['.s | reverse', 'JsonQueryTypeException: Cannot index string with number'],
  ['.l | from_entries', 'Cannot index number with string "key"'],
  ['.n | map_values(1)', 'JsonQueryTypeException: Cannot iterate over number (5)'],
  ['.o | has(0)', 'JsonQueryException: argument 1 of has() must be string for object input'],
  ['.l | has("a")', 'JsonQueryException: argument 1 of has() must be int for array input'],
  ['.n | has("a")', 'JsonQueryException: has() is not applicable to NUMBER'],
  ['.s | contains(1)', 'string ("str") and number (1) cannot have their containment checked'],
  ['.n | startswith("a")', 'JsonQueryException: startswith() requires string inputs'],
  ['.n | endswith("a")', 'JsonQueryException: endswith() requires string inputs'],
  ['.n | split(",")', 'JsonQueryTypeException: split input and separator must be strings'],
  ['.s | tonumber', 'JsonQueryException: N/A'],
  ['.o | tonumber', 'JsonQueryTypeException: object ({"a":1,"b":...) cannot be parsed as a number'],
  ['.s | fromjson', 'JsonQueryException: failed to parse string ("str") as json'],
  ['.n | fromjson', 'JsonQueryTypeException: number (5) only strings can be parsed'],
  ['.s | todateiso8601', 'strftime/1 requires parsed datetime inputs'],
  ['.s | range(.)', 'JsonQueryTypeException: Range bounds must be numeric'],
  ['{(.n): 1}', 'JsonQueryTypeException: Cannot use number (5) as object key'],
  ['.o | @csv', 'JsonQueryTypeException: object ({"a":1,"b":...) cannot be csv-formatted, only array'],
  ['.o | @sh', 'IllegalJsonInputException: OBJECT cannot be escaped for shell'],
  ['-.s', 'JsonQueryTypeException: string ("str") cannot be negated'],
  ['error("bad")', 'JsonQueryUserException: bad'],
  ['nope(1)', 'JsonQueryException: Function nope/1 does not exist'],
])('jq tells of %s as Camel does', async (text, message) => {
  const told = await failureOf(jqLanguage(), text);
  expect(told).toContain('org.apache.camel.RuntimeCamelException: net.thisptr.jackson.jq.exception.');
  expect(told).toContain(message);
});

test('an error of null is none in jq, and no text at all is null', async () => {
  const evaluate = async (text: string, input: unknown) =>
    (await jqLanguage().compile(text, {}, 'expression', context)).evaluate(new Exchange(input), signal);
  expect(await evaluate('error(null)', body)).toBeNull();
  expect(await evaluate('.', '')).toBeNull();
  expect(await evaluate('not', '')).toBe(true);
  await expect(evaluate('.a', '')).rejects.toThrow('Cannot index null with string "a"');
  await expect(evaluate('.[0]', '')).rejects.toThrow('Cannot index missing with number');
  await expect(evaluate('.[]', '')).rejects.toThrow('Cannot iterate over missing (null)');
});

test.each<[text: string, message: string]>([
  ['$.o.sum()', 'JsonPathException: Aggregation function attempted to calculate value using empty array'],
  ['$.n.first()', 'JsonPathException: Aggregation function attempted to calculate value using empty array'],
  ['$.l.foo()', 'InvalidPathException: Function with name: foo does not exist.'],
  [
    '$.n > 4',
    "InvalidPathException: Use bracket notion ['my prop'] if your property contains blank characters. position: 2",
  ],
  ['$.n.', "InvalidPathException: Path must not end with a '.' or '..'"],
  ['$$', "InvalidPathException: Illegal character at position 1 expected '.' or '['"],
  ['$.l[x]', "InvalidPathException: Could not parse token starting at position 3. Expected ?, ', 0-9, * "],
  ["$.l['p]", "InvalidPathException: Property has not been closed - missing closing '"],
  ['$.l[*', "InvalidPathException: Expected wildcard token to end with ']' on position 5"],
  [' ', 'java.lang.IllegalArgumentException: path can not be null or empty'],
])('JSONPath tells of %s as Camel does', async (text, message) => {
  expect(await failureOf(jsonpathLanguage(), text)).toContain(message);
});

test('JSONPath has no paths and no lists of what a function computed', async () => {
  for (const option of ['AS_PATH_LIST', 'ALWAYS_RETURN_LIST']) {
    expect(await failureOf(jsonpathLanguage(), '$.l.length()', { option })).toContain('are not allowed when using');
  }
});

test.each([
  [jqLanguage(), '.', 'org.apache.camel.TypeConversionException: Error during type conversion'],
  [jsonpathLanguage(), '$', 'com.jayway.jsonpath.InvalidJsonException'],
])('what is no JSON is told in words of Jackson: %#', async (language, text, type) => {
  const told = await failureOf(language, text, {}, '{a:1}');
  expect(told).toContain(type);
  expect(told).toContain("com.fasterxml.jackson.core.JsonParseException: Unexpected character ('a' (code 97))");
});

test('a condition of JSONPath in words may have places of lists, and Simple functions', async () => {
  const exchange = new Exchange<unknown>('{"l":[{"p":1}]}');
  exchange.headers.set('h', 1);
  for (const text of ['l[0].p == 1', 'l[0].p == ${header.h}', 'l.p == 1']) {
    const condition = await jsonpathLanguage().compile(text, {}, 'predicate', {
      ...context,
      convert: (value: unknown) => value,
    } as ComponentContext);
    expect(await condition.test(exchange, signal)).toBe(true);
  }
});
