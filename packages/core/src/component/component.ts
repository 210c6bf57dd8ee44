import type { Clock } from '../clock/clock.ts';
import type { Processor } from '../eip/processor.ts';
import type { ExpressionLanguage } from '../expression/expression.ts';
import type { Exchange, ExchangePattern } from '../exchange/exchange.ts';
import type { RestContract } from '../rest/rest-contract.ts';
import type { RouteOwner } from '../kamelet/kamelet-host.ts';
import type { RouteModel } from '../model/route-model.ts';
import type { StateStore } from '../state/state-store.ts';
import type { Logger } from '../log/logger.ts';
import type { OptionSpecs } from './option-spec.ts';
import type { ResumePoints } from './resume.ts';

/** A connector's one description; see {@link OptionSpecs}. */
export interface ComponentSpec<S extends OptionSpecs = OptionSpecs> {
  /** `file` in `file:inbox`. Several for a family (`http`, `https`). */
  readonly scheme: string | readonly string[];
  readonly title: string;
  readonly description: string;
  /** What stands between the scheme and the `?`, as in `file:directoryName`. */
  readonly path?: { readonly name: string; readonly description: string; readonly required?: boolean };
  readonly options: S;
  /** Options unknown to the spec are handed on as `rest` instead of refused (the query of an http URI, mock). */
  readonly lenient?: boolean;
}

/** An endpoint URI after parsing: options checked against the spec, converted and completed with defaults. */
export interface EndpointUri<Options = Readonly<Record<string, unknown>>> {
  /** Normalised, `scheme:path?sorted=options`: the endpoint's key. Secrets are in it: show {@link EndpointUri.masked}. */
  readonly uri: string;
  readonly masked: string;
  readonly scheme: string;
  readonly path: string;
  readonly options: Options;
  /** For lenient specs: the options that the spec does not know, as written. */
  readonly rest: Readonly<Record<string, unknown>>;
  /** Pattern of the messages sent to the endpoint, where the URI names one. */
  readonly exchangePattern?: ExchangePattern | undefined;
}

/** Camel's component: makes endpoints of its scheme. Registered explicitly: `components: [file(), http()]`. */
export interface Component {
  readonly spec: ComponentSpec;
  createEndpoint(uri: EndpointUri, context: ComponentContext): Endpoint;
  /**
   * Whether operations of the REST DSL can be served by it: its URIs take a path with `{parameters}` and the options
   * `httpMethodRestrict`, `consumes` and `produces`, and its messages have a {@link RestRequest}.
   */
  readonly servesRest?: boolean;
  /** Makes the routes of `rest: { openApi: … }`. */
  contractRoutes?(contract: RestContract, context: ComponentContext): Promise<readonly RouteModel[]>;
  /** Releases what all its endpoints share. */
  stop?(): void | Promise<void>;
}

/** A place that messages come from or go to. Made once for each distinct URI. */
export interface Endpoint {
  readonly uri: string;
  /** Absent when the connector only receives. `owner` is the route that sends; absent for computed URIs and programs. */
  createProducer?(owner?: RouteOwner): Producer | Promise<Producer>;
  /** Called while a route that reads from it is compiled, for a connector that adds routes of its own to that one. */
  prepareConsumer?(owner: RouteOwner): void | Promise<void>;
  /** Absent when the connector only sends. */
  createConsumer?(route: ConsumerRoute): Consumer | Promise<Consumer>;
  /** For `pollEnrich` and `poll`: takes one message; undefined when none came within `timeoutMs` (-1: waits). */
  poll?(timeoutMs: number, signal: AbortSignal): Promise<Exchange | undefined>;
  /** Up when the other side can be reached. */
  checkHealth?(signal: AbortSignal): Promise<HealthResult>;
}

export interface HealthResult {
  readonly status: 'UP' | 'DOWN' | 'UNKNOWN';
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Sends. `process` may be called concurrently; InOut leaves the reply in the exchange's body and headers. */
export interface Producer {
  readonly process: Processor;
  start?(): void | Promise<void>;
  stop?(): void | Promise<void>;
}

/**
 * Receives: makes exchanges and hands them to its route. `stop` resolves when no exchange of its is under way and
 * nothing new will start; `signal` aborts when the time for that has run out.
 */
export interface Consumer {
  start(): void | Promise<void>;
  stop(signal?: AbortSignal): void | Promise<void>;
  suspend?(): void | Promise<void>;
  resume?(): void | Promise<void>;
  /** True when the source has nothing more at present; `dhow run --until-idle` asks it. */
  isIdle?(): boolean;
  /**
   * True for a source that other routes send to (`direct`, `seda`): as the context stops, it goes on until nothing is under
   * way in any route.
   */
  readonly defersStop?: boolean;
  /** For one that defers its stop and holds messages: resolves when none waits, or `signal` aborts. */
  drained?(signal: AbortSignal): Promise<void>;
}

/** What a consumer may do with its route. */
export interface ConsumerRoute {
  readonly routeId: string;
  /** Stands for the route as it was compiled. Absent where something else than a route receives. */
  readonly owner?: RouteOwner;
  /** Aborts when the route is forced to stop. */
  readonly signal: AbortSignal;
  /**
   * Whether a batch that was polled (files, rows) is worked off before `stop` resolves; otherwise the current message is
   * the last one.
   */
  readonly completesAllTasks?: boolean;
  /**
   * False when the route no longer may take or acknowledge anything: it was the leader, and its lease has run out. A source
   * that others share leaves then what it holds to who leads now. Absent: it always may.
   */
  mayAcknowledge?(): boolean;
  /** Where to go on, when a `resumable` step of the route reads back what it keeps. */
  readonly resumePoints?: ResumePoints | undefined;
  createExchange(body: unknown, pattern?: ExchangePattern): Exchange;
  /**
   * Runs the exchange through the route and its completions. Never rejects: the outcome is in the exchange
   * (`exception` undefined means done or handled), and the source acknowledges or not by it. A promise is returned only
   * when a step waits. Waits when the route is full. An exchange that is in a route already (direct) keeps its unit of
   * work; hand its `signal` on then.
   */
  process(exchange: Exchange, signal?: AbortSignal): void | Promise<void>;
  /** For a failure before there is an exchange; logged, or made an exchange with `bridgeErrorHandler`. */
  handleFailure(error: unknown): void | Promise<void>;
}

/** What the engine gives a component's endpoints. */
export interface ComponentContext {
  readonly name: string;
  readonly clock: Clock;
  readonly state: StateStore;
  logger(name: string): Logger;
  /** An object registered under that name, or undefined. */
  bean(name: string): unknown;
  /** The names of all objects registered, for connectors that take the only one of a kind. */
  beanNames?(): readonly string[];
  /** The value of a property placeholder, or undefined. */
  property?(key: string): string | undefined;
  /** A variable of the exchange, or by `global:`, `route:id:` and `group:` one of a wider scope. */
  variable?(exchange: Exchange, name: string): unknown;
  setVariable?(exchange: Exchange, name: string, value: unknown): void;
  /** The group that a route was given. */
  routeGroup?(routeId: string): string | undefined;
  /** An expression language of the context, for those that embed others. */
  language?(name: string): ExpressionLanguage | undefined;
  /** Text of `resource:file:…`, `file:…` or a plain path, relative to the file that the route was loaded from. */
  readResource(location: string): Promise<string>;
  /**
   * For files that are read by other means than `readResource`, or later: asked for while a route is made, the answer is told
   * of each before it is read, so that its change can make the route anew.
   */
  resourceNoter?(): (location: string) => void;
  /** Absolute path of a file named in a route, relative to the context's base folder. */
  resolvePath(path: string): string;
  /** Converts a value as `convertBodyTo` does; throws ROUTE_NO_TYPE_CONVERSION. */
  convert(value: unknown, type: string, charset?: string): unknown;
  /** The endpoint of a URI, made at need, for connectors that send through others. */
  endpoint(uri: string): Endpoint;
  /** Aborts when the context is forced to stop. */
  readonly signal: AbortSignal;
}
