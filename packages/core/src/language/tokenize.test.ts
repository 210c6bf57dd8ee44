import { expect, test } from 'vitest';
import { Exchange } from '../exchange/exchange.ts';
import { testContext } from './test-context.ts';
import { tokenize } from './tokenize.ts';

const { signal } = new AbortController();

async function parts(body: unknown, token: string, options: Readonly<Record<string, unknown>> = {}): Promise<string[]> {
  const expression = await tokenize.compile(token, options, 'expression', testContext());
  const value = await expression.evaluate(new Exchange(body), signal);
  const found: string[] = [];
  const iterable = value as AsyncIterable<string>;
  for await (const part of Symbol.asyncIterator in iterable
    ? iterable
    : { [Symbol.iterator]: () => value as Iterator<string> }) {
    found.push(part);
  }
  return found;
}

test('one separator at the end makes no part, an inner empty part stays', async () => {
  expect(await parts('l1\nl2\n\nl3\n', '\n')).toEqual(['l1', 'l2', '', 'l3']);
  expect(await parts('', ',')).toEqual([]);
});

test('separators by pattern, pairs, elements, groups', async () => {
  expect(await parts('a1b22c', '[0-9]+', { regex: true })).toEqual(['a', 'b', 'c']);
  expect(await parts('x[a]y[b]z', '[', { endToken: ']' })).toEqual(['a', 'b']);
  expect(await parts('<o xmlns="urn:o"><p>1</p></o>', 'p', { xml: true, inheritNamespaceTagName: 'o' })).toEqual([
    '<p xmlns="urn:o">1</p>',
  ]);
  expect(await parts('a,b,c', ',', { group: '2', groupDelimiter: ';' })).toEqual(['a;b', 'c']);
  expect(await parts('a,b,c', ',', { skipFirst: true })).toEqual(['b', 'c']);
  expect(await parts('a,b,c', ',', { skipFirst: true, group: '2' })).toEqual(['b,c']);
  expect(await parts('a', ',', { skipFirst: true, group: '2' })).toEqual(['']);
  expect(await parts('a', ',', { skipFirst: true })).toEqual([]);
});

test('a stream is cut as it comes, whatever its chunks', async () => {
  const text = 'one\ntwo\n\nthree\n';
  for (let size = 1; size <= text.length; size++) {
    async function* chunks() {
      for (let at = 0; at < text.length; at += size) yield await Promise.resolve(text.slice(at, at + size));
    }
    expect(await parts(chunks(), '\n'), `chunks of ${size}`).toEqual(['one', 'two', '', 'three']);
  }
});

test('tokens are patterns: what stands for itself is escaped', async () => {
  expect(await parts('a,b;c', '[,;]')).toEqual(['a', 'b', 'c']);
  expect(await parts('a.b', String.raw`\.`)).toEqual(['a', 'b']);
  expect(await parts('a.b', '.')).toEqual(['', '']);
  expect(await parts('a|b', '|')).toEqual(['a', '|', 'b']);
  expect(await parts('a$b', '$')).toEqual(['a$b']);
  await expect(parts('a*b', '*')).rejects.toMatchObject({ exceptionType: 'java.util.regex.PatternSyntaxException' });
  await expect(parts('a(b', '(')).rejects.toThrow(/Unclosed group/);
});

test('a token may be computed', async () => {
  const expression = await tokenize.compile('${body.length}', {}, 'expression', testContext());
  const value = await expression.evaluate(new Exchange('a3b'), signal);
  expect([...{ [Symbol.iterator]: () => value as Iterator<string> }]).toEqual(['a', 'b']);
});

test('pairs end at the first piece without a start; one that stays open goes to the end', async () => {
  expect(await parts('[a]x]y[b]', '[', { endToken: ']' })).toEqual(['a']);
  expect(await parts('[a][open', '[', { endToken: ']', includeTokens: true })).toEqual(['[a]', '[open]']);
});

test('elements stand in a group side by side', async () => {
  expect(await parts('<o><p>1</p><p>2</p></o>', 'p', { xml: true, group: '2' })).toEqual(['<p>1</p><p>2</p>']);
});

test('nothing to cut fails, and says where it looked', async () => {
  await expect(parts(null, ',')).rejects.toMatchObject({ exceptionType: 'java.lang.NullPointerException' });
  await expect(parts(null, '[', { endToken: ']' })).rejects.toMatchObject({
    exceptionType: 'org.apache.camel.InvalidPayloadException',
  });
  await expect(parts(['a'], '[', { endToken: ']' })).rejects.toThrow('but has type: java.util.ArrayList on');
  await expect(parts('a', ',', { source: 'header:none' })).rejects.toThrow(/No 'none' header available/);
  await expect(parts('a', ',', { source: 'property:none' })).rejects.toThrow(/No 'none' exchange property available/);
  await expect(parts('a', ',', { group: '${header.none}' })).rejects.toThrow(/Group evaluated as null/);
});

test('a source named body is a variable of that name, as in Camel', async () => {
  await expect(parts('a,b', ',', { source: 'body' })).rejects.toThrow('source');
  const expression = await tokenize.compile(',', { source: 'body' }, 'expression', testContext());
  const exchange = new Exchange('a,b');
  exchange.variables.set('body', 'c,d');
  const value = await expression.evaluate(exchange, signal);
  expect([...{ [Symbol.iterator]: () => value as Iterator<string> }]).toEqual(['c', 'd']);
});

test('only a pair of tokens can stay in the parts', async () => {
  await expect(parts('aib', 'i', { includeTokens: true })).rejects.toThrow('requires endToken');
  await expect(parts('<a/>', 'a', { includeTokens: true, xml: true })).rejects.toThrow('both xml and pair');
});
