import { builtInComponents } from '../built-in/built-in-components.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { ContextEventType, EngineEvents } from '../management/engine-events.ts';
import type { RoutesModel } from '../model/route-model.ts';
import { RouteError } from '../errors/route-error.ts';
import type { BeanRegistry } from './bean-registry.ts';
import { ContextCore } from './context-core.ts';
import { ContextSources } from './context-sources.ts';
import type { ContextOptions } from './context-options.ts';
import { sendExchange, type SendOptions } from './exchange-sender.ts';
import { RouteSupervisor } from '../lifecycle/route-supervisor.ts';
import type { InflightRegister } from './inflight-register.ts';
import { kameletHost } from './kamelet-routes.ts';
import type { Reload } from './reload.ts';
import { modelsOf, type RouteBuilder } from './route-source.ts';
import { RouteController } from './route-controller.ts';
import { boundToInstance, kameletComponent } from '../kamelet/kamelet-component.ts';
import type { KameletInstance, RouteOwner } from '../kamelet/kamelet-host.ts';
import { templateSurroundings } from './route-template.ts';

/** A place to send to, by URI or as the typed factories of connectors make it. */
export type EndpointTarget = string | { readonly uri: string; readonly parameters?: Readonly<Record<string, unknown>> };

/** A running set of routes with its connectors, beans and numbers: Camel's context. */
export class DhowContext {
  readonly routes: RouteController;
  /** There when routes are supervised: which are not up, and why. */
  readonly supervisor: RouteSupervisor | undefined;
  readonly #core: ContextCore;
  readonly #sources: ContextSources;
  #reloading: Promise<unknown> = Promise.resolve();
  readonly #shutdownTimeoutMs: number;

  constructor(options: ContextOptions) {
    this.#core = new ContextCore(options);
    this.#shutdownTimeoutMs = options.shutdownTimeoutMs ?? 45_000;
    const { supervise } = options;
    this.supervisor = supervise && new RouteSupervisor(supervise, this.#core.clock, this.#core.logger('supervisor'));
    this.routes = new RouteController(this.#core, this.#shutdownTimeoutMs, this.supervisor);
    this.#sources = new ContextSources(this.#core, this.routes);
    for (const component of builtInComponents(this.#core, () => this.routes))
      this.#core.endpoints.addMissing(component);
    this.#core.endpoints.add(
      kameletComponent(
        kameletHost(
          this.#core,
          () => this.routes,
          (...use) => this.#addKamelet(...use),
        ),
      ),
    );
  }

  get name(): string {
    return this.#core.name;
  }

  get phase(): ContextCore['phase'] {
    return this.#core.phase;
  }

  get beans(): BeanRegistry {
    return this.#core.beans;
  }

  get events(): EngineEvents {
    return this.#core.events;
  }

  get inflight(): InflightRegister {
    return this.#core.inflight;
  }

  /** The engine's inside, for the management model and the test kit. */
  get core(): ContextCore {
    return this.#core;
  }

  /**
   * Adds routes; they are compiled at the start of the context, or at once when it runs. When one of them does not compile or
   * start in a context that runs, none of them is there, and all that they brought is gone.
   *
   * @throws RouteError ROUTE_CREATE_FAILED, ROUTE_START_FAILED, or what a source is refused with
   */
  async addRoutes(...sources: readonly (RoutesModel | RouteBuilder)[]): Promise<void> {
    const undo = this.#sources.add(await modelsOf(sources));
    if (this.#core.phase !== 'started') return;
    const there = new Set(this.routes.ids);
    const added = () => this.routes.ids.filter((id) => !there.has(id));
    try {
      await this.#sources.compile();
      await this.routes.startAll(added());
    } catch (error) {
      for (const id of added()) await this.routes.release(id);
      undo();
      throw error;
    }
  }

  /**
   * Compiles the routes and starts them in their order. When one fails, what was started is stopped again.
   *
   * @throws RouteError ROUTE_CREATE_FAILED, ROUTE_START_FAILED
   */
  async start(): Promise<void> {
    const core = this.#core;
    if (core.phase === 'started') return;
    core.rearm();
    core.phase = 'starting';
    const tell = (type: ContextEventType) => core.events.emit({ type, context: core.name });
    tell('CamelContextInitializing');
    try {
      await this.#sources.compile();
      tell('CamelContextInitialized');
      tell('CamelContextStarting');
      core.events.emit({ type: 'RoutesStarting', context: core.name });
      await this.routes.startAll();
    } catch (error) {
      core.events.emit({ type: 'CamelContextStartupFailure', context: core.name, error });
      await this.#stop(0);
      throw error;
    }
    core.events.emit({ type: 'RoutesStarted', context: core.name });
    core.phase = 'started';
    core.events.emit({ type: 'CamelContextStarted', context: core.name });
  }

  /**
   * Puts new versions of sources in the place of old ones. A source that was read from a file takes the place of all that its
   * file had brought: routes and services that it has no more drain and are gone, as are its configurations, templates,
   * interceptors and beans; routes of other files that are made of these are exchanged with it. Beans declared as before stay
   * the same objects. A source without a file takes the place of routes with the same ids, and of services with the same ids
   * or paths. A file that is gone is a source without routes. When one does not compile or start, all run on as they were.
   *
   * @throws RouteError ROUTE_RELOAD_FAILED, or what a source is refused with before any route was touched
   */
  async reloadRoutes(...sources: readonly (RoutesModel | RouteBuilder)[]): Promise<void> {
    await this.reload({ sources });
  }

  /**
   * Makes anew what is made of other things now: of new versions of sources, as {@link reloadRoutes} has it, of files that
   * changed since they were read, and of properties with other values. What does not compile or start leaves all as it was.
   *
   * @throws RouteError ROUTE_RELOAD_FAILED, or what a source is refused with before any route was touched
   */
  async reload(reload: Reload): Promise<void> {
    const sources = await modelsOf(reload.sources ?? []);
    const exchanged = this.#reloading.then(() => this.#sources.exchange({ ...reload, sources }));
    this.#reloading = exchanged.catch(() => undefined);
    await exchanged;
  }

  /**
   * Files that routes are made of and that are not as they were read (mappings, what they import, contracts, queries), with
   * their state now; those too that the last reload read before it failed.
   */
  staleFiles(): ReadonlyMap<string, string | undefined> {
    return this.#sources.staleFiles();
  }

  /** Takes no more messages from its sources; what is under way goes on. */
  async suspend(): Promise<void> {
    const core = this.#core;
    if (core.phase !== 'started') return;
    core.events.emit({ type: 'CamelContextSuspending', context: core.name });
    for (const id of this.routes.ids.toReversed())
      if (this.routes.status(id) === 'Started') await this.routes.suspend(id);
    core.phase = 'suspended';
    core.events.emit({ type: 'CamelContextSuspended', context: core.name });
  }

  async resume(): Promise<void> {
    const core = this.#core;
    if (core.phase !== 'suspended') return;
    core.events.emit({ type: 'CamelContextResuming', context: core.name });
    core.phase = 'started';
    for (const id of this.routes.ids) if (this.routes.status(id) === 'Suspended') await this.routes.resume(id);
    core.events.emit({ type: 'CamelContextResumed', context: core.name });
  }

  /** Stops the routes in reverse order; waits for messages under way, then aborts them when the time is out. */
  async stop(timeoutMs: number = this.#shutdownTimeoutMs): Promise<void> {
    if (this.#core.phase === 'created' || this.#core.phase === 'stopped') return;
    await this.#stop(timeoutMs);
  }

  /** Sends a message and waits for its end. A failure is in the exchange's `exception`. */
  async send(to: EndpointTarget, body?: unknown, options: SendOptions = {}): Promise<Exchange> {
    const target = typeof to === 'string' ? { uri: to } : to;
    return sendExchange(this.#core, target.uri, target.parameters, body ?? null, options);
  }

  /** Sends a message that expects a reply, and answers the reply's body. Throws what failed. */
  async request(to: EndpointTarget, body?: unknown, headers?: Readonly<Record<string, unknown>>): Promise<unknown> {
    const exchange = await this.send(to, body, { headers, pattern: 'InOut' });
    if (exchange.exception !== undefined) throw exchange.exception;
    return exchange.body;
  }

  async #addKamelet(
    kamelet: KameletInstance,
    parameters: Readonly<Record<string, unknown>>,
    owner: RouteOwner | undefined,
  ): Promise<void> {
    const template = this.#sources.collector.template(kamelet.template);
    const around = templateSurroundings({ template, parameters, beans: [] }, this.#core.beans, this.#core.properties);
    const model = boundToInstance(template.route, kamelet);
    const more = { ...around, kamelet };
    const prepared = this.#sources.collector.prepare(kamelet.id, model, { scoped: [] }, (text) => text, more);
    if (owner !== undefined) return owner.adopt(kamelet, prepared);
    await this.routes.add([prepared]);
    if (!this.#sources.isCompiling && !kamelet.isSource) await this.routes.start(kamelet.id);
  }

  async #stop(timeoutMs: number): Promise<void> {
    const core = this.#core;
    core.phase = 'stopping';
    core.events.emit({ type: 'CamelContextStopping', context: core.name });
    core.events.emit({ type: 'RoutesStopping', context: core.name });
    const cancelForce = core.clock.schedule(timeoutMs, () => core.force(new RouteError('ROUTE_SHUTDOWN_FORCED', {})));
    await this.routes.stopAll(timeoutMs);
    core.events.emit({ type: 'RoutesStopped', context: core.name });
    await core.asideDone();
    cancelForce();
    await core.producers.stop();
    await core.endpoints.stop();
    core.phase = 'stopped';
    core.events.emit({ type: 'CamelContextStopped', context: core.name });
  }
}

/**
 * Makes a context. Nothing runs until {@link DhowContext.start}.
 *
 * @example
 * ```ts
 * import { createContext, route } from '@dhow/core';
 * import { direct, directComponent } from '@dhow/components/direct';
 *
 * const context = createContext({ components: [directComponent()] });
 * await context.addRoutes(route('hello').from(direct('hello')).setBody('Hi'));
 * await context.start();
 * ```
 */
export function createContext(options: ContextOptions): DhowContext {
  return new DhowContext(options);
}
