/**
 * A digest of a set of texts that does not depend on their order: two sums of hashes, 64 bits together. It tells sets apart
 * that differ by accident; it is no protection against somebody who wants them to look alike.
 */
export class SetDigest {
  #high = 0;
  #low = 0;

  add(text: string): void {
    // FNV-1a from two bases, then mixed, so that the sum of similar texts is not similar.
    let [a, b] = [0x811c9dc5, 0x01000193];
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      a = Math.imul(a ^ code, 0x01000193);
      b = Math.imul(b ^ code, 0x85ebca6b);
    }
    this.#high = (this.#high + mix(a)) >>> 0;
    this.#low = (this.#low + mix(b)) >>> 0;
  }

  /** 16 hexadecimal digits. */
  get text(): string {
    return this.#high.toString(16).padStart(8, '0') + this.#low.toString(16).padStart(8, '0');
  }
}

function mix(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
