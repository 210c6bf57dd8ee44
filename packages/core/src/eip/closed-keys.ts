/** The keys of complete groups, the oldest forgotten past the limit; 0 keeps all. */
export class ClosedKeys {
  readonly #limit: number;
  readonly #keys = new Set<string>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  /** The route stops: keys may be used anew, as in Camel. */
  clear(): void {
    this.#keys.clear();
  }

  add(key: string): void {
    this.#keys.add(key);
    if (this.#limit > 0 && this.#keys.size > this.#limit) {
      for (const oldest of this.#keys) {
        this.#keys.delete(oldest);
        break;
      }
    }
  }
}
