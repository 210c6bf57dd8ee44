import { builtInComponents } from '../built-in/built-in-components.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { ContextEventType, EngineEvents } from '../management/engine-events.ts';
import type { RoutesModel } from '../model/route-model.ts';
import { RouteError } from '../errors/route-error.ts';
import type { BeanRegistry } from './bean-registry.ts';
import { ContextCore } from './context-core.ts';
import type { ContextOptions } from './context-options.ts';
import { sendExchange, type SendOptions } from './exchange-sender.ts';
import { RouteSupervisor } from '../lifecycle/route-supervisor.ts';
import type { InflightRegister } from './inflight-register.ts';
import { kameletHost } from './kamelet-routes.ts';
import { replaceSources } from './replace-sources.ts';
import { changedProperties, hasContract, setProperties, type Reload } from './reload.ts';
import { modelsOf, type RouteBuilder } from './route-source.ts';
import { readsAny, staleFiles, type ReadFiles } from './resource-reads.ts';
import { resolvePlaceholders } from './property-placeholders.ts';
import { RouteController } from './route-controller.ts';
import { boundToInstance, kameletComponent, KameletEndpoint } from '../kamelet/kamelet-component.ts';
import type { KameletInstance, RouteOwner } from '../kamelet/kamelet-host.ts';
import { RouteIds } from './route-ids.ts';
import { comparePlans, planRoutes, type PlannedRoute } from './route-planner.ts';
import { templateSurroundings } from './route-template.ts';
import { RoutesCollector } from './routes-collector.ts';
import { changedNames } from './changed-names.ts';
import { SourceBeans } from './source-beans.ts';

/** A place to send to, by URI or as the typed factories of connectors make it. */
export type EndpointTarget = string | { readonly uri: string; readonly parameters?: Readonly<Record<string, unknown>> };

/** A running set of routes with its connectors, beans and numbers: Camel's context. */
export class DhowContext {
  readonly routes: RouteController;
  /** There when routes are supervised: which are not up, and why. */
  readonly supervisor: RouteSupervisor | undefined;
  readonly #core: ContextCore;
  readonly #ids = new RouteIds();
  readonly #sourceBeans: SourceBeans;
  /** What was added; of the last ones, `#waiting`, the routes are not compiled yet. */
  #sources: readonly RoutesModel[] = [];
  #waiting: readonly RoutesModel[] = [];
  #collector = new RoutesCollector();
  /** Files that were read while routes were planned: contracts of services. */
  #plannedOf: ReadFiles = new Map();
  /** Files that a reload read that failed: one of them may be what is wrong. */
  #failedReads: ReadFiles = new Map();
  /** The routes that sources asked for. */
  #planned: readonly PlannedRoute[] = [];
  #reloading: Promise<unknown> = Promise.resolve();
  readonly #shutdownTimeoutMs: number;
  /** While routes are compiled, what Kamelets add starts with them; later at once. */
  #compiling = false;

  constructor(options: ContextOptions) {
    this.#core = new ContextCore(options);
    this.#shutdownTimeoutMs = options.shutdownTimeoutMs ?? 45_000;
    this.#sourceBeans = new SourceBeans(
      this.#core.beans,
      (text) => resolvePlaceholders(text, this.#core.properties) ?? '',
    );
    const { supervise } = options;
    this.supervisor = supervise && new RouteSupervisor(supervise, this.#core.clock, this.#core.logger('supervisor'));
    this.routes = new RouteController(this.#core, this.#shutdownTimeoutMs, this.supervisor);
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

  /** Adds routes; they are compiled at the start of the context, or at once when it runs. */
  async addRoutes(...sources: readonly (RoutesModel | RouteBuilder)[]): Promise<void> {
    const models = await modelsOf(sources);
    const all = [...this.#sources, ...models];
    this.#sourceBeans.exchange(all.flatMap(({ beans }) => beans));
    this.#sources = all;
    this.#waiting = [...this.#waiting, ...models];
    for (const model of models) this.#collector.add(model);
    this.#core.declaredFormats = this.#collector.dataFormats;
    if (this.#core.phase === 'started') {
      await this.#compileSources();
      await this.routes.startAll();
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
      await this.#compileSources();
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
    const exchanged = this.#reloading.then(() => this.#exchange({ ...reload, sources }));
    this.#reloading = exchanged.catch(() => undefined);
    await exchanged;
  }

  /**
   * Files that routes are made of and that are not as they were read (mappings, what they import, contracts, queries), with
   * their state now; those too that the last reload read before it failed.
   */
  staleFiles(): ReadonlyMap<string, string | undefined> {
    const { producers } = this.#core;
    return staleFiles([...this.routes.readFiles(), ...producers.readFiles(), this.#plannedOf, this.#failedReads]);
  }

  async #exchange(reload: Reload & { readonly sources: readonly RoutesModel[] }): Promise<void> {
    const [old, collector] = [this.#sources, this.#collector];
    const sources = replaceSources(old, reload.sources);
    const isOld = new Set(old);
    this.#ids.inherit(
      old.filter((source) => !sources.includes(source)),
      sources.filter((source) => !isOld.has(source)),
    );
    const undoProperties = setProperties(this.#core.propertyValues, reload.properties ?? {});
    const files = new Set(reload.files ?? []);
    const reads: ReadFiles = new Map();
    let undoBeans: (() => void) | undefined;
    let names: ReadonlySet<string> = new Set();
    try {
      const properties = changedProperties(reload.properties ?? {}, this.#core.propertyValues);
      const beans = this.#sourceBeans.exchange(
        sources.flatMap((source) => source.beans),
        properties,
      );
      undoBeans = () => beans.undo();
      this.#collector = new RoutesCollector(sources);
      this.#core.declaredFormats = this.#collector.dataFormats;
      if (this.#core.phase === 'created') {
        this.#waiting = sources;
      } else {
        names = changedNames(beans.changed, collector, this.#collector);
        await this.#core.reads.during(reads, () => this.#exchangeRoutes(sources, reload.sources, names, files));
      }
      this.#sources = sources;
    } catch (error) {
      this.#failedReads = reads;
      this.#collector = collector;
      this.#core.declaredFormats = collector.dataFormats;
      undoBeans?.();
      undoProperties();
      throw error;
    }
    this.#failedReads = new Map();
    await this.#core.producers.forget(
      (endpoint) => endpoint instanceof KameletEndpoint && names.has(endpoint.template ?? ''),
    );
    await this.#core.producers.forgetReaders(files);
  }

  async #exchangeRoutes(
    sources: readonly RoutesModel[],
    added: readonly RoutesModel[],
    names: ReadonlySet<string>,
    files: ReadonlySet<string>,
  ): Promise<void> {
    const reads: ReadFiles = new Map();
    const surroundings = { ...this.#surroundings(), running: [] };
    const planned = await this.#core.reads.during(reads, () => planRoutes(sources, surroundings));
    // What a contract says is in functions, which do not show that they are others.
    const ofContracts = readsAny(this.#plannedOf, files) ? sources.filter(hasContract) : [];
    const isStale = (id: string) => this.routes.readsAny(id, files);
    const { prepared, vanished } = comparePlans(
      this.#planned,
      planned,
      new Set([...added, ...ofContracts]),
      names,
      isStale,
    );
    await this.routes.reload(prepared, vanished);
    this.#planned = planned;
    this.#plannedOf = reads;
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

  async #compileSources(): Promise<void> {
    this.#compiling = true;
    try {
      await this.#compileAll();
    } finally {
      this.#compiling = false;
    }
  }

  async #compileAll(): Promise<void> {
    const sources = this.#waiting;
    this.#waiting = [];
    const running = this.routes.list().map(({ model }) => model.from);
    const surroundings = { ...this.#surroundings(), running };
    const planned = await this.#core.reads.during(this.#plannedOf, () => planRoutes(sources, surroundings));
    await this.routes.add(planned.map(({ prepared }) => prepared));
    this.#planned = [...this.#planned, ...planned];
  }

  #surroundings() {
    return { core: this.#core, collector: this.#collector, ids: this.#ids };
  }

  async #addKamelet(
    kamelet: KameletInstance,
    parameters: Readonly<Record<string, unknown>>,
    owner: RouteOwner | undefined,
  ): Promise<void> {
    const template = this.#collector.template(kamelet.template);
    const around = templateSurroundings({ template, parameters, beans: [] }, this.#core.beans, this.#core.properties);
    const model = boundToInstance(template.route, kamelet);
    const more = { ...around, kamelet };
    const prepared = this.#collector.prepare(kamelet.id, model, { scoped: [] }, (text) => text, more);
    if (owner !== undefined) return owner.adopt(kamelet, prepared);
    await this.routes.add([prepared]);
    if (!this.#compiling && !kamelet.isSource) await this.routes.start(kamelet.id);
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
