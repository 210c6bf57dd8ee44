import { nearestHint } from '../errors/nearest-name.ts';
import { RouteError } from '../errors/route-error.ts';

/** Objects that routes name. */
export class BeanRegistry {
  readonly #beans = new Map<string, unknown>();
  readonly #parent: BeanRegistry | undefined;

  constructor(beans: Readonly<Record<string, unknown>> = {}, parent?: BeanRegistry) {
    for (const name in beans) this.#beans.set(name, beans[name]);
    this.#parent = parent;
  }

  bind(name: string, bean: unknown): void {
    this.#beans.set(name, bean);
  }

  unbind(name: string): void {
    this.#beans.delete(name);
  }

  lookup(name: string): unknown {
    return this.#beans.has(name) ? this.#beans.get(name) : this.#parent?.lookup(name);
  }

  names(): string[] {
    return [...this.#beans.keys(), ...(this.#parent?.names() ?? [])];
  }

  /**
   * The bean by name (`name`, `#name`, `#bean:name`), or the object itself when it is not text.
   *
   * @throws RouteError ROUTE_NO_SUCH_BEAN with the nearest name
   */
  require(ref: unknown, what: string): unknown {
    if (typeof ref !== 'string') return ref;
    const name = ref.startsWith('#bean:') ? ref.slice(6) : ref.startsWith('#') ? ref.slice(1) : ref;
    const bean = this.lookup(name);
    if (bean === undefined)
      throw new RouteError('ROUTE_NO_SUCH_BEAN', { what, found: ref, nearest: nearestHint(name, this.names()) });
    return bean;
  }
}
