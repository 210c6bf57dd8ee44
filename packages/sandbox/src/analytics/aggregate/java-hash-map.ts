import { javaHash } from '../../state/java-order.ts';

/**
 * A map that is walked in the order of Java's `HashMap`: by bucket, and within a bucket in the order of insertion. The server
 * collects the cells of an analytics answer in such maps, so the order of its rows is theirs.
 */
export class JavaHashMap<T> {
  #buckets: { readonly key: string; readonly hash: number; value: T }[][] = [];
  #size = 0;
  /** The capacity for the first insertion, set by `putAll` into an empty map. */
  #planned = 16;

  get size(): number {
    return this.#size;
  }

  get(key: string): T | undefined {
    const hash = spread(key);
    return this.#buckets[hash & (this.#buckets.length - 1)]?.find((entry) => entry.key === key)?.value;
  }

  put(key: string, value: T): void {
    if (this.#buckets.length === 0) this.#resize(this.#planned);
    const hash = spread(key);
    const bucket = this.#buckets[hash & (this.#buckets.length - 1)]!;
    const known = bucket.find((entry) => entry.key === key);
    if (known) {
      known.value = value;
      return;
    }
    bucket.push({ key, hash, value });
    if (++this.#size > this.#buckets.length * 0.75) this.#resize(this.#buckets.length * 2);
  }

  /** Java sizes an empty map for what is put, and enlarges a filled one at once. */
  putAll(other: JavaHashMap<T>): void {
    if (other.size === 0) return;
    if (this.#buckets.length === 0) this.#planned = powerAbove(Math.floor(other.size / 0.75 + 1));
    else while (other.size > this.#buckets.length * 0.75) this.#resize(this.#buckets.length * 2);
    for (const [key, value] of other.entries()) this.put(key, value);
  }

  *entries(): IterableIterator<[string, T]> {
    for (const bucket of this.#buckets) for (const { key, value } of bucket) yield [key, value];
  }

  #resize(capacity: number): void {
    const entries = this.#buckets.flat();
    this.#buckets = Array.from({ length: capacity }, () => []);
    for (const entry of entries) this.#buckets[entry.hash & (capacity - 1)]!.push(entry);
  }
}

function spread(key: string): number {
  const hash = javaHash(key);
  return hash ^ (hash >>> 16);
}

function powerAbove(size: number): number {
  let capacity = 1;
  while (capacity < size) capacity *= 2;
  return capacity;
}
