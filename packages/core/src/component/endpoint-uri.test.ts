import { expect, test } from 'vitest';
import { option } from './option-spec.ts';
import { parseEndpointUri } from './endpoint-uri.ts';

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

test('what no URI may hold is shown encoded, while the component gets it as written', () => {
  expect(parseEndpointUri('box:${a} [b]', undefined, spec)).toMatchObject({
    uri: 'box://$%7Ba%7D%20%5Bb%5D',
    path: '${a} [b]',
  });
});
