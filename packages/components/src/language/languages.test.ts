import { exceptionTypeOf } from '@dhow/core';
import { Exchange, HeaderMap, type ComponentContext, type ExpressionLanguage } from '@dhow/core/component';
import { describe, expect, test } from 'vitest';
import { jqLanguage, jsonpathLanguage, xpathLanguage, xtokenizeLanguage } from './index.ts';

const { signal } = new AbortController();
const context = { name: 'test', bean: () => undefined } as unknown as ComponentContext;

type Options = Readonly<Record<string, unknown>>;

async function evaluate(
  language: ExpressionLanguage,
  text: string,
  body: unknown,
  options: Options = {},
  headers: Options = {},
) {
  const exchange = new Exchange(body);
  exchange.headers = HeaderMap.from(headers);
  const expression = await language.compile(text, options, 'expression', context);
  return await expression.evaluate(exchange, signal);
}

async function holds(language: ExpressionLanguage, text: string, body: unknown) {
  const expression = await language.compile(text, {}, 'predicate', context);
  return await expression.test(new Exchange(body), signal);
}

describe('jsonpath', () => {
  const json = jsonpathLanguage();

  test('a definite path gives the value, any other a list', async () => {
    expect(await evaluate(json, '$.a.b[0]', '{"a":{"b":[1,2]}}')).toBe(1);
    expect(await evaluate(json, '$..a', '{"a":7}')).toEqual([7]);
    expect(await evaluate(json, 'a', { a: 1 })).toBe(1);
  });

  test('Simple functions in the path are evaluated for each message', async () => {
    const found = await evaluate(json, "$.a[?(@.x == '${header.f}')]", '{"a":[{"x":"bar"}]}', {}, { f: 'bar' });
    expect(found).toEqual([{ x: 'bar' }]);
  });

  test('a path to nothing fails unless told otherwise', async () => {
    await expect(evaluate(json, '$.none', '{}')).rejects.toMatchObject({ code: 'LANGUAGE_EVALUATION' });
    expect(await evaluate(json, '$.none', '{}', { suppressExceptions: true })).toBeNull();
    expect(await evaluate(json, '$.none', '{}', { option: 'DEFAULT_PATH_LEAF_TO_NULL' })).toBeNull();
  });

  test('a list with items holds, and so does name == value', async () => {
    expect(await holds(json, '$.a[?(@.x > 1)]', '{"a":[{"x":2}]}')).toBe(true);
    expect(await holds(json, '$.a[?(@.x > 1)]', '{"a":[{"x":1}]}')).toBe(false);
    expect(await holds(json, 'a == 1', '{"a":1}')).toBe(true);
  });
});

describe('xpath', () => {
  const xpath = xpathLanguage();
  const xml = '<o n="2"><p x="1">a</p><p x="2">b</p><q><p>c</p></q></o>';

  test('what it found reads as XML, or as the values of attributes', async () => {
    expect(String(await evaluate(xpath, '/o/p', xml))).toBe('<p x="1">a</p><p x="2">b</p>');
    expect(String(await evaluate(xpath, '/o/p/@x', xml))).toBe('12');
    expect(String(await evaluate(xpath, '/o/p/text()', xml))).toBe('ab');
  });

  test.each<[text: string, result: unknown]>([
    ['string(/o/p[2])', 'b'],
    ['count(//p)', 3],
    ["/o/p[@x = '2']", 'b'],
    ['/o/p[last()]', 'b'],
    ['sum(/o/p/@x) * 2 - 1', 5],
    ["concat(/o/p[1], '-', name(/*))", 'a-o'],
    ['/o/q/p/parent::q/preceding-sibling::p[1]', 'b'],
    ['/o/p | /o/q/p', 'a'],
    ["translate(substring('abcd', 2, 2), 'b', 'X')", 'Xc'],
    ['boolean(/o/none) or not(/o/@n > 2)', 'true'],
  ])('%s', async (text, result) => {
    const type = typeof result === 'number' ? 'NUMBER' : 'STRING';
    expect(await evaluate(xpath, text, xml, { resultQName: type })).toBe(result);
  });

  test('gives nodes that print as XML', async () => {
    expect(String(((await evaluate(xpath, '/o/p', xml)) as unknown[])[0])).toBe('<p x="1">a</p>');
  });

  test('namespaces need their prefix', async () => {
    const body = '<a xmlns="urn:x"><b>1</b></a>';
    const namespace = [{ key: 'x', value: 'urn:x' }];
    expect(await evaluate(xpath, '/x:a/x:b', body, { namespace, resultType: 'String' })).toBe('1');
    expect(await evaluate(xpath, '/a/b', body, { resultType: 'String' })).toBe('');
    await expect(evaluate(xpath, '/x:a', body)).rejects.toThrow('Declare it under "namespace"');
  });

  test('headers are variables and functions', async () => {
    expect(await evaluate(xpath, "concat($h, in:header('h'))", '<a/>', { resultQName: 'STRING' }, { h: 'v' })).toBe(
      'vv',
    );
    expect(await evaluate(xpath, "concat('[', $none, out:body(), ']')", '<a/>', { resultQName: 'STRING' })).toBe('[]');
  });

  test('languages are found above an element, ids nowhere', async () => {
    const body = '<a xml:lang="en-GB"><b id="x"/><c xml:lang="fr"/></a>';
    const found = (text: string) => evaluate(xpath, text, body, { resultQName: 'STRING' });
    expect(await found("count(//*[lang('en')])")).toBe('2');
    expect(await found("count(id('x'))")).toBe('0');
  });

  test('entities of a document type are never expanded', async () => {
    const bomb = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>';
    await expect(evaluate(xpath, 'string(/a)', bomb, { resultQName: 'STRING' })).rejects.toThrow('SAXParseException');
  });
});

describe('options of JSONPath', () => {
  const jsonpath = jsonpathLanguage();
  const body = '{"a":{"b":1},"l":[1,{"c":2}],"s":"x","n":null}';

  test.each<[text: string, options: Record<string, unknown>, result: unknown]>([
    ['$.a', { resultType: 'java.util.List' }, [{ b: 1 }]],
    ['$.n', { resultType: 'java.util.List' }, [null]],
    ['$.l', { resultType: 'java.util.List' }, [1, { c: 2 }]],
    ['$.a.b', { option: 'AS_PATH_LIST' }, ["$['a']['b']"]],
    ['$.l[*]', { option: 'AS_PATH_LIST' }, ["$['l'][0]", "$['l'][1]"]],
    ['$..c', { option: 'AS_PATH_LIST' }, ["$['l'][1]['c']"]],
    ['$.l[?(@.c == 2)].c', { option: 'AS_PATH_LIST' }, ["$['l'][1]['c']"]],
    ['$.a', { writeAsString: true }, { b: '1' }],
    ['$.l', { writeAsString: true }, ['1', '{"c":2}']],
    ['$.s', { writeAsString: true }, '"x"'],
    ['$.n', { writeAsString: true }, 'null'],
  ])('%s with %j', async (text, options, result) => {
    expect(await evaluate(jsonpath, text, body, options)).toEqual(result);
  });

  test('an option that Jayway has not is refused', async () => {
    await expect(
      (async () => evaluate(jsonpath, '$.s', body, { option: 'ALWAYS_RETURN_LIST, NOPE' }))(),
    ).rejects.toMatchObject({ code: 'LANGUAGE_SYNTAX', details: { text: 'NOPE' } });
  });

  test('what does not fit the type fails the evaluation', async () => {
    await expect(evaluate(jsonpath, '$.s', body, { resultType: 'Integer' })).rejects.toMatchObject({
      code: 'LANGUAGE_EVALUATION',
    });
  });
});

describe('jq', () => {
  const jq = jqLanguage();

  test.each<[text: string, body: unknown, result: unknown]>([
    ['.a.b[2].c', '{"a":{"b":[1,2,{"c":"x"}]}}', 'x'],
    ['.[]', '[1,2]', [1, 2]],
    ['{x: .a, "y": [.a + 1]}', '{"a":1}', { x: 1, y: [2] }],
    ['[.[] | select(.n > 1) | .n * 2]', '[{"n":1},{"n":2}]', [4]],
    ['map(.n) | add', '[{"n":1},{"n":2}]', 3],
    [
      'group_by(.k) | map({k: .[0].k, n: length})',
      '[{"k":"b"},{"k":"a"},{"k":"b"}]',
      [
        { k: 'a', n: 1 },
        { k: 'b', n: 2 },
      ],
    ],
    ['.a // "none"', '{}', 'none'],
    ['if .a > 1 then "big" elif .a == 1 then "one" else "small" end', '{"a":1}', 'one'],
    ['reduce .[] as $x (0; . + $x)', '[1,2,3]', 6],
    ['"a\\(.a)b"', '{"a":1}', 'a1b'],
    ['[.. | numbers]', '{"a":[1,{"b":2}]}', [1, 2]],
    ['try error("x") catch .', '{}', 'x'],
    ['.[1:3]', '[1,2,3,4]', [2, 3]],
    ['header("foo")', '{}', 'bar'],
    ['[range(0; 10; 3)]', '{}', [0, 3, 6, 9]],
  ])('%s', async (text, body, result) => {
    expect(await evaluate(jq, text, body, {}, { foo: 'bar' })).toEqual(result);
  });

  test.each<[text: string, result: unknown]>([
    ['.a |= . + 1 | .a', 2],
    ['.l[] += 1 | .l', [4, 2, 3]],
    ['.x.y[1] = 5 | .x', { y: [null, 5] }],
    ['.n //= 7 | .n', 7],
    ['.l[1:] = ["x"] | .l', [3, 'x']],
    ['(.. | numbers) |= . * 2 | .l', [6, 2, 4]],
    ['.o |= {old: ., k: 1} | .o.old.k = 2 | .o', { old: { k: 2 }, k: 1 }],
    ['del(.l[0], .l[2]) | .l', [1]],
    ['del(.list[] | select(.p == 1)) | .list', [{ p: 2 }]],
    ['[paths(type == "number")] | length', 6],
    ['path(.a // .b)', ['a']],
    ['getpath(["x", "y"])', null],
    ['def twice(f): f | f; .a | twice(. + 1)', 3],
    ['def f($x; $y): $x * $y; f(.a, 2; 3)', [3, 6]],
    ['def fac: if . <= 1 then 1 else . * (. - 1 | fac) end; 5 | fac', 120],
    ['def f: def g: 3; g * 2; f', 6],
    ['. as {o: {$k}, l: [$x, $y]} | [$k, $x, $y]', ['v', 3, 1]],
    ['reduce .list[] as {p: $p} (0; . + $p)', 3],
    ['[label $out | .l[] | ., if . == 1 then break $out else empty end]', [3, 1]],
    ['[1 | limit(3; repeat(. * 2))]', [1, 2, 4]],
    ['.l | @csv', '3,1,2'],
    ['[1, "a\\"b", null, true] | @csv', '1,"a""b",,true'],
    ['@base64 "x\\(.s)"', 'xeA=='],
    ['"a b&c" | @uri', 'a%20b%26c'],
    ['walk(if type == "number" then . + 1 else . end) | .o2', null],
    ['"aé" | explode | implode', 'aé'],
    ['"a-b c" | [splits("[- ]")]', ['a', 'b', 'c']],
    ['"ab" | capture("(?<x>[a-z])(?<y>[a-z])")', { x: 'a', y: 'b' }],
    ['"ab" | gsub("(?<x>[a-z])"; "\\(.x)!")', 'a!b!'],
    ['{a: {b: 1}} * {a: {c: 2}}', { a: { b: 1, c: 2 } }],
  ])('%s', async (text, result) => {
    const body = '{"a":1,"s":"x","n":null,"l":[3,1,2],"o":{"k":"v"},"list":[{"p":1},{"p":2}]}';
    expect(await evaluate(jq, text, body)).toEqual(result);
  });

  test.each([
    ['.a |= empty', '`|= empty` is undefined'],
    ['path(.a + 1)', 'Invalid path expression'],
    ['.a.x = 1', 'Cannot index number'],
    ['.l[99999999] = 1', 'Array index too large'],
    ['@nope', '@nope does not exist'],
    ['nope(1)', 'Function nope/1 does not exist'],
  ])('%s fails', async (text, reason) => {
    await expect(evaluate(jq, text, '{"a":1,"l":[1]}')).rejects.toThrow(reason);
  });

  test('what an update read stays as it was', async () => {
    const body = { l: [{ n: 1 }, { n: 2 }] };
    expect(await evaluate(jq, '.l[].n += 1', body)).toEqual({ l: [{ n: 2 }, { n: 3 }] });
    expect(body).toEqual({ l: [{ n: 1 }, { n: 2 }] });
  });

  test('a mistake names its place', async () => {
    await expect(evaluate(jq, '.[', '{}')).rejects.toMatchObject({ code: 'LANGUAGE_SYNTAX', details: { location: 2 } });
  });

  test('text of an object is indented', async () => {
    expect(await evaluate(jq, '.a', '{"a":{"b":1}}', { resultType: 'java.lang.String' })).toBe('{\n  "b" : 1\n}');
  });
});

describe('jq as Camel has it', () => {
  const jq = jqLanguage();

  test.each([
    ['.t', true],
    ['.a', false],
    ['.l', false],
    ['.l[]', true],
    ['.a == 1', true],
  ])('%s as a condition is %s', async (text, result) => {
    expect(await holds(jq, text, '{"a":1,"t":true,"l":[1,2]}')).toBe(result);
  });

  test.each<[string, unknown, Options]>([
    ['.s.x', '{"s":"x"}', {}],
    ['.a', 'no json', {}],
    ['.a', '{}', { source: 'header:none' }],
  ])('%s of %j fails with a class that routes match by', async (text, body, options) => {
    await expect(evaluate(jq, text, body, options)).rejects.toMatchObject({
      code: 'LANGUAGE_EVALUATION',
    });
    await expect(evaluate(jq, text, body, options).catch(exceptionTypeOf)).resolves.toBe(
      'org.apache.camel.RuntimeCamelException',
    );
  });

  test('text of a list is as Jackson prints it, a header is text', async () => {
    expect(await evaluate(jq, '.l', '{"l":[1,2]}', { resultType: 'String' })).toBe('[ 1, 2 ]');
    expect(await evaluate(jq, '.a', '{"a":5}', { resultType: 'Boolean' })).toBeNull();
    expect(await evaluate(jq, 'header("n")', '{}', {}, { n: 5 })).toBe('5');
  });
});

test('JSONPath reads no null, number or boolean', async () => {
  for (const body of ['null', 5, true])
    await expect(evaluate(jsonpathLanguage(), '$', body)).rejects.toThrow(/null|JSON/);
  expect(await evaluate(jsonpathLanguage(), '[0].x', '[{"x":1}]')).toBe(1);
});

describe('jsonpath without JSON', () => {
  const json = jsonpathLanguage();

  test('null is no JSON, unless that is suppressed; a header that is not there fails in any case', async () => {
    await expect(evaluate(json, '$.a', null)).rejects.toThrow('Cannot read body as supported JSON value');
    await expect(evaluate(json, '$.a', '')).rejects.toThrow('json string can not be null or empty');
    await expect(evaluate(json, '$.a', 'b', { source: 'x' })).rejects.toThrow('Cannot read variable(x)');
    expect(await evaluate(json, '$.a', null, { suppressExceptions: true })).toBeNull();
    const options = { source: 'header:x', suppressExceptions: true };
    await expect(evaluate(json, '$.a', 'b', options)).rejects.toThrow("No 'x' header available");
  });
});

describe('xpath on parts', () => {
  const xml = '<x:o xmlns:x="urn:o"><x:p n="1"><q>a</q></x:p></x:o>';
  const part = async () => {
    const parts = await evaluate(xpathLanguage(), '//o:p', xml, { namespace: { o: 'urn:o' } });
    return (parts as unknown[])[0];
  };
  const text = async (path: string) =>
    evaluate(xpathLanguage(), path, await part(), { namespace: { o: 'urn:o' }, resultType: 'String' });

  test('an element is the root of a document of its own', async () => {
    expect(await text('/o:p/@n')).toBe('1');
    expect(await text('name(/*)')).toBe('x:p');
    expect(await text('/o:o')).toBe('');
    expect(await text('//q[/o:p]')).toBe('a');
  });

  test('its text declares the namespaces that it needs', async () => {
    expect(String(await part())).toBe('<x:p n="1" xmlns:x="urn:o"><q>a</q></x:p>');
  });

  test('nothing is found in null; a header that is not there fails', async () => {
    expect(await evaluate(xpathLanguage(), '/a', null, { resultType: 'String' })).toBe('');
    await expect(evaluate(xpathLanguage(), '/a', 'b', { source: 'header:x' })).rejects.toThrow(/No 'x' header/);
  });
});

describe('xtokenize', () => {
  const xml = '<o xmlns="urn:o" a="1"><p>1</p><p>2</p></o>';
  const namespace = { o: 'urn:o' };

  test.each<[mode: string, parts: string[]]>([
    ['i', ['<p xmlns="urn:o">1</p>', '<p xmlns="urn:o">2</p>']],
    ['w', ['<o xmlns="urn:o" a="1"><p>1</p></o>', '<o xmlns="urn:o" a="1"><p>2</p></o>']],
    ['u', ['1', '2']],
    ['t', ['1', '2']],
  ])('mode %s', async (mode, parts) => {
    const found = (await evaluate(xtokenizeLanguage(), '//o:p', xml, { mode, namespace })) as IterableIterator<string>;
    expect([...found]).toEqual(parts);
  });

  test('conditions are no part of its paths', async () => {
    await expect(evaluate(xtokenizeLanguage(), '/o/p[1]', xml)).rejects.toThrow('only names and slashes');
  });
});

test('a JSONPath that is none is told to who validates, unless Simple functions make the path', () => {
  const check = (text: string) => () => jsonpathLanguage().check!(text, {}, 'expression');
  for (const text of ['$.a[', '$.a[?(@.b', '$..', '$[a]']) {
    expect(check(text)).toThrow(expect.objectContaining({ code: 'LANGUAGE_SYNTAX' }) as Error);
  }
  expect(check('$.a[')).toThrow('The JSONPath "$.a[" is wrong: Could not parse token starting at position 3. Expected');
  expect(check('$.${header.name}[')).not.toThrow();
  expect(check('$.a[0]')).not.toThrow();
});
