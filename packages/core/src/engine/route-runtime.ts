import { wasRedelivered } from './was-redelivered.ts';
import type { Consumer, ConsumerRoute, Endpoint } from '../component/component.ts';
import type { ResumePoints } from '../component/resume.ts';
import type { ClockReading } from '../clock/clock-reading.ts';
import { splitUri } from '../component/endpoint-uri.ts';
import type { Processor } from '../eip/processor.ts';
import { Exchange, type ExchangePattern, type ExchangeSource } from '../exchange/exchange.ts';
import type { RouteOwner } from '../kamelet/kamelet-host.ts';
import type { Logger } from '../log/logger.ts';
import { PerformanceCounter } from '../management/performance-counter.ts';
import type { RouteTracer } from '../management/route-tracer.ts';
import type { RoutePolicy } from '../lifecycle/route-policy.ts';
import type { RouteModel } from '../model/route-model.ts';
import { exceptionTypeOf } from '../error-handling/exception-types.ts';
import type { Channel } from './channel.ts';
import { noRoutes, type ExchangeUnitOfWork } from './exchange-unit-of-work.ts';
import type { RouteHost } from './route-host.ts';
import type { DeclaredInterceptor } from './send-interception.ts';
import type { RouteSettings } from './route-options.ts';
import type { ObserverSlot } from './step-observer.ts';

export type RouteState = 'Stopped' | 'Starting' | 'Started' | 'Suspended' | 'Stopping';

/** Hooks around a message's way through a route: `onCompletion`, `interceptFrom`, route policies. */
export interface RouteHooks {
  /** Before the first step; may end the exchange with `routeStop`. */
  begin?(exchange: Exchange, unit: ExchangeUnitOfWork): void;
  /** After the last step, before the source hears of it. */
  done?(exchange: Exchange, unit: ExchangeUnitOfWork): void | Promise<void>;
}

/** A compiled route: its steps, its source, its numbers. */
export class RouteRuntime implements ConsumerRoute {
  readonly routeId: string;
  readonly owner: RouteOwner;
  readonly model: RouteModel;
  /** Its options, with placeholders resolved and defaults. */
  readonly settings: RouteSettings;
  readonly endpoint: Endpoint;
  readonly channels: readonly Channel[];
  readonly resumePoints: ResumePoints | undefined;
  readonly counter = new PerformanceCounter();
  /** Of these exchanges, those that another route called this one with. */
  readonly nested = new PerformanceCounter();
  readonly slot: ObserverSlot;
  state: RouteState = 'Stopped';
  /** Milliseconds since 1970; undefined while it is stopped. */
  startedAt: number | undefined = undefined;
  lastError: unknown = undefined;
  consumer: Consumer | undefined = undefined;
  readonly hooks: RouteHooks[] = [];
  readonly policies: RoutePolicy[] = [];
  /** What meets its sends. */
  readonly sendInterceptors: DeclaredInterceptor[] = [];
  /** Stands around each message's way through the route; see `traceContext`. */
  tracer: RouteTracer | undefined = undefined;
  readonly log: Logger;
  readonly #host: RouteHost;
  readonly #pipeline: Processor;
  readonly #source: ExchangeSource;
  /** That of the last message that a program sent: most come the same way. */
  #sentFrom: ExchangeSource;
  /** Where a message is that no other route called it with. */
  readonly #alone: readonly string[];
  readonly #time: ClockReading;
  #abort = new AbortController();
  #idle: (() => void)[] = [];

  constructor(parts: {
    readonly routeId: string;
    readonly owner: RouteOwner;
    readonly model: RouteModel;
    readonly settings: RouteSettings;
    readonly endpoint: Endpoint;
    readonly channels: readonly Channel[];
    readonly resumePoints: ResumePoints | undefined;
    readonly pipeline: Processor;
    readonly slot: ObserverSlot;
    readonly host: RouteHost;
    readonly log: Logger;
  }) {
    this.routeId = parts.routeId;
    this.owner = parts.owner;
    this.model = parts.model;
    this.settings = parts.settings;
    this.endpoint = parts.endpoint;
    this.channels = parts.channels;
    this.resumePoints = parts.resumePoints;
    this.slot = parts.slot;
    this.log = parts.log;
    this.#host = parts.host;
    this.#pipeline = parts.pipeline;
    this.#time = parts.host.time;
    this.#source = { routeId: this.routeId, endpointUri: this.endpoint.uri };
    this.#sentFrom = { routeId: this.routeId, endpointUri: undefined };
    this.#alone = [this.routeId];
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get completesAllTasks(): boolean {
    return this.settings.shutdownRunningTask === 'CompleteAllTasks';
  }

  mayAcknowledge(): boolean {
    return this.policies.every((policy) => policy.mayAcknowledge?.(this) !== false);
  }

  get inflight(): number {
    return this.counter.inflight;
  }

  createExchange(body: unknown, pattern: ExchangePattern = 'InOnly'): Exchange {
    const exchange = new Exchange(body, pattern);
    exchange.source = this.#source;
    this.#host.newUnitOfWork(exchange);
    return exchange;
  }

  process(exchange: Exchange, signal: AbortSignal = this.#abort.signal): void | Promise<void> {
    const { tracer } = this;
    if (tracer === undefined) return this.#enter(exchange, signal);
    return tracer.route({ exchange, route: this }, () => this.#enter(exchange, signal));
  }

  #enter(exchange: Exchange, signal: AbortSignal): void | Promise<void> {
    let unit = exchange.unitOfWork as ExchangeUnitOfWork | undefined;
    const own = unit === undefined || !unit.begun;
    if (own) unit = this.#host.beginUnitOfWork(exchange);
    // A unit of work that begins has just read the clock.
    else this.#time.read();
    return this.#run(exchange, unit!, own, signal);
  }

  #run(exchange: Exchange, unit: ExchangeUnitOfWork, own: boolean, signal: AbortSignal): void | Promise<void> {
    unit.routes = unit.routes.length === 0 ? this.#alone : [...unit.routes, this.routeId];
    if (exchange.fromRouteId === undefined) exchange.source = this.#sourceAt(exchange.fromEndpointUri);
    const { counter } = this;
    counter.inflight++;
    const startedAt = this.#time.last;
    counter.lastCreatedAt = startedAt;
    for (const hook of this.hooks) hook.begin?.(exchange, unit);
    const waiting = exchange.routeStop ? undefined : this.#pipeline(exchange, signal);
    if (waiting !== undefined) return this.#finishLater(waiting, exchange, unit, own, startedAt);
    return this.#finish(exchange, unit, own, startedAt);
  }

  #sourceAt(endpointUri: string | undefined): ExchangeSource {
    if (this.#sentFrom.endpointUri !== endpointUri) this.#sentFrom = { routeId: this.routeId, endpointUri };
    return this.#sentFrom;
  }

  async #finishLater(
    waiting: Promise<void>,
    exchange: Exchange,
    unit: ExchangeUnitOfWork,
    own: boolean,
    startedAt: number,
  ): Promise<void> {
    await waiting;
    const finishing = this.#finish(exchange, unit, own, startedAt);
    if (finishing !== undefined) await finishing;
  }

  async handleFailure(error: unknown): Promise<void> {
    const { uri, parameters } = this.model.from;
    const bridge = parameters?.['bridgeErrorHandler'] ?? splitUri(uri).query['bridgeErrorHandler'];
    if (bridge !== true && bridge !== 'true') {
      this.log.warn(`The source of route ${this.routeId} failed: ${exceptionTypeOf(error)}`, { error });
      return;
    }
    const exchange = this.createExchange(null);
    exchange.exception = error;
    exchange.properties.set('CamelExceptionCaught', error);
    await this.process(exchange);
  }

  /** Lets what waits in the steps fail: the time for a quiet stop has run out. */
  abort(reason: unknown): void {
    this.#abort.abort(reason);
  }

  /** A fresh signal for a new start. */
  rearm(): void {
    if (this.#abort.signal.aborted) this.#abort = new AbortController();
  }

  /** Resolves when no exchange is in the route. */
  idle(): Promise<void> {
    if (this.counter.inflight === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  #finish(exchange: Exchange, unit: ExchangeUnitOfWork, own: boolean, startedAt: number): void | Promise<void> {
    if (this.hooks.length > 0) return this.#finishHooks(exchange, unit, own, startedAt);
    return this.#close(exchange, unit, own, startedAt);
  }

  async #finishHooks(exchange: Exchange, unit: ExchangeUnitOfWork, own: boolean, startedAt: number): Promise<void> {
    for (const hook of this.hooks) await hook.done?.(exchange, unit);
    this.#time.read();
    return this.#close(exchange, unit, own, startedAt);
  }

  #close(exchange: Exchange, unit: ExchangeUnitOfWork, own: boolean, startedAt: number): void | Promise<void> {
    const { counter } = this;
    // The last step has just read the clock.
    const now = this.#time.last;
    if (exchange.exception === undefined) {
      counter.complete(now, now - startedAt, exchange.sequence);
      if (exchange.failureHandled) counter.failuresHandled++;
    } else {
      counter.fail(now, exchange.sequence);
      if (wasRedelivered(exchange)) counter.redeliveries++;
    }
    if (unit.routes.length === 1) unit.routes = noRoutes;
    else {
      this.#countNested(exchange);
      unit.routes = unit.routes.slice(0, -1);
    }
    if (counter.inflight === 0 && this.#idle.length > 0) for (const done of this.#idle.splice(0)) done();
    if (own) return this.#host.endUnitOfWork(exchange, unit);
  }

  #countNested(exchange: Exchange): void {
    const { nested } = this;
    if (exchange.exception !== undefined) {
      nested.failed++;
      if (wasRedelivered(exchange)) nested.redeliveries++;
    } else nested.completed++;
    if (exchange.failureHandled && exchange.exception === undefined) nested.failuresHandled++;
  }
}
