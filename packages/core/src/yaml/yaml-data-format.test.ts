import { expect, test } from 'vitest';
import { Exchange } from '../exchange/exchange.ts';
import { testContext } from '../language/test-context.ts';
import { yamlDataFormat } from './yaml-data-format.ts';

const format = yamlDataFormat().create({ maxAliasesForCollections: 50 }, testContext());
const exchange = new Exchange<unknown>(null);

test('reads the values of YAML 1.1', () => {
  expect(format.unmarshal('a: 1\nb:\n  - x\n  - yes\nd: 2024-01-02\n', exchange)).toEqual({
    a: 1,
    b: ['x', true],
    d: new Date('2024-01-02T00:00:00Z'),
  });
});

test('single letters are texts, words are truth values', () => {
  expect(format.unmarshal('y: [y, N, yes, No, on, OFF]\nyes: 1\n', exchange)).toEqual({
    y: ['y', 'N', true, false, true, false],
    true: 1,
  });
});

test('writes nested lists in one line', () => {
  expect(format.marshal({ a: 1, b: ['x', 'y'] }, exchange)).toBe('a: 1\nb: [x, y]\n');
});

test('makes no object of a class that a tag names', () => {
  expect(() => format.unmarshal('!!java.util.Date 2024-01-02', exchange)).toThrow('could not determine a constructor');
});
