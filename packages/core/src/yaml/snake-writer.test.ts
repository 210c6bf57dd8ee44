import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CachedStream } from '../convert/stream-value.ts';
import { JavaNumber } from '../convert/java-number.ts';
import { Exchange } from '../exchange/exchange.ts';
import { testContext } from '../language/test-context.ts';
import { writeSnakeYaml } from './snake-writer.ts';
import { yamlDataFormat } from './yaml-data-format.ts';

test.each<[value: unknown, yaml: string]>([
  ['text', 'text\n'],
  ['', "''\n"],
  ['yes', "'yes'\n"],
  ['y', 'y\n'],
  ['12:30', "'12:30'\n"],
  ['2024-01-02', "'2024-01-02'\n"],
  ['a: b', "'a: b'\n"],
  ['x,y', 'x,y\n'],
  ["it's # x", "'it''s # x'\n"],
  ['tab\tx', '"tab\\tx"\n'],
  ['a \nb', '"a \\nb"\n'],
  ['multi\nline', '|-\n  multi\n  line\n'],
  ['multi\nline\n', '|\n  multi\n  line\n'],
  ['\na', '|2-\n\n  a\n'],
  ['\n', '|2+\n\n'],
  ['a\nb ', "'a\n\n  b '\n"],
  ['\u0001', '!!binary |-\n  AQ==\n'],
  [{ k: 'x,y', l: '?x', e: '' }, "{k: 'x,y', l: '?x', e: ''}\n"],
  [{ a: 1, b: [1, 2] }, 'a: 1\nb: [1, 2]\n'],
  [{ a: [1, [2]] }, 'a:\n- 1\n- [2]\n'],
  [[1, { a: [2] }], '- 1\n- a: [2]\n'],
  [[[[1]]], '- - [1]\n'],
  [{ l: [{ a: 1 }, { b: { c: 1 } }] }, 'l:\n- {a: 1}\n- b: {c: 1}\n'],
  [[[], {}], '- []\n- {}\n'],
  [{ '': 1, '5': 2 }, "{'5': 2, ? '' : 1}\n"],
  [{ 'x\ny': 1 }, '? |-\n  x\n  y\n: 1\n'],
  [{ k: 'multi\nline' }, 'k: |-\n  multi\n  line\n'],
  [[null, true, 1e20, Number.NaN, -Infinity, 5n], '[null, true, 1.0E20, .NaN, -.inf, 5]\n'],
  [[new JavaNumber('BigDecimal', '1.10')], '[1.10]\n'],
  [{ d: new Date('2024-01-02T03:04:05Z') }, "{d: !!timestamp '2024-01-02T03:04:05Z'}\n"],
  [{ b: new Uint8Array([104, 105]) }, 'b: !!binary |-\n  aGk=\n'],
  [new Set(['a']), '!!set {a: null}\n'],
  [new Map([['k', ['v']]]), 'k: [v]\n'],
  [['a'].values(), '[a]\n'],
])('writes %#', (value, yaml) => {
  expect(writeSnakeYaml(value, false)).toBe(yaml);
});

test('long lines are broken at blanks and between items', () => {
  expect(writeSnakeYaml({ k: `${'word '.repeat(20)}` }, false)).toBe(
    `{k: '${'word '.repeat(16).trim()}\n    ${'word '.repeat(4)}'}\n`,
  );
  const lines = writeSnakeYaml(
    Array.from({ length: 40 }, (_, index) => index),
    false,
  ).split('\n');
  expect(lines[1]).toMatch(/^ {2}23, /);
});

test('pretty flow has a line for each item', () => {
  expect(writeSnakeYaml({ a: [1, 2], b: {}, c: [] }, true)).toBe('a: [\n  1,\n  2\n]\nb: {\n  }\nc: [\n  ]\n');
});

test('what stands there twice is referred to the second time, and may hold itself', () => {
  const shared = { x: 1 };
  expect(writeSnakeYaml([shared, shared], false)).toBe('- &id001 {x: 1}\n- *id001\n');
  const circle: unknown[] = [];
  circle.push(circle);
  expect(writeSnakeYaml(circle, false)).toBe('&id001\n- *id001\n');
});

test('a stream is no YAML', () => {
  expect(() => writeSnakeYaml(new CachedStream(new Uint8Array()), false)).toThrow('No JavaBean properties found in');
});

test('what was written is read again as it was', () => {
  const format = yamlDataFormat().create({ maxAliasesForCollections: 50 }, testContext());
  const exchange = new Exchange<unknown>(null);
  const text = fc.stringMatching(/^[ -~\n\té]{0,20}$/);
  const value = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, text, fc.integer(), fc.boolean(), fc.constant(null), tie('list'), tie('map')),
    list: fc.array(tie('value'), { maxLength: 5 }),
    map: fc.dictionary(text, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  })).value;
  fc.assert(
    fc.property(value, fc.boolean(), (body, pretty) => {
      expect(format.unmarshal(writeSnakeYaml(body, pretty), exchange)).toEqual(body);
    }),
    { seed: 7, numRuns: 300 },
  );
});

test('a second document is told of', () => {
  const format = yamlDataFormat().create({ maxAliasesForCollections: 50 }, testContext());
  expect(() => format.unmarshal('a: 1\n---\nb: 2\n', new Exchange<unknown>(null))).toThrow('multiple documents');
});
