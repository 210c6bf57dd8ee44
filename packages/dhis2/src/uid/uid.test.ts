import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256 } from './sha256.ts';
import { uidFrom } from './uid-from.ts';
import { generateUid, isUid } from './uid.ts';

test('a uid is 11 letters and digits, the first a letter', () => {
  for (const good of ['deIntZero01', 'abcdefghijk', 'A0000000000']) expect(isUid(good)).toBe(true);
  for (const bad of ['', 'short', '0bcdefghijk', 'abcdefghijkl', 'abc-efghijk', 'ábcdefghijk'])
    expect(isUid(bad)).toBe(false);
});

test('new uids are valid, different, and use every character evenly', () => {
  const uids = Array.from({ length: 20_000 }, generateUid);
  expect(uids.every(isUid)).toBe(true);
  expect(new Set(uids).size).toBe(20_000);
  const counts = new Map<string, number>();
  for (const uid of uids) for (const char of uid.slice(1)) counts.set(char, (counts.get(char) ?? 0) + 1);
  expect(counts.size).toBe(62);
  // 200,000 draws of 62: 3,226 each, with a standard deviation of 56.
  for (const count of counts.values()) expect(Math.abs(count - 3226)).toBeLessThan(340);
});

test('the hash is SHA-256', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(Buffer.from(sha256(bytes)).toString('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
    }),
  );
});

test('the uid of a key is always the same', () => {
  // Fixed for ever: changing these would double the data of everybody who uses them.
  expect(uidFrom('clinic-a/patients', 'MRN-000123')).toBe(uidFrom('clinic-a/patients', 'MRN-000123'));
  expect([uidFrom('', ''), uidFrom('a', 'b'), uidFrom('clinic-a/patients', 'MRN-000123')]).toMatchInlineSnapshot(`
    [
      "E8dSX7hhj9E",
      "f0ub6bpHTAF",
      "mfrM4JOV18k",
    ]
  `);
});

test('different keys and namespaces give different, valid uids', () => {
  const uids = new Set<string>();
  for (let i = 0; i < 20_000; i++) uids.add(uidFrom('a', String(i))).add(uidFrom('b', String(i)));
  expect(uids.size).toBe(40_000);
  expect([...uids].every(isUid)).toBe(true);
  expect(uidFrom('ab', 'c')).not.toBe(uidFrom('a', 'bc'));
});
