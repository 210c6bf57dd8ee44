/** A named map whose changes can be written to disk: all state of the sandbox except data values lives in tables. */
export class Table<T> {
  readonly name: string;
  /** Raised by each change, so that what was computed from the table can tell whether it still holds. */
  revision = 0;
  readonly #rows = new Map<string, T>();
  readonly #dirty = new Set<string>();

  constructor(name: string) {
    this.name = name;
  }

  get size(): number {
    return this.#rows.size;
  }

  get(key: string): T | undefined {
    return this.#rows.get(key);
  }

  has(key: string): boolean {
    return this.#rows.has(key);
  }

  set(key: string, row: T): void {
    this.#rows.set(key, row);
    this.#changed(key);
  }

  delete(key: string): boolean {
    const existed = this.#rows.delete(key);
    if (existed) this.#changed(key);
    return existed;
  }

  /** Says that the row of `key` was changed in place. */
  touch(key: string): void {
    this.#changed(key);
  }

  clear(): void {
    for (const key of Array.from(this.#rows.keys())) this.delete(key);
  }

  values(): IterableIterator<T> {
    return this.#rows.values();
  }

  keys(): IterableIterator<string> {
    return this.#rows.keys();
  }

  entries(): IterableIterator<[string, T]> {
    return this.#rows.entries();
  }

  /** The keys changed since the last call. */
  takeDirty(): readonly string[] {
    if (this.#dirty.size === 0) return [];
    const keys = [...this.#dirty];
    this.#dirty.clear();
    return keys;
  }

  /** Puts a row read from disk: not a change. */
  restore(key: string, row: T): void {
    this.#rows.set(key, row);
    this.revision++;
  }

  #changed(key: string): void {
    this.revision++;
    this.#dirty.add(key);
  }
}
