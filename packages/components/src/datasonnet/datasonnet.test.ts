import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { exceptionTypeOf } from '@dhow/core';
import { Exchange } from '@dhow/core/component';
import { expect, test } from 'vitest';
import { fakeContext, fakeEndpoint, withDefaults } from '../../test/fake-context.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { datasonnet, datasonnetComponent, datasonnetLanguage, datasonnetLanguageOptions } from './index.ts';

type Options = Readonly<Record<string, unknown>>;
const { signal } = new AbortController();

function setUp(files: Readonly<Record<string, string>> = {}) {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const resolvePath = (path: string) => join(folder, path.replace(/^(resource:)?(file:)?/, ''));
  const context = fakeContext({
    resolvePath,
    readResource: (location) => readFile(resolvePath(location), 'utf8'),
    convert: async (value) => {
      let text = '';
      for await (const piece of value as AsyncIterable<Uint8Array>) text += Buffer.from(piece).toString();
      return text;
    },
  });
  const evaluate = async (expression: string, exchange: Exchange, options: Options = {}) => {
    const compiled = await datasonnetLanguage().compile(
      expression,
      withDefaults(datasonnetLanguageOptions, options),
      'expression',
      context,
    );
    return compiled.evaluate(exchange, signal);
  };
  return { context, evaluate };
}

const json = { bodyMediaType: 'application/json', outputMediaType: 'application/json' };

test('maps JSON text to JSON text, to data, and data to data', async () => {
  const { evaluate } = setUp();
  expect(await evaluate('{x: payload.a + 1}', new Exchange('{"a":1}'), json)).toBe('{"x":2}');
  expect(
    await evaluate('{x: payload.a + 1, y: 1.5}', new Exchange('{"a":1}'), { bodyMediaType: 'application/json' }),
  ).toEqual({ x: 2, y: 1.5 });
  expect(await evaluate('[row.a for row in payload]', new Exchange([{ a: 1 }, { a: 2 }]))).toEqual([1, 2]);
});

test('without a promise while the body is at hand', async () => {
  const { context } = setUp();
  const compiled = await datasonnetLanguage().compile('payload', { trim: true }, 'expression', context);
  expect(compiled.evaluate(new Exchange('Hi'), signal)).toBe('Hi');
  expect(compiled.test(new Exchange(false), signal)).toBe(false);
});

test('reads the mapping and what it imports from files', async () => {
  const { evaluate } = setUp({
    'map.ds': "local lib = import 'lib.libsonnet'; lib.double(payload)",
    'lib.libsonnet': '{ double(x):: x * 2 }',
  });
  expect(await evaluate('resource:file:map.ds', new Exchange(21))).toBe(42);
});

test('what is imported is compiled before the first message, and read once', async () => {
  const map = "local lib = import 'lib.libsonnet'; if payload > 0 then lib.double(payload) else importstr 'text.txt'";
  const { evaluate } = setUp({
    'map.ds': map,
    'lib.libsonnet': "import 'deeper.libsonnet'",
    'deeper.libsonnet': '{ double(x):: x *',
  });
  await expect(evaluate('resource:file:map.ds', new Exchange(1))).rejects.toMatchObject({
    code: 'DS_SYNTAX',
    range: { source: { name: 'deeper.libsonnet' } },
  });
  const later = setUp({ 'map.ds': map, 'lib.libsonnet': '{ double(x):: x * 2 }' });
  expect(await later.evaluate('resource:file:map.ds', new Exchange(21))).toBe(42);
  await expect(later.evaluate('resource:file:map.ds', new Exchange(0))).rejects.toMatchObject({ code: 'DS_IMPORT' });
});

test('further data comes from values and resources, read once', async () => {
  const { evaluate } = setUp({ 'facilities.json': '{"A":"uid1"}', 'names.csv': 'code,name\nA,Alpha\n' });
  const options = {
    inputs: { facilities: 'resource:file:facilities.json', names: 'resource:file:names.csv', factor: 3 },
  };
  expect(await evaluate('[facilities[payload], names[0].name, factor]', new Exchange('A'), options)).toEqual([
    'uid1',
    'Alpha',
    3,
  ]);
});

test('the payload is called body, too, unless the mapping names its own', async () => {
  const { evaluate } = setUp();
  expect(await evaluate('[body, body == payload]', new Exchange('x'))).toEqual(['x', true]);
  expect(await evaluate('local body = 1; body', new Exchange('x'))).toBe(1);
});

test('headers, properties and variables of the message are at hand', async () => {
  const { evaluate } = setUp();
  const exchange = new Exchange('body');
  exchange.headers.set('h', 1);
  exchange.properties.set('p', { deep: [true] });
  exchange.properties.set('hidden', () => undefined);
  exchange.variables.set('v', 'x');
  expect(await evaluate('[headers.h, exchangeProperties, variables.v]', exchange)).toEqual([
    1,
    { p: { deep: [true] } },
    'x',
  ]);
});

test('maps what source names, and takes media types from the message', async () => {
  const { evaluate } = setUp();
  const exchange = new Exchange('body');
  exchange.variables.set('report', '{"a":5}');
  exchange.headers.set('CamelDatasonnetBodyMediaType', 'application/json');
  exchange.properties.set('CamelDatasonnetOutputMediaType', 'application/json');
  expect(await evaluate('payload', exchange, { source: 'variable:report' })).toBe('{"a":5}');
});

test('reads a stream of bytes first, and refuses a stream of rows with advice', async () => {
  const { evaluate } = setUp();
  async function* bytes() {
    yield await Promise.resolve(Buffer.from('{"a":'));
    yield Buffer.from('7}');
  }
  expect(await evaluate('payload.a', new Exchange(bytes()), { bodyMediaType: 'application/json' })).toBe(7);
  const rows = { [Symbol.for('dhow.batches')]: bytes, [Symbol.asyncIterator]: bytes };
  await expect(evaluate('payload', new Exchange(rows))).rejects.toThrow('Map its items with mapEach');
});

test('as an endpoint it maps the body with the file', async () => {
  const { context } = setUp({ 'map.ds': '{ n: payload.a }' });
  const producer = await fakeEndpoint(datasonnetComponent(), 'map.ds', {}, context).createProducer!();
  const exchange = new Exchange<unknown>({ a: 1 });
  await producer.process(exchange, signal);
  expect(exchange.body).toEqual({ n: 1 });
});

test('a typed reference names the file and the data', () => {
  expect(datasonnet('to-value.ds', { factor: 3 })).toEqual({
    language: 'datasonnet',
    expression: 'resource:file:to-value.ds',
    options: { inputs: { factor: 3 } },
  });
});

test('a mapping that cannot be parsed fails when the route starts, with its place', async () => {
  const { evaluate } = setUp();
  await expect(evaluate('{ x: ', new Exchange(null))).rejects.toMatchObject({ code: 'DS_SYNTAX' });
});

test("reads the message by Camel's library cml", async () => {
  const { evaluate } = setUp();
  const exchange = new Exchange<unknown>(null);
  exchange.headers.set('foo', 'bar');
  exchange.properties.set('p', { list: [1] });
  const mapping = '[cml.header("FOO"), cml.exchangeProperty("p").list[0], cml.variable("v"), cml.header("none")]';
  exchange.variables.set('v', 'vv');
  expect(await evaluate(mapping, exchange)).toEqual(['bar', 1, 'vv', null]);
});

test("what a mapping raises is matched by Camel's class", async () => {
  const { evaluate } = setUp();
  const failure: unknown = await evaluate('error "bad"', new Exchange(null)).catch((error: unknown) => error);
  expect(exceptionTypeOf(failure)).toBe('org.apache.camel.RuntimeExpressionException');
});
