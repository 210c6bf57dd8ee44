import { expect, test } from 'vitest';
import { loadYaml, validateYaml } from './load-yaml.ts';

const withStep = (step: string) => `- from: { uri: "direct:a", steps: [{ ${step} }] }`;
const codes = (text: string) => validateYaml(text).map(({ code }) => code);

test('a text is what was written, also where it looks like a truth value', () => {
  const [route] = loadYaml(
    '- route: { id: true, from: { uri: "direct:a", steps: [{ sort: { comparator: no } }] } }',
  ).routes;
  expect(route!.id).toBe('true');
  expect(route!.steps[0]!.options['comparator']).toBe('no');
});

test('an empty map of parameters says nothing; a list in it is no value', () => {
  expect(codes(withStep('to: { uri: "mock:a?x=1", parameters: {} }'))).toEqual([]);
  expect(codes(withStep('to: { uri: "mock:a?x=1", parameters: { y: 2 } }'))).toEqual(['YAML_QUERY_AND_PARAMETERS']);
  expect(codes(withStep('to: { uri: "mock:a", parameters: { x: [a, b] } }'))).toEqual(['YAML_BAD_VALUE']);
});

test('a mark of the byte order at the beginning of a file is none of its text', () => {
  expect(loadYaml(`\uFEFF${withStep('log: x')}`).routes).toHaveLength(1);
});
