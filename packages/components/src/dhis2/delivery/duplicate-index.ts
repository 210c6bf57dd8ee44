/** Fields of an entry: two halves of the hash, and the row. */
const width = 3;
const firstCapacity = 1 << 12;

/**
 * Finds keys that came before, over any number of rows in some 20 bytes a row: only hashes of 64 bits are kept. The chance
 * that two different keys of a million share one is one in forty million.
 */
export class DuplicateIndex {
  #slots = new Uint32Array(firstCapacity * width);
  #capacity = firstCapacity;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The row of an earlier entry with this key; undefined for a new key, which is then remembered with its row. */
  add(key: string, row: number): number | undefined {
    const [high, low] = hash(key);
    const at = this.#find(high, low);
    const slots = this.#slots;
    if (slots[at + 2] !== 0) return slots[at + 2]! - 1;
    slots[at] = high;
    slots[at + 1] = low;
    slots[at + 2] = row + 1;
    if (++this.#size * 3 > this.#capacity * 2) this.#grow();
    return undefined;
  }

  /** The place of the hash, or the free one where it belongs. */
  #find(high: number, low: number): number {
    const mask = this.#capacity - 1;
    const slots = this.#slots;
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const at = slot * width;
      if (slots[at + 2] === 0 || (slots[at] === high && slots[at + 1] === low)) return at;
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#capacity *= 2;
    this.#slots = new Uint32Array(this.#capacity * width);
    for (let at = 0; at < old.length; at += width) {
      if (old[at + 2] === 0) continue;
      this.#slots.set(old.subarray(at, at + width), this.#find(old[at]!, old[at + 1]!));
    }
  }
}

const halves: [number, number] = [0, 0];

/** Two independent 32-bit hashes of a text (cyrb's mixing), in an array that is used again. */
function hash(text: string): readonly [number, number] {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  halves[0] = a >>> 0;
  halves[1] = b >>> 0;
  return halves;
}
