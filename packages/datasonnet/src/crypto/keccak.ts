/* SHA-3 (FIPS 202). */

const WORD = (1n << 64n) - 1n;

/** SHA3 with a result of so many bytes. */
export function keccak(message: Uint8Array, size: number): Uint8Array {
  const rate = 200 - 2 * size;
  const padded = new Uint8Array(Math.ceil((message.length + 1) / rate) * rate);
  padded.set(message);
  padded[message.length] = 0x06;
  padded[padded.length - 1]! |= 0x80;
  const view = new DataView(padded.buffer);
  const state = new BigUint64Array(25);
  for (let block = 0; block < padded.length; block += rate) {
    for (let i = 0; i < rate / 8; i++) state[i]! ^= view.getBigUint64(block + i * 8, true);
    permute(state);
  }
  const out = new DataView(new ArrayBuffer(200));
  state.forEach((lane, i) => out.setBigUint64(i * 8, lane, true));
  return new Uint8Array(out.buffer, 0, size).slice();
}

function permute(state: BigUint64Array): void {
  let register = 1;
  for (let round = 0; round < 24; round++) {
    const columns = [0, 1, 2, 3, 4].map(
      (x) => state[x]! ^ state[x + 5]! ^ state[x + 10]! ^ state[x + 15]! ^ state[x + 20]!,
    );
    for (let i = 0; i < 25; i++) state[i]! ^= columns[(i + 4) % 5]! ^ rotate(columns[(i + 1) % 5]!, 1);
    let [x, y] = [1, 0];
    let lane = state[1]!;
    for (let step = 0; step < 24; step++) {
      [x, y] = [y, (2 * x + 3 * y) % 5];
      const moved = rotate(lane, (((step + 1) * (step + 2)) / 2) % 64);
      lane = state[x + 5 * y]!;
      state[x + 5 * y] = moved;
    }
    for (let row = 0; row < 25; row += 5) {
      const old = state.slice(row, row + 5);
      for (let i = 0; i < 5; i++) state[row + i] = old[i]! ^ (~old[(i + 1) % 5]! & WORD & old[(i + 2) % 5]!);
    }
    for (let j = 0; j < 7; j++) {
      if ((register & 1) !== 0) state[0]! ^= 1n << BigInt((1 << j) - 1);
      register = (register << 1) ^ ((register >> 7) * 0x171);
    }
  }
}

function rotate(lane: bigint, by: number): bigint {
  if (by === 0) return lane;
  const shift = BigInt(by);
  return ((lane << shift) | (lane >> (64n - shift))) & WORD;
}
