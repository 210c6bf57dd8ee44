import type { CompileOptions } from './compile.ts';
import { compile } from './compile.ts';
import type { Mapping } from './mapping.ts';

/** Options that a cached mapping may differ in; the others are the cache's own. */
export type CachedOptions = Pick<CompileOptions, 'profile' | 'name' | 'inputs' | 'defaultOutput'> & {
  readonly imports?: Readonly<Record<string, string>>;
};

/**
 * Compiled mappings by their content: the same text with the same imports and options is compiled once. The least recently
 * used one goes first.
 *
 * @example
 * import { MappingCache } from '@dhow/datasonnet';
 *
 * const cache = new MappingCache(100);
 * const { content } = cache.get('payload.a').run({ payload: { mediaType: 'application/json', content: '{"a":1}' } });
 */
export class MappingCache {
  readonly #capacity: number;
  readonly #shared: CompileOptions;
  readonly #mappings = new Map<string, Mapping>();

  /** @param shared Options of all mappings: host, limits, libraries, formats. */
  constructor(capacity = 200, shared: CompileOptions = {}) {
    this.#capacity = capacity;
    this.#shared = shared;
  }

  /** Raises what `compile` raises; mistakes are not cached. */
  get(source: string, options: CachedOptions = {}): Mapping {
    const { profile, name, inputs, defaultOutput, imports } = options;
    const key = JSON.stringify([source, profile, name, inputs, defaultOutput, imports]);
    const known = this.#mappings.get(key);
    if (known) {
      this.#mappings.delete(key);
      this.#mappings.set(key, known);
      return known;
    }
    const mapping = compile(source, { ...this.#shared, ...options });
    this.#mappings.set(key, mapping);
    if (this.#mappings.size > this.#capacity) {
      const [oldest] = this.#mappings.keys();
      this.#mappings.delete(oldest!);
    }
    return mapping;
  }

  get size(): number {
    return this.#mappings.size;
  }
}
