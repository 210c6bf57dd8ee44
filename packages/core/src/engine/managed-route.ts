import { RouteError } from '../errors/route-error.ts';
import type { RouteControl } from '../lifecycle/route-policy.ts';
import type { StepModel } from '../model/route-model.ts';
import { callersFirst } from './callers-first.ts';
import type { StoppingRoute } from './graceful-stop.ts';
import type { SendInterceptor } from './interceptors.ts';
import type { OwnedRoutes } from './owned-routes.ts';
import type { ReadFiles } from './resource-reads.ts';
import type { PreparedRoute } from './route-factory.ts';
import type { RouteRuntime } from './route-runtime.ts';

/** A compiled route as the controller holds it. */
export interface ManagedRoute extends StoppingRoute {
  readonly prepared: PreparedRoute;
  /** Routes that are there for it alone. */
  readonly owned: OwnedRoutes;
  /** Its place in the order of starting, which it gets anew when it is first started by hand. */
  order: number;
  /** Its place among the routes of the context. */
  readonly place: number;
  /** Files that it is made of. */
  readonly reads: ReadFiles;
  /** Whether the event that it is there was given at its start, or before because it does not start by itself. */
  told?: 'early' | 'done' | undefined;
}

/** A source made of a Kamelet starts and stops with the route that reads from it. */
export function startsByItself({ prepared: { kamelet } }: ManagedRoute): boolean {
  return kamelet?.isSource !== true;
}

export function inOrderOfStop(routes: readonly ManagedRoute[]): readonly ManagedRoute[] {
  const byId = new Map(routes.map((route) => [route.prepared.id, route]));
  return callersFirst(
    routes.toSorted((a, b) => a.order - b.order),
    ({ prepared }) => prepared.model,
    ({ owned }) => owned.ids.flatMap((id) => byId.get(id) ?? []),
  );
}

/** Whether all policies of a route let it start now. */
export async function mayStart(runtime: RouteRuntime, control: RouteControl): Promise<boolean> {
  for (const policy of runtime.policies) if ((await policy.mayStart?.(runtime, control)) === false) return false;
  return true;
}

export function duplicateId({ id, model }: PreparedRoute): RouteError {
  return new RouteError('ROUTE_DUPLICATE_ID', { found: id, place: 'two routes' }, model);
}

export function startFailure(runtime: RouteRuntime, error: unknown): RouteError {
  runtime.lastError = error;
  const reason = error instanceof Error ? error.message : String(error);
  return new RouteError('ROUTE_START_FAILED', { route: runtime.routeId, reason }, { cause: error });
}

/** The routes of a context by id; tells of each change. */
export class ManagedRoutes extends Map<string, ManagedRoute> {
  readonly #changed: (routes: Iterable<ManagedRoute>) => void;

  constructor(changed: (routes: Iterable<ManagedRoute>) => void) {
    super();
    this.#changed = changed;
  }

  override set(id: string, route: ManagedRoute): this {
    super.set(id, route);
    this.#changed(this.values());
    return this;
  }

  override delete(id: string): boolean {
    const had = super.delete(id);
    this.#changed(this.values());
    return had;
  }

  preparedBut(ids: ReadonlySet<string>): PreparedRoute[] {
    return [...this.values()].map(({ prepared }) => prepared).filter(({ id }) => !ids.has(id));
  }

  /** In the order in which they would start with the context. */
  inPlace(): ManagedRoute[] {
    return [...this.values()].toSorted((a, b) => a.place - b.place);
  }

  /** In the order in which they start. */
  inOrder(): ManagedRoute[] {
    return [...this.values()].toSorted((a, b) => a.order - b.order);
  }

  /** The route of that id and those that are there for it alone. */
  withOwned(id: string): ManagedRoute[] {
    const route = this.get(id);
    return route === undefined ? [] : [route, ...route.owned.ids.flatMap((each) => this.withOwned(each))];
  }
}

/** What stands around the routes of sources also meets what programs send: each step once, as one of its routes compiled it. */
export function programInterceptor(routes: Iterable<ManagedRoute>): SendInterceptor | undefined {
  const interceptors = new Map<StepModel, SendInterceptor>();
  for (const { built } of routes) {
    for (const { ofSource, intercept } of built.runtime.sendInterceptors) {
      if (ofSource !== undefined && !interceptors.has(ofSource)) interceptors.set(ofSource, intercept);
    }
  }
  if (interceptors.size === 0) return undefined;
  const all = [...interceptors.values()];
  return (send, uri) => all.reduceRight((inner, intercept) => intercept(inner, uri), send);
}
