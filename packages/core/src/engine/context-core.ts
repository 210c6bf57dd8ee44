import { readFile } from 'node:fs/promises';
import { resolve as resolvePath } from 'node:path';
import { systemClock, type Clock } from '../clock/clock.ts';
import { ClockReading } from '../clock/clock-reading.ts';
import type { Component, ComponentContext, Endpoint } from '../component/component.ts';
import type { DataFormatFactory } from '../component/data-format.ts';
import { convertTo } from '../convert/convert.ts';
import type { EipDefinition } from '../eip/eip-definition.ts';
import { standardEips } from '../eip/standard-eips.ts';
import { exceptionTypeOf } from '../error-handling/exception-types.ts';
import { keepReadable } from '../stream-cache/keep-readable.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { ExpressionLanguage } from '../expression/expression.ts';
import { standardLanguages } from '../language/index.ts';
import type { Logger, LoggerFactory } from '../log/logger.ts';
import { silentLog } from '../log/silent-log.ts';
import { EngineEvents } from '../management/engine-events.ts';
import { ContextCounters } from '../management/context-counters.ts';
import type { PerformanceCounter } from '../management/performance-counter.ts';
import { memoryStateStore } from '../state/memory-store.ts';
import type { StateStore } from '../state/state-store.ts';
import { BeanRegistry } from './bean-registry.ts';
import type { ContextOptions } from './context-options.ts';
import { DynamicProducers } from './dynamic-producers.ts';
import { EndpointRegistry } from './endpoint-registry.ts';
import type { StepModel } from '../model/route-model.ts';
import { ExchangeUnitOfWork } from './exchange-unit-of-work.ts';
import type { SendInterceptor } from './interceptors.ts';
import { InflightRegister } from './inflight-register.ts';
import { ResourceReads } from './resource-reads.ts';
import type { PropertySource } from './property-placeholders.ts';
import type { RouteHost } from './route-host.ts';
import { SagaCoordinator } from './saga-coordinator.ts';
import { VariableScopes } from './variable-scopes.ts';

/** The registries and services of a context, as its routes and connectors see them. */
export class ContextCore implements RouteHost, ComponentContext {
  readonly name: string;
  readonly clock: Clock;
  readonly time: ClockReading;
  readonly state: StateStore;
  readonly beans: BeanRegistry;
  readonly endpoints: EndpointRegistry;
  readonly reads = new ResourceReads();
  readonly producers = new DynamicProducers(this.reads);
  readonly eips: ReadonlyMap<string, EipDefinition>;
  readonly languages: ReadonlyMap<string, ExpressionLanguage>;
  readonly dataFormats: ReadonlyMap<string, DataFormatFactory>;
  declaredFormats: ReadonlyMap<string, StepModel> = new Map();
  readonly variables = new VariableScopes();
  readonly sagas = new SagaCoordinator();
  readonly events = new EngineEvents();
  readonly inflight = new InflightRegister();
  readonly counters: ContextCounters = new ContextCounters();
  readonly propertyValues: Map<string, string>;
  readonly routeGroups = new Map<string, string>();
  keepOriginal: boolean;
  /** Stands around what programs send, when a source says so. */
  sendInterceptor: SendInterceptor | undefined = undefined;
  phase: 'created' | 'starting' | 'started' | 'suspended' | 'stopping' | 'stopped' = 'created';
  forced = false;
  readonly #log: LoggerFactory;
  readonly #baseFolder: string;
  readonly #converters: ContextOptions['converters'];
  readonly #aside = new Set<Promise<void>>();
  readonly #nodeNumbers = new Map<string, number>();
  readonly #nodeIds = new WeakMap<StepModel, string>();
  #abort = new AbortController();
  readonly properties: PropertySource = (name) => this.propertyValues.get(name);

  constructor(options: ContextOptions) {
    this.name = options.name ?? 'dhow';
    this.clock = options.clock ?? systemClock;
    this.time = new ClockReading(this.clock);
    this.state = options.state ?? memoryStateStore({ clock: this.clock });
    this.#converters = options.converters;
    this.beans = new BeanRegistry(options.beans);
    this.endpoints = new EndpointRegistry(options.components);
    this.eips = new Map([...standardEips, ...(options.eips ?? [])].map((eip) => [eip.name, eip]));
    this.languages = new Map((options.languages ?? standardLanguages).map((language) => [language.name, language]));
    this.dataFormats = new Map((options.dataFormats ?? []).map((format) => [format.spec.name, format]));
    this.propertyValues = new Map(Object.entries(options.properties ?? {}));
    this.keepOriginal = options.allowUseOriginalMessage ?? false;
    this.#log = options.log ?? silentLog;
    this.#baseFolder = options.baseFolder ?? process.cwd();
  }

  /** What came into the context as a whole: added up when it is read. */
  get counter(): PerformanceCounter {
    return this.counters.total();
  }

  get context(): ComponentContext {
    return this;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  logger(name: string): Logger {
    return this.#log(name);
  }

  bean(name: string): unknown {
    return this.beans.lookup(name);
  }

  beanNames(): readonly string[] {
    return this.beans.names();
  }

  property(name: string): string | undefined {
    return this.properties(name);
  }

  variable(exchange: Exchange, name: string): unknown {
    return this.variables.get(exchange, name);
  }

  setVariable(exchange: Exchange, name: string, value: unknown): void {
    this.variables.set(exchange, name, value);
  }

  routeGroup(routeId: string): string | undefined {
    return this.routeGroups.get(routeId);
  }

  language(name: string): ExpressionLanguage | undefined {
    return this.languages.get(name);
  }

  component(scheme: string): Component | undefined {
    return this.endpoints.component(scheme);
  }

  async readResource(location: string): Promise<string> {
    this.reads.note(this.resolvePath(location));
    return readFile(this.resolvePath(location), 'utf8');
  }

  resourceNoter(): (location: string) => void {
    const note = this.reads.noter();
    return (location) => note(this.resolvePath(location));
  }

  resolvePath(path: string): string {
    return resolvePath(this.#baseFolder, path.replace(/^(resource:)?(file:)?(classpath:)?/, ''));
  }

  convert(value: unknown, type: string, charset?: string): unknown {
    return convertTo(value, type, charset, this.#converters);
  }

  endpoint(uri: string): Endpoint {
    return this.endpoints.resolve(uri, undefined, this);
  }

  isStopping(): boolean {
    return this.phase === 'stopping' || this.phase === 'stopped';
  }

  isRunAllowed(): boolean {
    return !this.forced;
  }

  nodeIdOf(step: StepModel): string {
    let id = this.#nodeIds.get(step);
    if (id === undefined) this.#nodeIds.set(step, (id = this.nextNodeId(step.kind)));
    return id;
  }

  nextNodeId(kind: string): string {
    const number = (this.#nodeNumbers.get(kind) ?? 0) + 1;
    this.#nodeNumbers.set(kind, number);
    return `${kind}${number}`;
  }

  newUnitOfWork(exchange: Exchange, parent?: ExchangeUnitOfWork): ExchangeUnitOfWork {
    const unit = new ExchangeUnitOfWork(exchange, parent);
    exchange.unitOfWork = unit;
    return unit;
  }

  beginUnitOfWork(exchange: Exchange, parent?: ExchangeUnitOfWork, at: number = this.time.read()): ExchangeUnitOfWork {
    const unit = (exchange.unitOfWork as ExchangeUnitOfWork | undefined) ?? this.newUnitOfWork(exchange, parent);
    unit.begun = true;
    unit.adopt(exchange);
    unit.startedAt = at;
    exchange.begin(this.clock, at);
    if (this.keepOriginal) {
      keepReadable(exchange);
      unit.original = { body: exchange.body, headers: exchange.headers.copy() };
    }
    this.inflight.add(unit);
    if (this.events.active) this.events.emit({ type: 'ExchangeCreated', exchange });
    return unit;
  }

  endUnitOfWork(exchange: Exchange, unit: ExchangeUnitOfWork): void | Promise<void> {
    if (!unit.isEmpty) return this.#endLater(exchange, unit);
    this.#closeUnit(exchange, unit);
  }

  async #endLater(exchange: Exchange, unit: ExchangeUnitOfWork): Promise<void> {
    await unit.done(exchange, (error) => this.#completionFailed(exchange, error));
    this.#closeUnit(exchange, unit);
  }

  runAside(work: () => void | Promise<void>, log: Logger): void {
    const running = Promise.resolve()
      .then(work)
      .catch((error: unknown) => log.error(`Work beside the route failed: ${exceptionTypeOf(error)}`, { error }))
      .finally(() => this.#aside.delete(running));
    this.#aside.add(running);
  }

  /** Resolves when nothing runs beside the routes any more. */
  async asideDone(): Promise<void> {
    while (this.#aside.size > 0) await Promise.allSettled(this.#aside);
  }

  get asideCount(): number {
    return this.#aside.size;
  }

  force(reason: unknown): void {
    this.forced = true;
    this.#abort.abort(reason);
  }

  rearm(): void {
    this.forced = false;
    if (this.#abort.signal.aborted) this.#abort = new AbortController();
  }

  #closeUnit(exchange: Exchange, unit: ExchangeUnitOfWork): void {
    this.inflight.remove(unit);
    exchange.unitOfWork = undefined;
    if (exchange.exception !== undefined) this.#tellFailure(exchange, unit);
    if (!this.events.active) return;
    this.events.emit({ type: exchange.exception === undefined ? 'ExchangeCompleted' : 'ExchangeFailed', exchange });
  }

  #tellFailure(exchange: Exchange, unit: ExchangeUnitOfWork): void {
    const failedIn = exchange.property('CamelFailureRouteId') as string | undefined;
    const routeId = failedIn ?? unit.routes.at(-1) ?? exchange.fromRouteId;
    this.events.tellFailure({ exchange, error: exchange.exception, routeId, stepId: undefined, handled: false });
  }

  #completionFailed(exchange: Exchange, error: unknown): void {
    this.logger('unit-of-work').warn(`A completion of exchange ${exchange.id} failed: ${exceptionTypeOf(error)}`, {
      error,
    });
  }
}
