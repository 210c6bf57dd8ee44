import type { BlockCipher } from './block-cipher.ts';

/* AES (FIPS 197), byte by byte: short texts in mappings, not disks. */

const sbox = new Uint8Array(256);
const inverse = new Uint8Array(256);
for (let p = 1, q = 1, first = true; first || p !== 1; first = false) {
  p = double(p) ^ p;
  q ^= q << 1;
  q ^= q << 2;
  q ^= q << 4;
  q &= 255;
  if ((q & 0x80) !== 0) q ^= 0x09;
  const spread = q ^ turn(q, 1) ^ turn(q, 2) ^ turn(q, 3) ^ turn(q, 4);
  sbox[p] = spread ^ 0x63;
}
sbox[0] = 0x63;
sbox.forEach((value, i) => (inverse[value] = i));

function double(byte: number): number {
  return ((byte << 1) ^ ((byte & 0x80) === 0 ? 0 : 0x11b)) & 255;
}

function turn(byte: number, by: number): number {
  return ((byte << by) | (byte >> (8 - by))) & 255;
}

function times(a: number, b: number): number {
  let result = 0;
  for (let [x, y] = [a, b]; y !== 0; x = double(x), y >>= 1) if ((y & 1) !== 0) result ^= x;
  return result;
}

/** AES with a key of 16, 24 or 32 bytes; undefined for other lengths. */
export function aes(key: Uint8Array): BlockCipher | undefined {
  if (key.length !== 16 && key.length !== 24 && key.length !== 32) return undefined;
  const rounds = key.length / 4 + 6;
  const schedule = expand(key, rounds);
  const add = (state: Uint8Array, round: number): void => {
    for (let i = 0; i < 16; i++) state[i]! ^= schedule[round * 16 + i]!;
  };
  return {
    blockSize: 16,
    encrypt(block) {
      const state = block.slice();
      add(state, 0);
      for (let round = 1; round <= rounds; round++) {
        const old = state.slice();
        for (let i = 0; i < 16; i++) state[i] = sbox[old[(i + 4 * (i & 3)) & 15]!]!;
        if (round < rounds) mix(state, [2, 3, 1, 1]);
        add(state, round);
      }
      return state;
    },
    decrypt(block) {
      const state = block.slice();
      for (let round = rounds; round >= 1; round--) {
        add(state, round);
        if (round < rounds) mix(state, [14, 11, 13, 9]);
        const old = state.slice();
        for (let i = 0; i < 16; i++) state[(i + 4 * (i & 3)) & 15] = inverse[old[i]!]!;
      }
      add(state, 0);
      return state;
    },
  };
}

function mix(state: Uint8Array, row: readonly [number, number, number, number]): void {
  for (let column = 0; column < 16; column += 4) {
    const old = state.slice(column, column + 4);
    for (let i = 0; i < 4; i++) {
      let value = 0;
      for (let j = 0; j < 4; j++) value ^= times(old[(i + j) & 3]!, row[j as 0 | 1 | 2 | 3]);
      state[column + i] = value;
    }
  }
}

function expand(key: Uint8Array, rounds: number): Uint8Array {
  const schedule = new Uint8Array((rounds + 1) * 16);
  schedule.set(key);
  let constant = 1;
  for (let at = key.length; at < schedule.length; at += 4) {
    let word: number[] = Array.from(schedule.slice(at - 4, at));
    if (at % key.length === 0) {
      word = [word[1]!, word[2]!, word[3]!, word[0]!].map((byte) => sbox[byte]!);
      word[0]! ^= constant;
      constant = double(constant);
    } else if (key.length === 32 && at % 32 === 16) word = word.map((byte) => sbox[byte]!);
    for (let i = 0; i < 4; i++) schedule[at + i] = schedule[at - key.length + i]! ^ word[i]!;
  }
  return schedule;
}
