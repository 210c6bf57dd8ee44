import { RouteError } from '../errors/route-error.ts';
import type { RouteSupervisor } from '../lifecycle/route-supervisor.ts';
import type { ContextCore } from './context-core.ts';
import { GracefulStop } from './graceful-stop.ts';
import {
  duplicateId,
  inOrderOfStop,
  ManagedRoutes,
  mayStart,
  programInterceptor,
  startFailure,
  startsByItself,
  type ManagedRoute,
} from './managed-route.ts';
import { OwnedRoutes } from './owned-routes.ts';
import { buildRoute, type PreparedRoute } from './route-factory.ts';
import type { RouteControl } from '../lifecycle/route-policy.ts';
import type { RouteRuntime, RouteState } from './route-runtime.ts';
import { readsAny, type ReadFiles } from './resource-reads.ts';
import { refuseDuplicateStepIds } from './step-ids.ts';
import { idsInOrderOfFirstStart, StartNumbers } from './start-numbers.ts';
import { swapRoutes, type RouteSwap } from './swap-routes.ts';

/** Starts, stops and removes the routes of a context. Its operations are done one after the other. */
export class RouteController {
  readonly #core: ContextCore;
  readonly #routes: ManagedRoutes;
  readonly #shutdownTimeoutMs: number;
  readonly #supervisor: RouteSupervisor | undefined;
  readonly #graceful: GracefulStop;
  readonly #numbers = new StartNumbers();

  constructor(core: ContextCore, shutdownTimeoutMs: number, supervisor?: RouteSupervisor) {
    this.#core = core;
    this.#routes = new ManagedRoutes((routes) => void (core.sendInterceptor = programInterceptor(routes)));
    this.#supervisor = supervisor;
    this.#shutdownTimeoutMs = shutdownTimeoutMs;
    this.#graceful = new GracefulStop(core);
  }

  /** Ids in the order in which routes start. */
  get ids(): string[] {
    return this.#routes.inOrder().map(({ built }) => built.runtime.routeId);
  }

  /** Ids of those that have been started, in the order in which they first were. */
  get started(): string[] {
    return idsInOrderOfFirstStart(this.#routes.values());
  }

  list(): RouteRuntime[] {
    return this.#routes.inPlace().map(({ built }) => built.runtime);
  }

  get(id: string): RouteRuntime | undefined {
    return this.#routes.get(id)?.built.runtime;
  }

  /** Its place in the order of starting; undefined for a route that is not there. */
  startupOrder(id: string): number | undefined {
    return this.#routes.get(id)?.order;
  }

  /** Undefined for a route that is not there. */
  status(id: string): RouteState | undefined {
    return this.get(id)?.state;
  }

  /** Compiles routes and checks ids and start orders; nothing starts. */
  async add(prepared: readonly PreparedRoute[]): Promise<void> {
    refuseDuplicateStepIds(prepared, this.#routes.preparedBut(new Set()));
    for (const each of prepared) {
      if (this.#routes.has(each.id)) throw duplicateId(each);
      const owned = new OwnedRoutes(each.kamelet, (route) => this.add([route]));
      const reads: ReadFiles = new Map();
      const built = await this.#core.reads.during(reads, () => buildRoute(each, this.#core, owned));
      const order = this.#numbers.placeOf(built.runtime, this.#routes.values());
      this.#routes.set(each.id, { prepared: each, built, owned, order, place: order, reads, warm: false, fresh: true });
      this.#core.counters.add(built.runtime);
    }
  }

  /**
   * Puts new versions in the place of routes and takes vanished ones away, each with the routes that are there for it alone.
   * All are compiled first; then the old ones drain and stop, and the new ones start. When one does not, all run on as they
   * were. Routes that are not there yet are added.
   *
   * @throws RouteError ROUTE_RELOAD_FAILED; ROUTE_CREATE_FAILED or ROUTE_DUPLICATE_STEP_ID with all old ones untouched
   */
  async reload(prepared: readonly PreparedRoute[], vanished: readonly string[] = []): Promise<void> {
    const leaving = new Map<string, ManagedRoute>();
    for (const id of [...prepared.map((each) => each.id), ...vanished]) {
      for (const route of this.#routes.withOwned(id)) leaving.set(route.prepared.id, route);
    }
    refuseDuplicateStepIds(prepared, this.#routes.preparedBut(new Set(leaving.keys())));
    const swaps: RouteSwap<ManagedRoute>[] = [];
    for (const each of prepared) await this.#compileSwap(each, leaving, swaps);
    const replaced = new Set(swaps.map(({ old }) => old));
    const gone = [...leaving.values()].filter((route) => !replaced.has(route));
    await swapRoutes(swaps, gone, {
      idOf: ({ prepared: { id } }) => id,
      isRunning: (route) => route.built.runtime.state === 'Started' && startsByItself(route),
      inOrderOfStop,
      stop: (route) => this.#graceful.one(route, this.#shutdownTimeoutMs),
      abandon: (route) => this.#graceful.one(route, 0),
      start: async (route) => {
        await this.#warm(route);
        await this.#start(route);
      },
      put: (route) => {
        this.#routes.set(route.prepared.id, route);
        this.#core.counters.add(route.built.runtime);
      },
      take: (route) => void this.#routes.delete(route.prepared.id),
      forget: ({ built }) => this.#core.counters.remove(built.runtime),
    });
    for (const { prepared: each } of gone) this.#core.events.emit({ type: 'RouteRemoved', routeId: each.id });
    for (const { old, next } of swaps)
      if (old !== undefined && next.built.runtime.state === 'Started')
        this.#core.events.emit({ type: 'RouteReloaded', routeId: next.prepared.id });
  }

  /** Compiles a new version, and before it what is there for it alone. */
  async #compileSwap(
    prepared: PreparedRoute,
    leaving: ReadonlyMap<string, ManagedRoute>,
    swaps: RouteSwap<ManagedRoute>[],
  ): Promise<void> {
    const { id } = prepared;
    const old = leaving.get(id);
    const others = [...this.#routes.values()].filter((route) => !leaving.has(route.prepared.id));
    const owned = new OwnedRoutes(prepared.kamelet, (route) => this.#compileSwap(route, leaving, swaps), old?.owned);
    const reads: ReadFiles = new Map();
    const built = await this.#core.reads.during(reads, () => buildRoute(prepared, this.#core, owned));
    const present = [...others, ...swaps.map(({ next }) => next)];
    if (present.some((route) => route.prepared.id === id)) throw duplicateId(prepared);
    const order = this.#numbers.placeOf(built.runtime, present, old?.order);
    const next: ManagedRoute = {
      prepared,
      built,
      owned,
      order,
      place: old?.place ?? order,
      reads,
      warm: false,
      fresh: true,
      firstStart: old?.firstStart,
    };
    swaps.push({ next, old, autoStarts: built.runtime.settings.autoStartup && startsByItself(next) });
  }

  /** The files that each route is made of. */
  readFiles(): ReadFiles[] {
    return [...this.#routes.values()].map(({ reads }) => reads);
  }

  /** Whether the route, or what is there for it alone, is made of one of these files. */
  readsAny(id: string, files: ReadonlySet<string>): boolean {
    return this.#routes.withOwned(id).some(({ reads }) => readsAny(reads, files));
  }

  /** Starts routes that start by themselves, all or those of `ids`, in their order. */
  async startAll(ids: Iterable<string> = this.#routes.keys()): Promise<void> {
    const meant = new Set(ids);
    const routes = this.#routes.inOrder().filter(({ prepared: { id } }) => meant.has(id));
    const starting = routes.filter(
      (route) =>
        route.built.runtime.state === 'Stopped' && route.built.runtime.settings.autoStartup && startsByItself(route),
    );
    if (this.#supervisor)
      return this.#supervisor.startAll(
        starting.map(({ prepared }) => prepared.id),
        (id) => this.#startOne(this.#routes.get(id)),
      );
    const isStarting = new Set(starting);
    for (const route of routes) {
      if (isStarting.has(route)) await this.#warm(route);
      else if (route.told === undefined) {
        this.#core.events.emit({ type: 'RouteAdded', routeId: route.prepared.id });
        route.told = 'early';
      }
    }
    for (const route of starting) await this.#start(route);
  }

  /** False when there is no such route. In a context that is suspended nothing starts. */
  async start(id: string): Promise<boolean> {
    const route = this.#routes.get(id);
    if (!route || this.#core.phase === 'suspended') return route !== undefined;
    this.#numbers.startedByHand(route, this.#routes.values());
    await this.#startOne(route);
    return true;
  }

  async #startOne(route: ManagedRoute | undefined): Promise<void> {
    if (!route) return;
    // One that was stopped before it ever ran is there anew.
    if (!route.fresh && route.firstStart === undefined) route.told = undefined;
    await this.#warm(route);
    await this.#start(route);
  }

  /** Stops taking messages, waits for what is under way, then stops the steps. False when there is no such route. */
  async stop(id: string, timeoutMs: number = this.#shutdownTimeoutMs): Promise<boolean> {
    const route = this.#routes.get(id);
    if (route) await this.#graceful.one(route, timeoutMs);
    return route !== undefined;
  }

  /** Stops it, waits, and starts it again. False when there is no such route. */
  async restart(id: string, delayMs = 1000): Promise<boolean> {
    if (!(await this.stop(id))) return false;
    if (delayMs > 0) await this.#core.clock.sleep(delayMs, this.#core.signal);
    return this.start(id);
  }

  /** Stops it, and has it count as failed until it starts again: its health is down. False when there is no such route. */
  async stopAndFail(id: string): Promise<boolean> {
    if (!(await this.stop(id))) return false;
    this.get(id)!.lastError = new RouteError('ROUTE_STOPPED_AS_FAILED', { route: id });
    return true;
  }

  /** Sets its numbers and those of its steps back to nothing. False when there is no such route. */
  reset(id: string): boolean {
    const runtime = this.get(id);
    if (!runtime) return false;
    for (const { counter } of [runtime, { counter: runtime.nested }, ...runtime.channels]) counter.reset();
    return true;
  }

  /** Takes no more messages; a route that is stopped counts as suspended afterwards. False when there is none. */
  async suspend(id: string): Promise<boolean> {
    const runtime = this.get(id);
    if (!runtime) return false;
    if (runtime.state === 'Started') {
      if (runtime.consumer?.suspend) await runtime.consumer.suspend();
      else await runtime.consumer?.stop();
    }
    if (runtime.state === 'Started' || runtime.state === 'Stopped') runtime.state = 'Suspended';
    return true;
  }

  /** Takes messages again, from a stop as well, but not in a context that is suspended. False when there is no such route. */
  async resume(id: string): Promise<boolean> {
    const route = this.#routes.get(id);
    if (!route || this.#core.phase === 'suspended') return route !== undefined;
    this.#numbers.startedByHand(route, this.#routes.values());
    const { runtime } = route.built;
    if (runtime.state === 'Started') return true;
    if (runtime.state === 'Suspended' && route.warm && runtime.startedAt !== undefined) {
      if (runtime.consumer?.resume) await runtime.consumer.resume();
      else await runtime.consumer?.start();
      runtime.state = 'Started';
      return true;
    }
    runtime.state = 'Stopped';
    await this.#startOne(route);
    return true;
  }

  /** Takes a stopped route away, and what is there for it alone; false for one that runs or is not there. */
  async remove(id: string): Promise<boolean> {
    const [route, ...owned] = this.#routes.withOwned(id);
    if (!route || route.built.runtime.state !== 'Stopped') return false;
    this.#routes.delete(id);
    this.#core.counters.remove(route.built.runtime);
    this.#graceful.tellIfFresh(route);
    this.#core.events.emit({ type: 'RouteRemoved', routeId: id });
    for (const each of owned) await this.#drain(each);
    return true;
  }

  /** Takes a route away, and what is there for it alone; what is under way in them comes to its end. */
  async release(id: string): Promise<void> {
    for (const route of this.#routes.withOwned(id)) await this.#drain(route);
  }

  /** It makes room for another of its id at once. */
  async #drain(route: ManagedRoute): Promise<void> {
    this.#routes.delete(route.prepared.id);
    await this.#graceful.one(route, this.#shutdownTimeoutMs);
    this.#core.counters.remove(route.built.runtime);
    this.#core.events.emit({ type: 'RouteRemoved', routeId: route.prepared.id });
  }

  /** Stops all in the reverse of their order; what is not done in time is aborted. */
  async stopAll(timeoutMs: number): Promise<void> {
    this.#supervisor?.stop();
    await this.#graceful.all(this.#routes.inOrder().toReversed(), timeoutMs);
  }

  /** What a policy may do with its route. */
  #control(id: string): RouteControl {
    return {
      suspend: async () => void (await this.suspend(id)),
      resume: async () => void (await this.resume(id)),
      clock: this.#core.clock,
      state: this.#core.state,
    };
  }

  async #warm(route: ManagedRoute): Promise<void> {
    if (route.warm) return;
    const { runtime, starters } = route.built;
    try {
      runtime.rearm();
      await this.#core.reads.during(route.reads, async () => {
        for (const start of starters) await start();
        const { endpoint } = runtime;
        if (!endpoint.createConsumer) throw new RouteError('ROUTE_ENDPOINT_CANNOT_RECEIVE', { uri: endpoint.uri });
        runtime.consumer ??= await endpoint.createConsumer(runtime);
      });
      for (const policy of runtime.policies) await policy.onInit?.(runtime, this.#control(runtime.routeId));
      route.warm = true;
      if (route.told !== 'early') this.#core.events.emit({ type: 'RouteAdded', routeId: route.prepared.id });
      route.told = 'done';
    } catch (error) {
      throw startFailure(runtime, error);
    }
  }

  async #start(route: ManagedRoute): Promise<void> {
    const { runtime } = route.built;
    if (runtime.state === 'Started') return;
    if (runtime.state === 'Suspended') {
      await this.resume(runtime.routeId);
      return;
    }
    runtime.state = 'Starting';
    route.fresh = false;
    this.#core.events.emit({ type: 'RouteStarting', routeId: runtime.routeId });
    try {
      if (!(await mayStart(runtime, this.#control(runtime.routeId)))) {
        runtime.state = 'Suspended';
        return;
      }
      await runtime.consumer!.start();
    } catch (error) {
      runtime.state = 'Stopped';
      throw startFailure(runtime, error);
    }
    runtime.state = 'Started';
    runtime.startedAt = this.#core.clock.now();
    this.#numbers.started(route);
    runtime.lastError = undefined;
    for (const policy of runtime.policies) await policy.onStart?.(runtime, this.#control(runtime.routeId));
    this.#core.events.emit({ type: 'RouteStarted', routeId: runtime.routeId });
  }
}
