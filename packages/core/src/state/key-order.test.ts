import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareKeys, endOfPrefix } from './key-order.ts';
import { memoryStateStore } from './memory-store.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 8 });

test('keys are compared as the bytes of their UTF-8', () => {
  fc.assert(
    fc.property(text, text, (left, right) => {
      expect(Math.sign(compareKeys(left, right))).toBe(Buffer.compare(Buffer.from(left), Buffer.from(right)));
    }),
  );
});

test('the end of a prefix is behind everything that begins with it, and before what does not', () => {
  fc.assert(
    fc.property(text, text, text, (prefix, rest, other) => {
      const end = endOfPrefix(prefix);
      if (end === undefined) return;
      expect(compareKeys(prefix + rest, end)).toBeLessThan(0);
      const isBehind = compareKeys(other, prefix) > 0 && !other.startsWith(prefix);
      expect(isBehind && compareKeys(other, end) < 0).toBe(false);
    }),
  );
  expect(endOfPrefix('a\u{10FFFF}')).toBe('b');
  expect(endOfPrefix('\ud7ff')).toBe('\ue000');
  expect([endOfPrefix(''), endOfPrefix('\u{10FFFF}')]).toEqual([undefined, undefined]);
});

test('a key that UTF-8 cannot keep is refused with STATE_BAD_KEY', async () => {
  await expect(memoryStateStore().put('n', '\ud800', 1)).rejects.toMatchObject({ code: 'STATE_BAD_KEY' });
});
