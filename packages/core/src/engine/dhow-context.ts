import { builtInComponents } from '../built-in/built-in-components.ts';
import { makeBean } from '../beans/make-bean.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { ContextEventType, EngineEvents } from '../management/engine-events.ts';
import type { BeanModel, RoutesModel } from '../model/route-model.ts';
import { RouteError } from '../errors/route-error.ts';
import type { BeanRegistry } from './bean-registry.ts';
import { ContextCore } from './context-core.ts';
import type { ContextOptions } from './context-options.ts';
import { sendExchange, type SendOptions } from './exchange-sender.ts';
import { RouteSupervisor } from '../lifecycle/route-supervisor.ts';
import type { InflightRegister } from './inflight-register.ts';
import { resolvePlaceholders } from './property-placeholders.ts';
import { RouteController } from './route-controller.ts';
import { boundToInstance, kameletComponent } from '../kamelet/kamelet-component.ts';
import type { KameletInstance } from '../kamelet/kamelet-host.ts';
import { templateSurroundings, withId } from './route-template.ts';
import type { PreparedRoute } from './route-factory.ts';
import { expandRests, type ExpandedRests } from '../rest/expand-rests.ts';
import { RestSources } from '../rest/rest-sources.ts';
import { isTrue, RoutesCollector } from './routes-collector.ts';

/** Anything that answers a model of routes: the typed builder, a class of one's own. */
export interface RouteBuilder {
  toRoutes(): RoutesModel | Promise<RoutesModel>;
}

/** A place to send to, by URI or as the typed factories of connectors make it. */
export type EndpointTarget = string | { readonly uri: string; readonly parameters?: Readonly<Record<string, unknown>> };

/** A running set of routes with its connectors, beans and numbers: Camel's context. */
export class DhowContext {
  readonly routes: RouteController;
  /** There when routes are supervised: which are not up, and why. */
  readonly supervisor: RouteSupervisor | undefined;
  readonly #core: ContextCore;
  readonly #collector = new RoutesCollector();
  readonly #sources: RoutesModel[] = [];
  readonly #rests = new RestSources();
  readonly #shutdownTimeoutMs: number;
  /** While routes are compiled, what Kamelets add starts with them; later at once. */
  #compiling = false;

  constructor(options: ContextOptions) {
    this.#core = new ContextCore(options);
    this.#shutdownTimeoutMs = options.shutdownTimeoutMs ?? 45_000;
    const { supervise } = options;
    this.supervisor = supervise && new RouteSupervisor(supervise, this.#core.clock, this.#core.logger('supervisor'));
    this.routes = new RouteController(this.#core, this.#shutdownTimeoutMs, this.supervisor);
    for (const component of builtInComponents(this.#core, () => this.routes))
      this.#core.endpoints.addMissing(component);
    this.#core.endpoints.add(
      kameletComponent({ instantiate: (instance, name, parameters) => this.#addKamelet(instance, name, parameters) }),
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
    const models: RoutesModel[] = [];
    for (const source of sources) models.push('toRoutes' in source ? await source.toRoutes() : source);
    for (const model of models) this.#collector.add(model);
    for (const { beans } of models) for (const bean of beans) this.#bindBean(bean);
    this.#sources.push(...models);
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
   * Puts new versions of routes in the place of those with the same ids. When one does not compile or start, all run on as
   * they were. Services of the REST DSL are those of the same file, id or path: operations that the new version does not
   * have any more drain and are gone.
   */
  async reloadRoutes(source: RoutesModel | RouteBuilder): Promise<void> {
    const model = 'toRoutes' in source ? await source.toRoutes() : source;
    const { restConfiguration } = this.#collector;
    this.#collector.add(model);
    try {
      await this.#reload(model);
    } catch (error) {
      this.#collector.restConfiguration = restConfiguration;
      throw error;
    }
  }

  async #reload(model: RoutesModel): Promise<void> {
    const sources = this.#rests.with(model);
    // Routes that run for themselves are not put into operations a second time.
    const running = new Set(this.routes.list().map(({ model: { from } }) => from.uri));
    const rests = await this.#expandRests(
      (sources ?? []).map((each) =>
        each === model ? each : { ...each, routes: each.routes.filter(({ from }) => !running.has(from.uri)) },
      ),
    );
    const models = [
      ...model.routes.filter((route) => !rests.inlined.has(route)),
      ...rests.routes.filter((rest) => rest.source === model || rest.isShared).map((rest) => rest.model),
    ];
    const prepared = models.map((each) => this.#collector.prepare(each, model, (text) => this.#resolve(text)));
    const ids = idsOf(rests);
    const kept = new Set([...ids, ...prepared.map(({ id }) => id)]);
    const vanished = sources ? [...this.#rests.ids].filter((id) => !kept.has(id)) : [];
    await this.routes.reload(prepared, vanished);
    if (sources) this.#rests.settle(sources, ids);
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
    for (const id of this.routes.ids) if (this.routes.status(id) === 'Suspended') await this.routes.resume(id);
    core.phase = 'started';
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
    const prepared: PreparedRoute[] = [];
    const sources = this.#sources.splice(0);
    const rests = await this.#expandRests(sources);
    this.#rests.add(sources, idsOf(rests));
    for (const source of sources) {
      const services = rests.routes.filter((rest) => rest.source === source).map(({ model }) => model);
      for (const model of [...source.routes, ...services]) {
        if (rests.inlined.has(model)) continue;
        const { precondition } = model.options ?? {};
        if (precondition !== undefined && !isTrue(this.#resolve(String(precondition as string | boolean)))) continue;
        prepared.push(this.#collector.prepare(model, source, (text) => this.#resolve(text)));
      }
      prepared.push(...this.#templatedRoutes(source));
    }
    await this.routes.add(prepared);
  }

  /** Services of the REST DSL as routes. */
  #expandRests(sources: readonly RoutesModel[]): Promise<ExpandedRests> {
    const running = this.routes.list().map(({ model }) => model.from);
    const { properties } = this.#core;
    const resolve = (text: string) => resolvePlaceholders(text, properties);
    return expandRests(sources, this.#collector.restConfiguration, this.#core, resolve, running);
  }

  /** Routes made of templates; the templates may stand behind them or in another file. */
  #templatedRoutes(source: RoutesModel): PreparedRoute[] {
    return source.templatedRoutes.map((use) => {
      const template = this.#collector.template(use.routeTemplateRef);
      const around = templateSurroundings(
        { template, parameters: use.parameters, beans: use.beans },
        this.#core.beans,
        this.#core.properties,
      );
      const more = use.prefixId === undefined ? around : { ...around, nodePrefix: `${use.prefixId}-` };
      const resolve = (text: string) => resolvePlaceholders(text, around.properties) ?? '';
      return this.#collector.prepare(withId(template.route, use.routeId), source, resolve, more);
    });
  }

  async #addKamelet(
    instance: KameletInstance,
    name: string,
    parameters: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const template = this.#collector.template(name);
    const around = templateSurroundings({ template, parameters, beans: [] }, this.#core.beans, this.#core.properties);
    const model = boundToInstance(template.route, instance.id);
    const prepared = this.#collector.prepare(model, { scoped: [] }, (text) => text, around);
    await this.routes.add([prepared]);
    if (!this.#compiling) await this.routes.start(instance.id);
  }

  #bindBean(model: BeanModel): void {
    const { beans } = this.#core;
    const bean = makeBean(model, {
      lookup: (name) => beans.lookup(name),
      names: () => beans.names(),
      resolve: (text) => this.#resolve(text),
    });
    beans.bind(model.name, bean);
  }

  #resolve(text: string): string {
    return resolvePlaceholders(text, this.#core.properties) ?? '';
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

const idsOf = ({ routes }: ExpandedRests) => routes.map(({ model }) => model.id!);

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
