import { PerformanceCounter } from './performance-counter.ts';

/** A route's numbers, and those of its exchanges that another route called it with. */
export interface RouteCounters {
  readonly counter: PerformanceCounter;
  readonly nested: PerformanceCounter;
}

/** The numbers of a context: those of its routes, each message counted once, where it came in. */
export class ContextCounters {
  readonly #routes = new Set<RouteCounters>();
  #removed = new PerformanceCounter();

  add(route: RouteCounters): void {
    this.#routes.add(route);
  }

  /** What a removed route counted stays counted. */
  remove(route: RouteCounters): void {
    if (this.#routes.delete(route)) this.#removed.add(route.counter, route.nested);
  }

  total(): PerformanceCounter {
    const total = new PerformanceCounter();
    total.add(this.#removed);
    for (const { counter, nested } of this.#routes) total.add(counter, nested);
    return total;
  }

  reset(): void {
    this.#removed = new PerformanceCounter();
  }
}
