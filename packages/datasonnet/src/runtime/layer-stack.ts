import type { Layer } from './object-layer.ts';

/** From this many layers on, lookups go through an index of which layers have a name. */
const indexedFrom = 8;

/**
 * Layers that several objects share: each sees the lowest `n`. What is put on top of the highest object is appended in
 * place, so that an object built by thousands of `+` in a fold costs as much for each as for the first.
 */
export class LayerStack {
  readonly layers: Layer[];
  /** Numbers of layers that assert. */
  readonly asserting: number[] = [];
  /** Layers that the index covers. */
  #indexed = 0;
  /** Numbers of the layers that have a name, rising; names in the order of their first layer. */
  readonly #having = new Map<string, number[]>();
  /** The same for layers that say whether the name is hidden. */
  readonly #saying = new Map<string, number[]>();

  constructor(layers: readonly Layer[]) {
    this.layers = [];
    this.append(layers);
  }

  append(layers: readonly Layer[]): void {
    for (const layer of layers) {
      if (layer.hasAssertions) this.asserting.push(this.layers.length);
      this.layers.push(layer);
    }
  }

  /** The highest layer under `level` that has the name, or -1. */
  highestBelow(name: string, level: number): number {
    if (level <= indexedFrom) {
      for (let at = level - 1; at >= 0; at--) if (this.layers[at]!.has(name)) return at;
      return -1;
    }
    this.#index(level);
    return lastBelow(this.#having.get(name), level);
  }

  isHiddenBelow(name: string, level: number): boolean {
    if (level > indexedFrom) {
      this.#index(level);
      const at = lastBelow(this.#saying.get(name), level);
      return at >= 0 && this.layers[at]!.visibility(name) === 'hidden';
    }
    for (let at = level - 1; at >= 0; at--) {
      const visibility = this.layers[at]!.visibility(name);
      if (visibility === 'hidden') return true;
      if (visibility === 'visible') return false;
    }
    return false;
  }

  namesBelow(level: number): readonly string[] {
    if (level === 1) return this.layers[0]!.names();
    if (level > indexedFrom) {
      this.#index(level);
      const names = [...this.#having.keys()];
      return this.#indexed === level ? names : names.filter((name) => this.#having.get(name)![0]! < level);
    }
    const seen = new Set<string>();
    for (let at = 0; at < level; at++) for (const name of this.layers[at]!.names()) seen.add(name);
    return [...seen];
  }

  #index(level: number): void {
    for (; this.#indexed < level; this.#indexed++) {
      const layer = this.layers[this.#indexed]!;
      for (const name of layer.names()) {
        add(this.#having, name, this.#indexed);
        if (layer.visibility(name) !== 'inherit') add(this.#saying, name, this.#indexed);
      }
    }
  }
}

function add(index: Map<string, number[]>, name: string, level: number): void {
  const levels = index.get(name);
  if (levels) levels.push(level);
  else index.set(name, [level]);
}

/** The last number under `limit` of a rising list, or -1. */
function lastBelow(levels: readonly number[] | undefined, limit: number): number {
  if (!levels) return -1;
  const last = levels[levels.length - 1]!;
  if (last < limit) return last;
  let low = 0;
  let high = levels.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (levels[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? -1 : levels[low - 1]!;
}
