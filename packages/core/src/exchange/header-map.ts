/**
 * Headers of a message: names compare without regard to case, and keep the case of their first writing, as in Camel.
 * Insertion order is kept. Allocated only once a first header is set (see {@link Exchange.headers}).
 */
export class HeaderMap {
  readonly #entries = new Map<string, { name: string; value: unknown }>();

  static from(headers: Readonly<Record<string, unknown>> | HeaderMap | undefined): HeaderMap {
    if (headers instanceof HeaderMap) return headers.copy();
    const map = new HeaderMap();
    for (const name in headers) map.set(name, headers[name]);
    return map;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(name: string): unknown {
    return this.#entries.get(name.toLowerCase())?.value;
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  set(name: string, value: unknown): this {
    const key = name.toLowerCase();
    const entry = this.#entries.get(key);
    if (entry) entry.value = value;
    else this.#entries.set(key, { name, value });
    return this;
  }

  delete(name: string): boolean {
    return this.#entries.delete(name.toLowerCase());
  }

  clear(): void {
    this.#entries.clear();
  }

  copy(): HeaderMap {
    const copy = new HeaderMap();
    for (const [key, { name, value }] of this.#entries) copy.#entries.set(key, { name, value });
    return copy;
  }

  names(): string[] {
    return Array.from(this.#entries.values(), ({ name }) => name);
  }

  *[Symbol.iterator](): Generator<[name: string, value: unknown]> {
    for (const { name, value } of this.#entries.values()) yield [name, value];
  }

  toObject(): Record<string, unknown> {
    return Object.fromEntries(this);
  }
}
