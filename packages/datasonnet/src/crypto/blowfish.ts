import type { BlockCipher } from './block-cipher.ts';
import { scaledPi } from './pi.ts';

/* Blowfish (Schneier 1993). Its tables are the hexadecimal digits of pi after the point, computed when first needed. */

const SUBKEYS = 18;
const WORDS = SUBKEYS + 4 * 256;
let table: Uint32Array | undefined;

function piWords(): Uint32Array {
  if (table === undefined) {
    const fraction = scaledPi(BigInt(WORDS * 32)) & ((1n << BigInt(WORDS * 32)) - 1n);
    const digits = fraction.toString(16).padStart(WORDS * 8, '0');
    table = Uint32Array.from({ length: WORDS }, (_, i) => Number.parseInt(digits.slice(i * 8, i * 8 + 8), 16));
  }
  return table;
}

/** Blowfish with a key of 5 to 56 bytes; undefined for other lengths. */
export function blowfish(key: Uint8Array): BlockCipher | undefined {
  if (key.length < 5 || key.length > 56) return undefined;
  const words = piWords().slice();
  for (let i = 0, at = 0; i < SUBKEYS; i++) {
    let part = 0;
    for (let j = 0; j < 4; j++, at++) part = (part << 8) | key[at % key.length]!;
    words[i] = (words[i]! ^ part) >>> 0;
  }
  const half = (x: number): number => {
    const box = (index: number, byte: number): number => words[SUBKEYS + index * 256 + byte]!;
    return (((box(0, x >>> 24) + box(1, (x >>> 16) & 255)) ^ box(2, (x >>> 8) & 255)) + box(3, x & 255)) | 0;
  };
  const crypt = (first: number, second: number, backwards: boolean): readonly [number, number] => {
    let [left, right] = [first, second];
    for (let i = 0; i < 16; i++) {
      left ^= words[backwards ? 17 - i : i]!;
      [left, right] = [right ^ half(left), left];
    }
    [left, right] = [right, left];
    return [(left ^ words[backwards ? 0 : 17]!) >>> 0, (right ^ words[backwards ? 1 : 16]!) >>> 0];
  };
  for (let i = 0, left = 0, right = 0; i < WORDS; i += 2) {
    [left, right] = crypt(left, right, false);
    words[i] = left;
    words[i + 1] = right;
  }
  const block = (input: Uint8Array, backwards: boolean): Uint8Array => {
    const view = new DataView(input.buffer, input.byteOffset, 8);
    const [left, right] = crypt(view.getUint32(0), view.getUint32(4), backwards);
    const output = new DataView(new ArrayBuffer(8));
    output.setUint32(0, left);
    output.setUint32(4, right);
    return new Uint8Array(output.buffer);
  };
  return { blockSize: 8, encrypt: (input) => block(input, false), decrypt: (input) => block(input, true) };
}
