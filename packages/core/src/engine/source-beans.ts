import { makeBean } from '../beans/make-bean.ts';
import type { BeanModel } from '../model/route-model.ts';
import type { BeanRegistry } from './bean-registry.ts';
import { mentions, sameModel } from './same-model.ts';

/** What an exchange of beans did. */
export interface BeanExchange {
  /** Names of beans that are new, other or gone. */
  readonly changed: ReadonlySet<string>;
  /** Puts back what was there. */
  undo(): void;
}

/** The beans that files declare, in the registry of the context. */
export class SourceBeans {
  readonly #registry: BeanRegistry;
  readonly #resolve: (text: string) => string;
  /** What the application had registered under the name of a file's bean. */
  readonly #covered = new Map<string, unknown>();
  #models: readonly BeanModel[] = [];

  constructor(registry: BeanRegistry, resolve: (text: string) => string) {
    this.#registry = registry;
    this.#resolve = resolve;
  }

  /**
   * These are the beans now. One that is declared as before, and of nothing that changed, stays the same object, with what it
   * remembers. `others` are names of other things that changed, such as properties.
   *
   * @throws RouteError ROUTE_BAD_BEAN with all as it was
   */
  exchange(models: readonly BeanModel[], others: Iterable<string> = []): BeanExchange {
    const old = this.#models;
    const before = new Map([...old, ...models].map(({ name }) => [name, this.#registry.lookup(name)]));
    const covered = new Map(this.#covered);
    const changed = new Set(others);
    const undo = () => {
      for (const [name, bean] of before) this.#put(name, bean);
      this.#covered.clear();
      for (const [name, bean] of covered) this.#covered.set(name, bean);
      this.#models = old;
    };
    try {
      const names = new Set(models.map(({ name }) => name));
      for (const { name } of old) if (!names.has(name)) this.#remove(name, changed);
      // Of two with one name the later one counts.
      const last = new Map(old.map((model) => [model.name, model]));
      for (const model of new Map(models.map((each) => [each.name, each])).values()) {
        const previous = last.get(model.name);
        if (previous !== undefined && sameModel(previous, model) && !mentions(model, changed)) continue;
        if (previous === undefined) this.#covered.set(model.name, this.#registry.lookup(model.name));
        this.#registry.bind(model.name, this.#make(model));
        changed.add(model.name);
      }
    } catch (error) {
      undo();
      throw error;
    }
    this.#models = models;
    return { changed, undo };
  }

  #remove(name: string, changed: Set<string>): void {
    if (changed.has(name)) return;
    this.#put(name, this.#covered.get(name));
    this.#covered.delete(name);
    changed.add(name);
  }

  #put(name: string, bean: unknown): void {
    if (bean === undefined) this.#registry.unbind(name);
    else this.#registry.bind(name, bean);
  }

  #make(model: BeanModel): unknown {
    return makeBean(model, {
      lookup: (name) => this.#registry.lookup(name),
      names: () => this.#registry.names(),
      resolve: this.#resolve,
    });
  }
}
