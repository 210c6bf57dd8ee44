import type { RoutesModel } from '../model/route-model.ts';

/** Numbers for routes without an id, which a route keeps through the versions of its file. */
export class RouteIds {
  /** By the model of the route, or of the use of a template. */
  readonly #ids = new WeakMap<object, string>();
  #last = 0;

  /** Numbers that go to waste: in Camel the uses of templates in a file take one each before their routes do. */
  waste(keys: readonly object[]): void {
    for (const key of keys) if (!this.#ids.has(key)) this.#last++;
  }

  of(key: object): string {
    let id = this.#ids.get(key);
    if (id === undefined) {
      this.#last++;
      id = `route${this.#last}`;
      this.#ids.set(key, id);
    }
    return id;
  }

  /** Gives the routes of new versions the numbers of those that stood in their places. */
  inherit(old: readonly RoutesModel[], next: readonly RoutesModel[]): void {
    const keys = old.flatMap(unnamed);
    for (const [index, key] of next.flatMap(unnamed).entries()) {
      const id = keys[index] && this.#ids.get(keys[index]);
      if (id !== undefined) this.#ids.set(key, id);
    }
  }
}

function unnamed({ routes, templatedRoutes }: RoutesModel): readonly object[] {
  return [
    ...routes.filter(({ id }) => id === undefined),
    ...templatedRoutes.filter(({ routeId }) => routeId === undefined),
  ];
}
