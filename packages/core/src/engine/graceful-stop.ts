import { exceptionTypeOf } from '../error-handling/exception-types.ts';
import { RouteError } from '../errors/route-error.ts';
import type { ContextCore } from './context-core.ts';
import type { BuiltRoute } from './route-factory.ts';
import type { RouteRuntime } from './route-runtime.ts';

/** A route that may have to be stopped. */
export interface StoppingRoute {
  readonly built: BuiltRoute;
  /** Whether what stands around the source has been started. */
  warm: boolean;
  /** Neither started nor stopped yet: as in Camel, such a route is told as stopped once, when it is stopped or goes. */
  fresh: boolean;
  /** A number that grows with each first start of a route; absent for one that never ran. */
  firstStart?: number | undefined;
}

/**
 * Stops routes so that no message is cut off: sources first, then what is under way comes to its end, then what held
 * messages back hands them on, and only then the rest. What is not done in time is aborted.
 */
export class GracefulStop {
  readonly #core: ContextCore;

  constructor(core: ContextCore) {
    this.#core = core;
  }

  /** Stops one route; the others go on, and find nobody there. */
  async one(route: StoppingRoute, timeoutMs: number): Promise<void> {
    if (!isUp(route)) return this.tellIfFresh(route);
    const { runtime } = route.built;
    runtime.state = 'Stopping';
    this.#core.events.emit({ type: 'RouteStopping', routeId: runtime.routeId });
    for (const policy of runtime.policies) policy.onStop?.(runtime);
    await this.#within(timeoutMs, [runtime], async (signal) => {
      await runtime.consumer?.stop(signal);
      await runtime.idle();
    });
    await this.#handOn(route);
    await this.#release(route);
  }

  /** Tells that a route stops which never ran. */
  tellIfFresh(route: StoppingRoute): void {
    if (!route.fresh) return;
    route.fresh = false;
    const { routeId } = route.built.runtime;
    this.#core.events.emit({ type: 'RouteStopping', routeId });
    this.#core.events.emit({ type: 'RouteStopped', routeId });
  }

  /**
   * Stops all, in the order given but for those that never ran, which go first. Sources that other routes need until they are done (`direct`, `seda`) and routes with
   * `shutdownRoute: Defer` go on until nothing is under way in any route.
   */
  async all(routes: readonly StoppingRoute[], timeoutMs: number): Promise<void> {
    const running = routes.filter(isUp);
    const runtimes = running.map(({ built }) => built.runtime);
    await this.#within(timeoutMs, runtimes, async (signal) => {
      const early = runtimes.filter((runtime) => !defers(runtime));
      await Promise.all(early.map((runtime) => this.#endSource(runtime, signal)));
      await this.#quiet(runtimes, signal);
      await this.#handAllOn(running, signal);
      const goneFirst = routes.toSorted((a, b) => Number(neverRan(b)) - Number(neverRan(a)));
      for (const route of goneFirst) await this.#remove(route, early.includes(route.built.runtime), signal);
    });
  }

  async #remove(route: StoppingRoute, hasEnded: boolean, signal: AbortSignal): Promise<void> {
    const { runtime } = route.built;
    const { routeId } = runtime;
    if (isUp(route)) {
      this.#core.events.emit({ type: 'RouteStopping', routeId });
      if (!hasEnded) await this.#endSource(runtime, signal);
      await runtime.idle();
      await this.#release(route);
    } else this.tellIfFresh(route);
    this.#core.events.emit({ type: 'RouteRemoved', routeId });
  }

  /** A source that cannot end (its counterpart is away) does not keep the others from it. */
  async #endSource(runtime: RouteRuntime, signal: AbortSignal): Promise<void> {
    runtime.state = 'Stopping';
    for (const policy of runtime.policies) policy.onStop?.(runtime);
    try {
      await runtime.consumer?.stop(signal);
    } catch (error) {
      runtime.log.warn(`The source of route ${runtime.routeId} failed at its end: ${exceptionTypeOf(error)}`, {
        error,
      });
    }
  }

  /** Resolves when nothing is under way in any route, waits in a queue, or runs beside them. */
  async #quiet(runtimes: readonly RouteRuntime[], signal: AbortSignal): Promise<void> {
    const isQuiet = () =>
      this.#core.asideCount === 0 &&
      runtimes.every(({ inflight, consumer }) => inflight === 0 && isWorkedOff(consumer));
    while (!isQuiet() && !signal.aborted) {
      await Promise.all(runtimes.map(async ({ consumer }) => consumer?.drained?.(signal)));
      await Promise.all(runtimes.map((runtime) => runtime.idle()));
      await this.#core.asideDone();
      // Whatever a source says of itself, others get their turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** What one route hands on may be held back by another, so that it goes on until nothing moves any more. */
  async #handAllOn(routes: readonly StoppingRoute[], signal: AbortSignal): Promise<void> {
    const moved = () => routes.reduce((sum, { built }) => sum + built.runtime.counter.total, 0);
    for (let round = 0, before = -1; round < routes.length && moved() !== before && !signal.aborted; round++) {
      before = moved();
      for (const route of routes) await this.#handOn(route);
      await this.#quiet(
        routes.map(({ built }) => built.runtime),
        signal,
      );
    }
  }

  async #handOn({ built }: StoppingRoute): Promise<void> {
    for (const finish of built.finishers.toReversed()) await finish();
  }

  async #release(route: StoppingRoute): Promise<void> {
    const { runtime, stoppers } = route.built;
    await this.#tellStopped(runtime);
    for (const stop of stoppers.toReversed()) await stop();
    route.warm = false;
    runtime.consumer = undefined;
    runtime.state = 'Stopped';
    runtime.startedAt = undefined;
    this.#core.events.emit({ type: 'RouteStopped', routeId: runtime.routeId });
  }

  /** A policy that cannot let go of what it holds (a store that is away) does not keep the route from stopping. */
  async #tellStopped(runtime: RouteRuntime): Promise<void> {
    for (const policy of runtime.policies) {
      try {
        await policy.onStopped?.(runtime);
      } catch (error) {
        runtime.log.warn(`A policy of route ${runtime.routeId} failed at its end: ${exceptionTypeOf(error)}`, {
          error,
        });
      }
    }
  }

  async #within(
    timeoutMs: number,
    runtimes: readonly RouteRuntime[],
    work: (signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const deadline = new AbortController();
    const cancel = this.#core.clock.schedule(timeoutMs, () => {
      const reason = new RouteError('ROUTE_SHUTDOWN_FORCED', {});
      for (const { inflight, routeId, log } of runtimes)
        if (inflight > 0)
          log.warn(`Route ${routeId} is not done in time; messages in it that are aborted: ${inflight}`);
      deadline.abort(reason);
      for (const runtime of runtimes) runtime.abort(reason);
    });
    try {
      await work(deadline.signal);
    } finally {
      cancel();
    }
  }
}

function isUp({ warm, built }: StoppingRoute): boolean {
  return warm || built.runtime.state !== 'Stopped';
}

const neverRan = (route: StoppingRoute): boolean => route.firstStart === undefined && !isUp(route);

function defers({ settings, consumer }: RouteRuntime): boolean {
  return settings.shutdownRoute === 'Defer' || consumer?.defersStop === true;
}

function isWorkedOff(consumer: RouteRuntime['consumer']): boolean {
  return consumer?.drained === undefined || (consumer.isIdle?.() ?? true);
}
