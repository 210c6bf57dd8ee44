/** The idempotent repository `repo` of the recordings: keys in memory. */
export class MemoryRepository {
  readonly #keys = new Set<string>();

  add(key: string): boolean {
    if (this.#keys.has(key)) return false;
    this.#keys.add(key);
    return true;
  }

  contains(key: string): boolean {
    return this.#keys.has(key);
  }

  confirm(_key: string): boolean {
    return true;
  }

  remove(key: string): boolean {
    return this.#keys.delete(key);
  }
}
