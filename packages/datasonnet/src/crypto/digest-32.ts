/*
 * MD5 (RFC 1321), SHA-1 and SHA-2 of 32-bit words (FIPS 180-4). Here because mappings hash synchronously, in browsers too,
 * where only asynchronous hashing is built in.
 */

/** The message with its padding, as words; `bigEndian` tells how bytes and length go into them. */
function paddedWords(message: Uint8Array, bigEndian: boolean): Int32Array {
  const blocks = ((message.length + 8) >>> 6) + 1;
  const bytes = new Uint8Array(blocks * 64);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  const bits = message.length * 8;
  const high = Math.floor(bits / 2 ** 32);
  const end = bytes.length - 8;
  view.setUint32(bigEndian ? end : end + 4, high, !bigEndian);
  view.setUint32(bigEndian ? end + 4 : end, bits >>> 0, !bigEndian);
  const words = new Int32Array(blocks * 16);
  for (let i = 0; i < words.length; i++) words[i] = view.getInt32(i * 4, !bigEndian);
  return words;
}

function toBytes(words: Int32Array, bigEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(words.length * 4));
  words.forEach((word, i) => view.setInt32(i * 4, word, !bigEndian));
  return new Uint8Array(view.buffer);
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

const md5Shifts = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const md5Constants = Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32) | 0);

export function md5(message: Uint8Array): Uint8Array {
  const words = paddedWords(message, false);
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  for (let block = 0; block < words.length; block += 16) {
    let [a, b, c, d] = state as unknown as [number, number, number, number];
    for (let i = 0; i < 64; i++) {
      const round = i >> 4;
      let mix: number;
      let word: number;
      if (round === 0) [mix, word] = [(b & c) | (~b & d), i];
      else if (round === 1) [mix, word] = [(d & b) | (~d & c), (5 * i + 1) & 15];
      else if (round === 2) [mix, word] = [b ^ c ^ d, (3 * i + 5) & 15];
      else [mix, word] = [c ^ (b | ~d), (7 * i) & 15];
      const sum = (a + mix + md5Constants[i]! + words[block + word]!) | 0;
      [a, d, c, b] = [d, c, b, (b + rotate(sum, md5Shifts[round * 4 + (i & 3)]!)) | 0];
    }
    addTo(state, [a, b, c, d]);
  }
  return toBytes(state, false);
}

export function sha1(message: Uint8Array): Uint8Array {
  const words = paddedWords(message, true);
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);
  const schedule = new Int32Array(80);
  for (let block = 0; block < words.length; block += 16) {
    let [a, b, c, d, e] = state as unknown as [number, number, number, number, number];
    for (let i = 0; i < 80; i++) {
      schedule[i] =
        i < 16
          ? words[block + i]!
          : rotate(schedule[i - 3]! ^ schedule[i - 8]! ^ schedule[i - 14]! ^ schedule[i - 16]!, 1);
      let mix: number;
      if (i < 20) mix = ((b & c) | (~b & d)) + 0x5a827999;
      else if (i < 40) mix = (b ^ c ^ d) + 0x6ed9eba1;
      else if (i < 60) mix = ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
      else mix = (b ^ c ^ d) + 0xca62c1d6;
      const next = (rotate(a, 5) + mix + e + schedule[i]!) | 0;
      [e, d, c, b, a] = [d, c, rotate(b, 30), a, next];
    }
    addTo(state, [a, b, c, d, e]);
  }
  return toBytes(state, true);
}

const primes: number[] = [];
for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);

const fraction = (root: number): number => ((root - Math.floor(root)) * 2 ** 32) | 0;
const sha256Constants = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
const sha256Start = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
const sha224Start = Int32Array.of(
  0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4,
); // prettier-ignore

export function sha256(message: Uint8Array, bits: 224 | 256): Uint8Array {
  const words = paddedWords(message, true);
  const state = (bits === 256 ? sha256Start : sha224Start).slice();
  const schedule = new Int32Array(64);
  for (let block = 0; block < words.length; block += 16) {
    let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
    for (let i = 0; i < 64; i++) {
      if (i < 16) schedule[i] = words[block + i]!;
      else {
        const early = schedule[i - 15]!;
        const late = schedule[i - 2]!;
        const small0 = rotate(early, 25) ^ rotate(early, 14) ^ (early >>> 3);
        const small1 = rotate(late, 15) ^ rotate(late, 13) ^ (late >>> 10);
        schedule[i] = (schedule[i - 16]! + small0 + schedule[i - 7]! + small1) | 0;
      }
      const big1 = rotate(e, 26) ^ rotate(e, 21) ^ rotate(e, 7);
      const first = (h + big1 + ((e & f) ^ (~e & g)) + sha256Constants[i]! + schedule[i]!) | 0;
      const big0 = rotate(a, 30) ^ rotate(a, 19) ^ rotate(a, 10);
      const second = (big0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
    }
    addTo(state, [a, b, c, d, e, f, g, h]);
  }
  return toBytes(state, true).slice(0, bits / 8);
}

function addTo(state: Int32Array, values: readonly number[]): void {
  values.forEach((value, i) => (state[i] = (state[i]! + value) | 0));
}
