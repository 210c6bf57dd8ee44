import { expect, test } from 'vitest';
import { option } from './option-spec.ts';
import { decodeUnsafe, encodeUnsafe, parseEndpointUri } from './endpoint-uri.ts';

const spec = {
  scheme: 'box',
  title: 'Box',
  description: 'A box.',
  path: { name: 'label', description: 'Its label.', required: true },
  options: { size: option.integer({ description: 'Its size.' }) },
} as const;

test('the path may stand among the parameters, and is not made up when others stand there', () => {
  expect(parseEndpointUri('box', { label: 'a', size: 1 }, spec)).toMatchObject({ path: 'a', uri: 'box://a?size=1' });
  expect(parseEndpointUri('box', undefined, spec).path).toBe('box');
  expect(() => parseEndpointUri('box', { size: 1 }, spec)).toThrow('the label is missing among the parameters');
});

test('an option that is begun and not written is told', () => {
  expect(() => parseEndpointUri('box:a?size=1&', undefined, spec)).toThrow('missing after the last "&"');
});

test('whole numbers are written with digits alone', () => {
  expect(parseEndpointUri('box:a?size=5', undefined, spec).options).toEqual({ size: 5 });
  for (const text of ['5.0', '0x5', '5e0'])
    expect(() => parseEndpointUri(`box:a?size=${text}`, undefined, spec)).toThrow('a whole number');
});

test('a mark of a fragment is shown encoded', () => {
  expect(parseEndpointUri('box:a#b', undefined, spec)).toMatchObject({ uri: 'box://a%23b', path: 'a#b' });
});

test('what no URI may hold is shown encoded, while the component gets it as written', () => {
  expect(parseEndpointUri('box:${a} [b]', undefined, spec)).toMatchObject({
    uri: 'box://$%7Ba%7D%20%5Bb%5D',
    path: '${a} [b]',
  });
});

test("what every endpoint takes is not the component's", () => {
  const parsed = parseEndpointUri('box:a?exchangePattern=InOnly&size=1&synchronous=true', undefined, spec);
  expect(parsed).toMatchObject({ options: { size: 1 }, rest: {}, exchangePattern: 'InOnly' });
  expect(parsed.uri).toBe('box://a?exchangePattern=InOnly&size=1&synchronous=true');
  const lenient = parseEndpointUri('box:a?exchangePattern=InOut&x=1', undefined, { ...spec, lenient: true });
  expect(lenient).toMatchObject({ rest: { x: '1' }, exchangePattern: 'InOut' });
  expect(() => parseEndpointUri('box:a?exchangePattern=Out', undefined, spec)).toThrow('expected one of InOnly, InOut');
  const own = { ...spec, options: { synchronous: option.string({ description: 'Its own.' }) } };
  expect(parseEndpointUri('box:a?synchronous=x', undefined, own).options).toEqual({ synchronous: 'x' });
});

test('what no URI may hold is shown encoded, and comes back', () => {
  const path = 'a "b" #<c> [d] \\ ^ {e|f} %25 é';
  expect(encodeUnsafe(path)).toBe('a%20%22b%22%20%23%3Cc%3E%20%5Bd%5D%20%5C%20%5E%20%7Be%7Cf%7D%20%25%20é');
  expect(decodeUnsafe(encodeUnsafe(path))).toBe(path);
});
