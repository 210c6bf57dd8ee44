import { piDigits } from './pi.ts';

/** MD2 (RFC 1319). */
export function md2(message: Uint8Array): Uint8Array {
  const table = substitution();
  const pad = 16 - (message.length % 16);
  const padded = new Uint8Array(message.length + pad + 16);
  padded.set(message);
  padded.fill(pad, message.length, message.length + pad);
  const end = message.length + pad;
  let last = 0;
  for (let block = 0; block < end; block += 16) {
    for (let i = 0; i < 16; i++) {
      padded[end + i]! ^= table[padded[block + i]! ^ last]!;
      last = padded[end + i]!;
    }
  }
  const state = new Uint8Array(48);
  for (let block = 0; block < padded.length; block += 16) {
    for (let i = 0; i < 16; i++) {
      state[16 + i] = padded[block + i]!;
      state[32 + i] = state[16 + i]! ^ state[i]!;
    }
    let carry = 0;
    for (let round = 0; round < 18; round++) {
      for (let i = 0; i < 48; i++) carry = state[i]! ^= table[carry]!;
      carry = (carry + round) & 255;
    }
  }
  return state.slice(0, 16);
}

let known: Uint8Array | undefined;

/** The permutation that MD2 makes from the digits of pi, as its inventors described it: a shuffle drawn from them. */
function substitution(): Uint8Array {
  if (known !== undefined) return known;
  const digits = piDigits(800);
  let at = 0;
  const draw = (bound: number): number => {
    const [size, range] = bound > 100 ? [3, 1000] : bound > 10 ? [2, 100] : [1, 10];
    for (;;) {
      const value = Number(digits.slice(at, at + size));
      at += size;
      if (value < bound * Math.floor(range / bound)) return value % bound;
    }
  };
  const table = Uint8Array.from({ length: 256 }, (_, i) => i);
  for (let i = 2; i <= 256; i++) {
    const other = draw(i);
    const swap = table[other]!;
    table[other] = table[i - 1]!;
    table[i - 1] = swap;
  }
  known = table;
  return table;
}
