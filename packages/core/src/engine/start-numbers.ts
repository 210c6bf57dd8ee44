import { RouteError } from '../errors/route-error.ts';
import { startsByItself, type ManagedRoute } from './managed-route.ts';
import type { RouteRuntime } from './route-runtime.ts';

/** Numbers of the routes of a context: their places in the order of starting, and in the order in which they first did. */
export class StartNumbers {
  #next = 1000;
  #starts = 0;

  /** The place of a route that joins others: its `startupOrder`, the one it had before, or the next one free. */
  placeOf({ routeId, settings }: RouteRuntime, others: Iterable<ManagedRoute>, before?: number): number {
    const order = settings.startupOrder ?? before ?? this.#next++;
    for (const other of others)
      if (other.order === order)
        throw new RouteError('ROUTE_START_FAILED', {
          route: routeId,
          reason: new RouteError('ROUTE_STARTUP_ORDER_CLASH', { other: other.prepared.id, order }).message,
        });
    return order;
  }

  /** As in Camel, each start by hand takes a number; the first start of a route gives it its place, after those that run. */
  startedByHand(route: ManagedRoute, all: Iterable<ManagedRoute>): void {
    if (route.built.runtime.settings.startupOrder !== undefined || !startsByItself(route)) return;
    let order = this.#next++;
    if (route.firstStart !== undefined) return;
    const taken = new Set(Array.from(all, (other) => other.order));
    while (taken.has(order)) order = this.#next++;
    route.order = order;
  }

  started(route: ManagedRoute): void {
    route.firstStart ??= this.#starts++;
  }
}

/** Ids of those that have been started, in the order in which they first were. */
export function idsInOrderOfFirstStart(routes: Iterable<ManagedRoute>): string[] {
  return [...routes]
    .filter(({ firstStart }) => firstStart !== undefined)
    .toSorted((a, b) => a.firstStart! - b.firstStart!)
    .map(({ prepared }) => prepared.id);
}
