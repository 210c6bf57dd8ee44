/* SHA-2 of 64-bit words (FIPS 180-4); its constants are the fractions of roots of primes, computed when first needed. */

const WORD = (1n << 64n) - 1n;
const sizes = { 'SHA-384': 48, 'SHA-512': 64, 'SHA-512/224': 28, 'SHA-512/256': 32 } as const;

export type Sha512Name = keyof typeof sizes;

export function sha512(message: Uint8Array, name: Sha512Name): Uint8Array {
  return compress(message, startOf(name)).slice(0, sizes[name]);
}

const starts = new Map<Sha512Name, BigUint64Array>();

function startOf(name: Sha512Name): BigUint64Array {
  let start = starts.get(name);
  if (start === undefined) {
    const primes = firstPrimes(16);
    if (name === 'SHA-512') start = BigUint64Array.from(primes.slice(0, 8), (prime) => rootFraction(prime, 2n));
    else if (name === 'SHA-384') start = BigUint64Array.from(primes.slice(8), (prime) => rootFraction(prime, 2n));
    else {
      const seed = startOf('SHA-512').map((word) => word ^ 0xa5a5a5a5a5a5a5a5n);
      const view = new DataView(compress(new TextEncoder().encode(name), seed).buffer);
      start = BigUint64Array.from({ length: 8 }, (_, i) => view.getBigUint64(i * 8));
    }
    starts.set(name, start);
  }
  return start;
}

let constants: BigUint64Array | undefined;

function compress(message: Uint8Array, start: BigUint64Array): Uint8Array<ArrayBuffer> {
  constants ??= BigUint64Array.from(firstPrimes(80), (prime) => rootFraction(prime, 3n));
  const blocks = ((message.length + 16) >>> 7) + 1;
  const bytes = new Uint8Array(blocks * 128);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setBigUint64(bytes.length - 8, BigInt(message.length) * 8n);
  const state = start.slice();
  const schedule = new BigUint64Array(80);
  for (let block = 0; block < blocks; block++) {
    let [a, b, c, d, e, f, g, h] = state as unknown as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];
    for (let i = 0; i < 80; i++) {
      if (i < 16) schedule[i] = view.getBigUint64(block * 128 + i * 8);
      else {
        const early = schedule[i - 15]!;
        const late = schedule[i - 2]!;
        schedule[i] =
          schedule[i - 16]! +
          (rotate(early, 1n) ^ rotate(early, 8n) ^ (early >> 7n)) +
          schedule[i - 7]! +
          (rotate(late, 19n) ^ rotate(late, 61n) ^ (late >> 6n));
      }
      const big1 = rotate(e, 14n) ^ rotate(e, 18n) ^ rotate(e, 41n);
      const first = (h + big1 + ((e & f) ^ (~e & WORD & g)) + constants[i]! + schedule[i]!) & WORD;
      const second = ((rotate(a, 28n) ^ rotate(a, 34n) ^ rotate(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c))) & WORD;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) & WORD, c, b, a, (first + second) & WORD];
    }
    [a, b, c, d, e, f, g, h].forEach((value, i) => (state[i] = state[i]! + value));
  }
  const out = new DataView(new ArrayBuffer(64));
  state.forEach((word, i) => out.setBigUint64(i * 8, word));
  return new Uint8Array(out.buffer);
}

function rotate(word: bigint, by: bigint): bigint {
  return ((word >> by) | (word << (64n - by))) & WORD;
}

function firstPrimes(count: number): bigint[] {
  const primes: bigint[] = [];
  for (let n = 2n; primes.length < count; n++) if (primes.every((prime) => n % prime !== 0n)) primes.push(n);
  return primes;
}

/** The first 64 bits after the point of a square or cube root. */
function rootFraction(value: bigint, degree: 2n | 3n): bigint {
  const scaled = value << (64n * degree);
  let low = 0n;
  let high = 1n << 70n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** degree <= scaled) low = middle;
    else high = middle;
  }
  return low & WORD;
}
