import { expect, test } from 'vitest';
import { hostText } from './host-text.ts';

test('texts stay as they are, numbers and booleans are spelled', () => {
  expect(['x', 1, 1.5, 12345678901234567890n, true].map(hostText)).toEqual([
    'x',
    '1',
    '1.5',
    '12345678901234567890',
    'true',
  ]);
});

test('objects, arrays and null are an error that names JSON', () => {
  for (const content of [{ a: 1 }, [1], null]) {
    expect(() => hostText(content)).toThrow(expect.objectContaining({ code: 'DS_OUTPUT' }) as Error);
  }
  expect(() => hostText({})).toThrow('application/json');
});
