import type { Clock } from '../clock/clock.ts';
import type { Claims } from '../eip/claims.ts';
import { placeProperty, writePlace, type PartPlace } from './part-place.ts';
import { HeaderMap } from './header-map.ts';
import type { PropertyNote } from './property-note.ts';
import type { Completion, UnitOfWork } from './unit-of-work.ts';

export type ExchangePattern = 'InOnly' | 'InOut';

/** What few exchanges have. */
interface RareState {
  completions: readonly Completion[] | undefined;
  failureRoutes: readonly string[] | undefined;
  claims: Claims | undefined;
  hidden: Map<string, unknown> | undefined;
  created: number | undefined;
}

/**
 * One message on its way through a route, with all that the engine knows of it: Camel's exchange.
 *
 * The message is part of the exchange (`body`, `headers`): Camel's pair of in and out messages is history there too.
 * Headers, properties and variables are allocated when first written, since most steps touch none.
 */
export class Exchange<Body = unknown> {
  body: Body;
  pattern: ExchangePattern;
  /** What failed, until an error handler has dealt with it. */
  exception: unknown = undefined;
  /** Set by `stop`: no further step of the route runs, and the exchange ends without failure. */
  routeStop = false;
  rollbackOnly = false;
  rollbackOnlyLast = false;
  /** The route that created the exchange; undefined when a program sent it. */
  fromRouteId: string | undefined = undefined;
  fromEndpointUri: string | undefined = undefined;
  unitOfWork: UnitOfWork | undefined = undefined;

  /** Set once an error handler has dealt with a failure: true ends the route (and its callers) without an exception. */
  errorHandlerHandled: boolean | undefined = undefined;
  /** An error handler has run to its end: no other one takes up the same failure. */
  failureHandled = false;
  /** No further redelivery, by whom it may be. */
  redeliveryExhausted = false;
  /** Where it was sent last; the property `CamelToEndpoint`. */
  toEndpoint: string | undefined = undefined;
  /** The clock's `elapsed` as it was read last for this exchange, so that neighbours need not read it again. */
  readAt = 0;
  #clock: Clock | undefined = undefined;
  #startedAt = 0;

  /** Whether something asked for the id: Camel makes it only then, and shows it only then in messages. */
  idShown = false;
  /** Counts the exchanges of the process; the id is made of it when asked for. */
  readonly sequence: number = ++lastSequence;
  #id: string | undefined = undefined;
  #headers: HeaderMap | undefined = undefined;
  #properties: Map<string, unknown> | undefined = undefined;
  #variables: Map<string, unknown> | undefined = undefined;
  #rare: RareState | undefined = undefined;
  #place: PartPlace | undefined = undefined;
  #note: PropertyNote | undefined = undefined;
  /** Within a block that deals with failures by itself: the property `TryRouteBlock`. */
  tryBlock = false;
  /** Messages that an aggregator has put together in this one, 0 when it is no group: `CamelAggregatedSize`. */
  aggregatedSize = 0;

  constructor(body: Body, pattern: ExchangePattern = 'InOnly') {
    this.body = body;
    this.pattern = pattern;
  }

  /** Unique within a process and, by its random prefix, among processes. */
  get id(): string {
    this.idShown = true;
    return (this.#id ??= formatExchangeId(this.sequence));
  }

  /** Milliseconds since 1970, by the context's clock; 0 before a context has seen it. */
  get created(): number {
    const created = this.#rare?.created;
    if (created !== undefined) return created;
    if (this.#clock === undefined) return 0;
    return (this.#rareState().created = Math.round(this.#clock.now() - (this.#clock.elapsed() - this.#startedAt)));
  }

  set created(created: number) {
    this.#rareState().created = created;
  }

  /** Notes when work on it began; it becomes a date only when `created` is asked for. The first call counts. */
  begin(clock: Clock, at: number): void {
    this.readAt = at;
    if (this.#clock !== undefined) return;
    this.#clock = clock;
    this.#startedAt = at;
  }

  /** What a queue or a polled source still has to do for the message; the unit of work that takes it up takes these over. */
  get completions(): readonly Completion[] | undefined {
    return this.#rare?.completions;
  }

  set completions(completions: readonly Completion[] | undefined) {
    if (completions !== undefined || this.#rare !== undefined) this.#rareState().completions = completions;
  }

  /** Routes whose failure blocks the exchange is in, innermost last: finds circles. */
  get failureRoutes(): readonly string[] | undefined {
    return this.#rare?.failureRoutes;
  }

  set failureRoutes(routes: readonly string[] | undefined) {
    if (routes !== undefined || this.#rare !== undefined) this.#rareState().failureRoutes = routes;
  }

  /** Messages put aside by `claimCheck`. */
  get claims(): Claims | undefined {
    return this.#rare?.claims;
  }

  set claims(claims: Claims | undefined) {
    if (claims !== undefined || this.#rare !== undefined) this.#rareState().claims = claims;
  }

  get headers(): HeaderMap {
    return (this.#headers ??= new HeaderMap());
  }

  set headers(headers: HeaderMap) {
    this.#headers = headers;
  }

  get hasHeaders(): boolean {
    return this.#headers !== undefined && this.#headers.size > 0;
  }

  header(name: string): unknown {
    return this.#headers?.get(name);
  }

  /** Properties belong to the engine and to the route, and never leave the exchange. */
  get properties(): Map<string, unknown> {
    const properties = (this.#properties ??= new Map());
    if (this.#place !== undefined) {
      writePlace(this.#place, properties);
      this.#place = undefined;
    }
    if (this.#note !== undefined) {
      this.#note.writeTo(properties);
      this.#note = undefined;
    }
    if (this.tryBlock) {
      properties.set('TryRouteBlock', true);
      this.tryBlock = false;
    }
    if (this.aggregatedSize !== 0) {
      properties.set('CamelAggregatedSize', this.aggregatedSize);
      this.aggregatedSize = 0;
    }
    if (this.toEndpoint !== undefined) properties.set('CamelToEndpoint', this.toEndpoint);
    return properties;
  }

  get hasProperties(): boolean {
    return (
      this.toEndpoint !== undefined ||
      this.#place !== undefined ||
      this.#note !== undefined ||
      this.tryBlock ||
      this.aggregatedSize !== 0 ||
      this.hasWrittenProperties
    );
  }

  /** Whether there are others than those that the engine keeps in fields. */
  get hasWrittenProperties(): boolean {
    return this.#properties !== undefined && this.#properties.size > 0;
  }

  property(name: string): unknown {
    if (name === 'CamelToEndpoint' && this.toEndpoint !== undefined) return this.toEndpoint;
    if (this.#place !== undefined) {
      const told = placeProperty(this.#place, name);
      if (told !== undefined) return told;
    }
    if (this.#note !== undefined) {
      const noted = this.#note.property(name);
      if (noted !== undefined) return noted;
    }
    if (this.tryBlock && name === 'TryRouteBlock') return true;
    if (this.aggregatedSize !== 0 && name === 'CamelAggregatedSize') return this.aggregatedSize;
    return this.#properties?.get(name) ?? this.#rare?.hidden?.get(name);
  }

  /** A property that can be asked for by name but is not among {@link properties}. */
  setHidden(name: string, value: unknown): void {
    (this.#rareState().hidden ??= new Map()).set(name, value);
  }

  /** The place of a part becomes properties only when something looks at them: most parts are spared a map. */
  setPlace(place: PartPlace): void {
    if (this.#place !== undefined) void this.properties;
    this.#place = place;
  }

  /** Notes properties that overwrite those of the same names. */
  setNote(note: PropertyNote): void {
    if (this.#note !== undefined && this.#note !== note) void this.properties;
    this.#note = note;
  }

  /** Takes over the properties of another exchange. */
  addProperties(source: Exchange): void {
    if (source.#properties !== undefined && source.#properties.size > 0) {
      const { properties } = this;
      for (const [name, value] of source.#properties) properties.set(name, value);
    }
    if (source.#place !== undefined) this.setPlace(source.#place);
    if (source.#note !== undefined) this.setNote(source.#note);
    if (source.tryBlock) this.tryBlock = true;
    if (source.aggregatedSize !== 0) this.aggregatedSize = source.aggregatedSize;
  }

  removeProperty(name: string): void {
    if (name === 'TryRouteBlock') this.tryBlock = false;
    else if (name === 'CamelAggregatedSize') this.aggregatedSize = 0;
    if (this.#place !== undefined && placeProperty(this.#place, name) !== undefined) void this.properties;
    if (this.#note !== undefined && this.#note.property(name) !== undefined) void this.properties;
    this.#properties?.delete(name);
  }

  get variables(): Map<string, unknown> {
    return (this.#variables ??= new Map());
  }

  get hasVariables(): boolean {
    return this.#variables !== undefined && this.#variables.size > 0;
  }

  variable(name: string): unknown {
    return this.#variables?.get(name);
  }

  /** As Camel writes an exchange: the id is there only once something asked for it. */
  toString(): string {
    return `Exchange[${this.idShown ? this.id : ''}]`;
  }

  /** A new exchange with the same body (not cloned) and copies of headers, properties and variables; own id. */
  copy(): Exchange<Body> {
    const copy = new Exchange(this.body, this.pattern);
    copy.exception = this.exception;
    copy.routeStop = this.routeStop;
    copy.rollbackOnly = this.rollbackOnly;
    copy.rollbackOnlyLast = this.rollbackOnlyLast;
    copy.fromRouteId = this.fromRouteId;
    copy.fromEndpointUri = this.fromEndpointUri;
    copy.#clock = this.#clock;
    copy.#startedAt = this.#startedAt;
    copy.unitOfWork = this.unitOfWork;
    copy.errorHandlerHandled = this.errorHandlerHandled;
    copy.failureHandled = this.failureHandled;
    copy.redeliveryExhausted = this.redeliveryExhausted;
    copy.toEndpoint = this.toEndpoint;
    if (this.#rare !== undefined) {
      copy.failureRoutes = this.#rare.failureRoutes;
      copy.claims = this.#rare.claims;
      if (this.#rare.created !== undefined) copy.created = this.#rare.created;
    }
    if (this.#headers !== undefined && this.#headers.size > 0) copy.#headers = this.#headers.copy();
    copy.#place = this.#place;
    copy.#note = this.#note;
    copy.tryBlock = this.tryBlock;
    copy.aggregatedSize = this.aggregatedSize;
    if (this.#properties !== undefined && this.#properties.size > 0) copy.#properties = new Map(this.#properties);
    if (this.#variables !== undefined && this.#variables.size > 0) copy.#variables = new Map(this.#variables);
    return copy;
  }

  #rareState(): RareState {
    return (this.#rare ??= {
      completions: undefined,
      failureRoutes: undefined,
      claims: undefined,
      hidden: undefined,
      created: undefined,
    });
  }
}

const prefix = Math.floor(Math.random() * 0xffffffff)
  .toString(16)
  .padStart(8, '0');
let lastSequence = 0;

export function formatExchangeId(sequence: number): string {
  return `${prefix}-${sequence.toString(16).padStart(8, '0')}`;
}
