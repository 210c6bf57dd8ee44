import type { BlockCipher } from './block-cipher.ts';

/* DES and triple DES (FIPS 46-3): old, but partners still have interfaces with them. Tables as the standard prints them. */

// prettier-ignore
const initial = [58,50,42,34,26,18,10,2,60,52,44,36,28,20,12,4,62,54,46,38,30,22,14,6,64,56,48,40,32,24,16,8,
  57,49,41,33,25,17,9,1,59,51,43,35,27,19,11,3,61,53,45,37,29,21,13,5,63,55,47,39,31,23,15,7];
// prettier-ignore
const expansion = [32,1,2,3,4,5,4,5,6,7,8,9,8,9,10,11,12,13,12,13,14,15,16,17,16,17,18,19,20,21,20,21,22,23,24,25,
  24,25,26,27,28,29,28,29,30,31,32,1];
// prettier-ignore
const straight = [16,7,20,21,29,12,28,17,1,15,23,26,5,18,31,10,2,8,24,14,32,27,3,9,19,13,30,6,22,11,4,25];
// prettier-ignore
const choice1 = [57,49,41,33,25,17,9,1,58,50,42,34,26,18,10,2,59,51,43,35,27,19,11,3,60,52,44,36,
  63,55,47,39,31,23,15,7,62,54,46,38,30,22,14,6,61,53,45,37,29,21,13,5,28,20,12,4];
// prettier-ignore
const choice2 = [14,17,11,24,1,5,3,28,15,6,21,10,23,19,12,4,26,8,16,7,27,20,13,2,
  41,52,31,37,47,55,30,40,51,45,33,48,44,49,39,56,34,53,46,42,50,36,29,32];
const shifts = [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1];
const boxes = [
  'e4d12fb83a6c59070f74e2d1a6cb953841e8d62bfc973a50fc8249175b3ea06d',
  'f18e6b34972dc05a3d47f28ec01a69b50e7ba4d158c6932fd8a13f42b67c05e9',
  'a09e63f51dc7b428d709346a285ecbf1d6498f30b12c5ae71ad069874fe3b52c',
  '7de3069a1285bc4fd8b56f03472c1ae9a690cb7df13e52843f06a1d8945bc72e',
  '2c417ab6853fd0e9eb2c47d150fa3986421bad78f9c5630eb8c71e2d6f09a453',
  'c1af92680d34e75baf427c9561de0b389ef528c3704a1db6432c95fabe17608d',
  '4b2ef08d3c975a61d0b7491ae35c2f8614bdc37eaf6805926bd814a7950fe23c',
  'd2846fb1a93e50c71fd8a374c56b0e927b419ce206adf35821e74a8dfc90356b',
].map((digits) => Array.from(digits, (digit) => Number.parseInt(digit, 16)));
const final = initial.map((_, i) => initial.indexOf(i + 1) + 1);

/** DES with a key of 8 bytes; undefined for other lengths. */
export function des(key: Uint8Array): BlockCipher | undefined {
  if (key.length !== 8) return undefined;
  const keys = roundKeys(key);
  const backwards = [...keys].reverse();
  return { blockSize: 8, encrypt: (block) => run(block, keys), decrypt: (block) => run(block, backwards) };
}

/** Triple DES (encrypt, decrypt, encrypt) with a key of 24 bytes; undefined for other lengths. */
export function tripleDes(key: Uint8Array): BlockCipher | undefined {
  if (key.length !== 24) return undefined;
  const [first, second, third] = [0, 8, 16].map((at) => des(key.slice(at, at + 8))!) as [
    BlockCipher,
    BlockCipher,
    BlockCipher,
  ];
  return {
    blockSize: 8,
    encrypt: (block) => third.encrypt(second.decrypt(first.encrypt(block))),
    decrypt: (block) => first.decrypt(second.encrypt(third.decrypt(block))),
  };
}

type Bits = readonly number[];

function bitsOf(bytes: Uint8Array): Bits {
  return [...bytes].flatMap((byte) => [7, 6, 5, 4, 3, 2, 1, 0].map((bit) => (byte >> bit) & 1));
}

function pick(bits: Bits, table: readonly number[]): number[] {
  return table.map((place) => bits[place - 1]!);
}

function roundKeys(key: Uint8Array): Bits[] {
  let halves = pick(bitsOf(key), choice1);
  return shifts.map((by) => {
    const [left, right] = [halves.slice(0, 28), halves.slice(28)];
    halves = [...left.slice(by), ...left.slice(0, by), ...right.slice(by), ...right.slice(0, by)];
    return pick(halves, choice2);
  });
}

function run(block: Uint8Array, keys: readonly Bits[]): Uint8Array {
  const bits = pick(bitsOf(block), initial);
  let [left, right]: [Bits, Bits] = [bits.slice(0, 32), bits.slice(32)];
  for (const key of keys) {
    const mixed = pick(right, expansion).map((bit, i) => bit ^ key[i]!);
    const out: number[] = [];
    boxes.forEach((box, i) => {
      const [a, b, c, d, e, f] = mixed.slice(i * 6, i * 6 + 6) as [number, number, number, number, number, number];
      const value = box[(a * 2 + f) * 16 + b * 8 + c * 4 + d * 2 + e]!;
      out.push((value >> 3) & 1, (value >> 2) & 1, (value >> 1) & 1, value & 1);
    });
    const shuffled = pick(out, straight);
    const before = left;
    left = right;
    right = before.map((bit, i) => bit ^ shuffled[i]!);
  }
  const result = pick([...right, ...left], final);
  return Uint8Array.from({ length: 8 }, (_, i) =>
    result.slice(i * 8, i * 8 + 8).reduce((sum, bit) => sum * 2 + bit, 0),
  );
}
