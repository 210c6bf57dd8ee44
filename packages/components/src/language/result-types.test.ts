import { exceptionTypeOf } from '@dhow/core';
import { Exchange, readBytes, type ComponentContext, type ExpressionLanguage } from '@dhow/core/component';
import { describe, expect, test } from 'vitest';
import { jqLanguage, jsonpathLanguage } from './index.ts';

const { signal } = new AbortController();
const context = { name: 'test', bean: () => undefined } as unknown as ComponentContext;
const body =
  '{"o":{"b":1,"c":"x"},"l":[1,2],"one":[7],"s":"x","n":null,"num":"12","d":2.5,"big":3000000000,' +
  '"t":true,"e":{},"el":[],"lo":[{"k":1},{"k":2}],"ls":["p","q"]}';
const node = 'com.fasterxml.jackson.databind.JsonNode';

async function evaluate(language: ExpressionLanguage, text: string, resultType: string): Promise<unknown> {
  const expression = await language.compile(text, { resultType }, 'expression', context);
  return await expression.evaluate(new Exchange(body), signal);
}

/** The classes of what failed, from the outside. */
async function failure(language: ExpressionLanguage, text: string, resultType: string): Promise<readonly string[]> {
  const failed = await evaluate(language, text, resultType).then(
    () => undefined,
    (error: unknown) => error,
  );
  const classes: string[] = [];
  for (let error: unknown = failed; error instanceof Error; error = error.cause)
    classes.push(exceptionTypeOf(error).replace(/^.*\./, ''));
  return classes;
}

const bytes = (text: string) => new TextEncoder().encode(text);
const textOf = async (stream: unknown) => new TextDecoder().decode(await readBytes(stream as AsyncIterable<string>));

describe('jq: as Jackson converts its nodes', () => {
  const jq = jqLanguage();

  test.each<[text: string, type: string, result: unknown]>([
    ['.o.b', 'Integer', 1],
    ['.num', 'int', 12],
    ['.d', 'Integer', 2],
    ['.n', 'Integer', null],
    ['.n', 'int', 0],
    ['.none', 'double', 0],
    ['.el[]', 'long', 0],
    ['.l[]', 'int', null],
    ['.big', 'Long', 3_000_000_000],
    ['.num', 'Double', 12],
    ['.d', 'Float', 2.5],
    ['.t', 'String', 'true'],
    ['.e', 'String', '{ }'],
    ['.lo[]', 'String', '[{\n  "k" : 1\n}, {\n  "k" : 2\n}]'],
    ['.ls[]', 'String', '[p, q]'],
    ['.o', 'byte[]', bytes('{"b":1,"c":"x"}')],
    ['.s', 'byte[]', bytes('x')],
    ['.o', 'java.util.Map', { b: 1, c: 'x' }],
    ['.lo[]', 'java.util.Map', null],
    ['.o', 'java.util.List', [1, 'x']],
    ['.s', 'java.util.ArrayList', []],
    ['.lo[]', 'java.util.List', [[1], [2]]],
    ['.l', 'java.util.Collection', null],
    ['.l[]', 'java.util.Collection', [null, null]],
    ['.t', 'Boolean', true],
    ['.s', 'Boolean', null],
    ['.n', 'boolean', false],
    ['.d', 'java.math.BigDecimal', null],
    ['.o', node, { b: 1, c: 'x' }],
    ['.l[]', node, null],
    ['.l[]', 'java.lang.Object', [1, 2]],
  ])('%s as %s', async (text, type, result) => {
    expect(await evaluate(jq, text, type)).toEqual(result);
  });

  test('streams and readers of it read as its JSON, a text reads as it is', async () => {
    expect(await textOf(await evaluate(jq, '.l', 'java.io.InputStream'))).toBe('[1,2]');
    expect(await textOf(await evaluate(jq, '.s', 'java.io.Reader'))).toBe('x');
    expect([...((await evaluate(jq, '.o', 'java.util.Iterator')) as Iterable<unknown>)]).toEqual([1, 'x']);
  });

  const outer = ['RuntimeCamelException', 'TypeConversionException'];
  test.each([
    ['.s', 'Integer', ['NumberFormatException']],
    ['.o', 'int', ['NumberFormatException']],
    ['.big', 'Integer', ['NumberFormatException']],
    ['.t', 'long', ['NumberFormatException']],
    ['.el', 'Double', ['NumberFormatException']],
    ['.s', 'float', ['NumberFormatException']],
    ['.t', 'boolean', ['IllegalArgumentException']],
    ['.l', 'java.util.Map', ['IllegalArgumentException', 'MismatchedInputException']],
    ['.s', 'java.util.HashMap', ['IllegalArgumentException', 'MismatchedInputException']],
    ['.ls[]', 'Integer', ['NumberFormatException']],
  ])('%s is no %s', async (text, type, causes) => {
    expect(await failure(jq, text, type)).toEqual([...outer, ...causes]);
  });

  test('what failed tells the kind of node, the type and the value', async () => {
    await expect(evaluate(jq, '.big', 'int')).rejects.toThrow(
      'from type: com.fasterxml.jackson.databind.node.LongNode to the required type: int with value 3000000000 due to ' +
        'java.lang.NumberFormatException: For input string: "3000000000"',
    );
    await expect(evaluate(jq, '.d', 'java.util.Map')).rejects.toThrow('DoubleNode to the required type: java.util.Map');
    await expect(evaluate(jq, '.t', 'java.util.Map')).rejects.toThrow(
      'from Boolean value (token `JsonToken.VALUE_TRUE`)',
    );
    await expect(evaluate(jq, '.o', 'double')).rejects.toThrow('NumberFormatException: empty String');
  });
});

describe('jsonpath: as Camel converts values', () => {
  const jsonpath = jsonpathLanguage();

  test.each<[text: string, type: string, result: unknown]>([
    ['$.o', 'Integer', null],
    ['$.o', 'int', 0],
    ['$.l', 'long', 0],
    ['$.one', 'int', 7],
    ['$.big', 'int', 3_000_000_000],
    ['$.big', 'Integer', -1_294_967_296],
    ['$.d', 'int', 2],
    ['$.o.b', 'double', 1],
    ['$.t', 'double', 0],
    ['$.o', 'java.util.Set', new Set([{ b: 1, c: 'x' }])],
    ['$.l', 'java.util.Set', new Set([1, 2])],
    ['$.n', 'java.util.Collection', [null]],
    ['$.one', 'boolean', true],
    ['$.n', 'boolean', false],
    ['$.num', 'byte[]', bytes('12')],
    ['$.o', 'byte[]', null],
    ['$.lo', 'String', '[{k=1}, {k=2}]'],
    ['$.lo[?(@.k == 1)]', 'java.util.Map', { k: 1 }],
    ['$.o', node, { b: 1, c: 'x' }],
    ['$.num', node, 12],
    ['$.l', node, null],
  ])('%s as %s', async (text, type, result) => {
    expect(await evaluate(jsonpath, text, type)).toEqual(result);
  });

  test.each([
    ['$.s', 'int', ['TypeConversionException', 'NumberFormatException']],
    ['$.ls', 'Integer', ['TypeConversionException', 'NumberFormatException']],
    ['$.o', 'boolean', ['TypeConversionException', 'IllegalArgumentException']],
    ['$.l', 'boolean', ['TypeConversionException', 'IllegalArgumentException']],
    ['$.s', node, ['TypeConversionException', 'JsonParseException', 'SyntaxError']],
    ['$.one', 'java.util.Map', ['NullPointerException']],
    ['$.lo[?(@.k == 1)]', 'int', ['NullPointerException']],
  ])('%s is no %s', async (text, type, causes) => {
    const [outer, ...inner] = await failure(jsonpath, text, type);
    expect([outer, inner.slice(0, 2)]).toEqual(['ExpressionEvaluationException', causes.slice(0, 2)]);
  });

  test('the only item of a list that does not fit is told by its kind', async () => {
    await expect(evaluate(jsonpath, '$.one', 'java.util.Map')).rejects.toThrow(
      'a list whose only item is a number, which is no java.util.Map',
    );
    await expect(evaluate(jsonpath, '$.s', 'int')).rejects.toThrow('to the required type: int with value x');
  });
});
