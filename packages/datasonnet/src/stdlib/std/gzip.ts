/**
 * Gzip (RFC 1952) in plain JavaScript, since mappings are synchronous and run in browsers: DEFLATE's fixed codes (RFC 1951,
 * 3.2.6) with matches of up to 32 kB back. For short texts the bytes are those of Java's.
 */
export function gzipBytes(data: Uint8Array): Uint8Array {
  const body = deflateFixed(data);
  const result = new Uint8Array(10 + body.length + 8);
  result.set([0x1f, 0x8b, 8]);
  result[9] = 0xff;
  result.set(body, 10);
  const view = new DataView(result.buffer, 10 + body.length);
  view.setUint32(0, crc32(data), true);
  view.setUint32(4, data.length, true);
  return result;
}

function crc32(data: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** Base and extra bits of the length codes 257 to 285, and of the distance codes. */
const lengthBases = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const distanceBases = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
];
const longestMatch = 258;
const window = 32_768;

function deflateFixed(data: Uint8Array): Uint8Array {
  const out = new BitWriter();
  out.bits(1, 1);
  out.bits(1, 2);
  const latest = new Map<number, number>();
  for (let at = 0; at < data.length;) {
    const key = at + 2 < data.length ? data[at]! | (data[at + 1]! << 8) | (data[at + 2]! << 16) : -1;
    const candidate = key < 0 ? undefined : latest.get(key);
    if (key >= 0) latest.set(key, at);
    const length = candidate === undefined || at - candidate > window ? 0 : matchLength(data, candidate, at);
    if (length >= 3) {
      writeMatch(out, length, at - candidate!);
      at += length;
    } else writeLiteral(out, data[at++]!);
  }
  writeLiteral(out, 256);
  return out.finish();
}

function matchLength(data: Uint8Array, earlier: number, at: number): number {
  let length = 0;
  while (length < longestMatch && at + length < data.length && data[earlier + length] === data[at + length]) length++;
  return length;
}

function writeLiteral(out: BitWriter, symbol: number): void {
  if (symbol < 144) out.code(0x30 + symbol, 8);
  else if (symbol < 256) out.code(0x190 + symbol - 144, 9);
  else if (symbol < 280) out.code(symbol - 256, 7);
  else out.code(0xc0 + symbol - 280, 8);
}

function writeMatch(out: BitWriter, length: number, distance: number): void {
  const lengthCode = lastAtMost(lengthBases, length);
  writeLiteral(out, 257 + lengthCode);
  const lengthBits = lengthCode < 8 || lengthCode === 28 ? 0 : (lengthCode >> 2) - 1;
  out.bits(length - lengthBases[lengthCode]!, lengthBits);
  const distanceCode = lastAtMost(distanceBases, distance);
  out.code(distanceCode, 5);
  out.bits(distance - distanceBases[distanceCode]!, distanceCode < 4 ? 0 : (distanceCode >> 1) - 1);
}

function lastAtMost(bases: readonly number[], value: number): number {
  let at = bases.length - 1;
  while (bases[at]! > value) at--;
  return at;
}

class BitWriter {
  readonly #bytes: number[] = [];
  #current = 0;
  #count = 0;

  /** Lowest bit first. */
  bits(value: number, count: number): void {
    for (let bit = 0; bit < count; bit++) this.#bit((value >> bit) & 1);
  }

  /** A Huffman code: highest bit first. */
  code(value: number, count: number): void {
    for (let bit = count - 1; bit >= 0; bit--) this.#bit((value >> bit) & 1);
  }

  finish(): Uint8Array {
    if (this.#count > 0) this.#bytes.push(this.#current);
    return Uint8Array.from(this.#bytes);
  }

  #bit(bit: number): void {
    this.#current |= bit << this.#count;
    if (++this.#count === 8) {
      this.#bytes.push(this.#current);
      this.#current = 0;
      this.#count = 0;
    }
  }
}
