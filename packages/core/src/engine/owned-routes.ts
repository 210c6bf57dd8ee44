import type { KameletInstance, RouteOwner } from '../kamelet/kamelet-host.ts';
import type { PreparedRoute } from './route-factory.ts';

/** What is made of Kamelets for one compiled route: these routes are there for it alone, and go with it. */
export class OwnedRoutes implements RouteOwner {
  readonly kamelet: KameletInstance | undefined;
  readonly #uses: KameletInstance[] = [];
  readonly #before: KameletInstance[];
  readonly #compile: (prepared: PreparedRoute) => Promise<void>;

  /** `before` is what the version before of the same route had: its uses hand their ids on. */
  constructor(
    kamelet: KameletInstance | undefined,
    compile: (prepared: PreparedRoute) => Promise<void>,
    before?: OwnedRoutes,
  ) {
    this.kamelet = kamelet;
    this.#compile = compile;
    this.#before = before === undefined ? [] : before.#uses.filter(({ isNumbered }) => isNumbered);
  }

  get ids(): readonly string[] {
    return this.#uses.map(({ id }) => id);
  }

  idFor(template: string): string | undefined {
    const at = this.#before.findIndex((use) => use.template === template);
    return at < 0 ? undefined : this.#before.splice(at, 1)[0]!.id;
  }

  async adopt(instance: KameletInstance, prepared: PreparedRoute): Promise<void> {
    this.#uses.push(instance);
    await this.#compile(prepared);
  }
}
