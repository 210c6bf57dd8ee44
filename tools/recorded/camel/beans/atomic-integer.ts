/** Java's AtomicInteger, as far as recorded routes use it. */
export class AtomicInteger {
  static readonly javaType = 'java.util.concurrent.atomic.AtomicInteger';
  #value: number;

  constructor(value: unknown = 0) {
    this.#value = Number(value);
  }

  incrementAndGet(): number {
    return ++this.#value;
  }

  toString(): string {
    return String(this.#value);
  }
}
