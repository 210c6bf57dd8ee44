import type { Clock } from '../clock/clock.ts';
import type { Claims } from '../eip/claims.ts';
import { noRareState, type RareState } from './rare-state.ts';
import { placeProperty, writePlace, type PartPlaces } from './part-place.ts';
import { HeaderMap } from './header-map.ts';
import type { PropertyNote } from './property-note.ts';
import type { TracePlace } from './trace-place.ts';
import type { Completion, UnitOfWork } from './unit-of-work.ts';
import { defineFlags, flagsOfCopy, withOutcome, type ExchangeFlags, type ExchangePattern } from './exchange-flags.ts';

export type { ExchangePattern } from './exchange-flags.ts';

/** Where an exchange came from. */
export interface ExchangeSource {
  readonly routeId: string | undefined;
  readonly endpointUri: string | undefined;
}

/** When work on an exchange began, by the clock's `elapsed`; copies share it. */
interface Beginning {
  readonly clock: Clock;
  readonly at: number;
}

/**
 * One message on its way through a route, with all that the engine knows of it: Camel's exchange.
 *
 * The message is part of the exchange (`body`, `headers`): Camel's pair of in and out messages is history there too.
 * Headers, properties and variables are allocated when first written, since most steps touch none.
 */
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- see ExchangeFlags below
export class Exchange<Body = unknown> {
  flags: number;
  body: Body;
  /** What failed, until an error handler has dealt with it. */
  exception: unknown = undefined;
  unitOfWork: UnitOfWork | undefined = undefined;
  /** Where it was sent last; the property `CamelToEndpoint`. */
  toEndpoint: string | undefined = undefined;
  /** Where it came from; shared by all that one route takes in. */
  source: ExchangeSource | undefined = undefined;
  #begun: Beginning | undefined = undefined;
  /** Counts the exchanges of the process; the id is made of it when asked for. */
  readonly sequence: number = ++lastSequence;
  #headers: HeaderMap | undefined = undefined;
  #properties: Map<string, unknown> | undefined = undefined;
  #rare: RareState | undefined = undefined;
  /** The sequence of the exchange that it belongs to: its id is made when it is asked for. */
  #whole = 0;
  #places: PartPlaces | undefined = undefined;
  #partIndex = 0;
  #note: PropertyNote | undefined = undefined;

  constructor(body: Body, pattern: ExchangePattern = 'InOnly') {
    this.flags = 0;
    if (pattern === 'InOut') this.pattern = pattern;
    this.body = body;
  }

  /** The route that created the exchange; undefined when a program sent it. */
  get fromRouteId(): string | undefined {
    return this.source?.routeId;
  }

  set fromRouteId(routeId: string | undefined) {
    this.source = { routeId, endpointUri: this.source?.endpointUri };
  }

  get fromEndpointUri(): string | undefined {
    return this.source?.endpointUri;
  }

  set fromEndpointUri(endpointUri: string | undefined) {
    this.source = { routeId: this.source?.routeId, endpointUri };
  }

  /** The same, also when the property was written as one. */
  get inTryBlock(): boolean {
    return this.tryBlock || this.#properties?.get('TryRouteBlock') === true;
  }

  /** Takes over how another exchange ended: stop, rollback, and what error handlers made of it. */
  takeEnding(source: Exchange): void {
    this.exception = source.exception;
    this.flags = withOutcome(this.flags, source.flags);
  }

  /** Unique within a process and, by its random prefix, among processes. */
  get id(): string {
    this.idShown = true;
    return formatExchangeId(this.sequence);
  }

  /** Milliseconds since 1970, by the context's clock; 0 before a context has seen it. */
  get created(): number {
    const created = this.#rare?.created;
    if (created !== undefined) return created;
    if (this.#begun === undefined) return 0;
    const { clock, at } = this.#begun;
    return (this.#rareState().created = Math.round(clock.now() - (clock.elapsed() - at)));
  }

  set created(created: number) {
    this.#rareState().created = created;
  }

  /** Notes when work on it began; it becomes a date only when `created` is asked for. The first call counts. */
  begin(clock: Clock, at: number): void {
    this.#begun ??= { clock, at };
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
    if (this.#places !== undefined) {
      writePlace(this.#places, this.#partIndex, this.isLastPart, properties);
      this.#places = undefined;
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
      this.#places !== undefined ||
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
    if (this.#places !== undefined) {
      const told = placeProperty(this.#places, this.#partIndex, this.isLastPart, name);
      if (told !== undefined) return told;
    }
    if (this.#note !== undefined) {
      const noted = this.#note.property(name);
      if (noted !== undefined) return noted;
    }
    if (this.tryBlock && name === 'TryRouteBlock') return true;
    if (this.aggregatedSize !== 0 && name === 'CamelAggregatedSize') return this.aggregatedSize;
    const value = this.#properties?.get(name) ?? this.#rare?.hidden?.get(name);
    return value ?? (this.#whole !== 0 && name === 'CamelCorrelationId' ? formatExchangeId(this.#whole) : value);
  }

  /**
   * Its place in the trace, kept by a tracer. Copies take it along, so that what becomes of a part, a branch or a queued
   * message hangs below the step that sent it.
   */
  get trace(): TracePlace | undefined {
    return this.#rare?.trace;
  }

  set trace(trace: TracePlace | undefined) {
    if (trace !== undefined || this.#rare !== undefined) this.#rareState().trace = trace;
  }

  /** A property that can be asked for by name but is not among {@link properties}. */
  setHidden(name: string, value: unknown): void {
    (this.#rareState().hidden ??= new Map()).set(name, value);
  }

  /** The place of a part becomes properties only when something looks at them: most parts are spared a map. */
  setPlace(places: PartPlaces, index: number, last: boolean): void {
    if (this.#places !== undefined) void this.properties;
    this.#places = places;
    this.#partIndex = index;
    this.isLastPart = last;
  }

  get note(): PropertyNote | undefined {
    return this.#note;
  }

  /** Notes properties that overwrite those of the same names. */
  setNote(note: PropertyNote): void {
    if (this.#note !== undefined && this.#note !== note) void this.properties;
    this.#note = note;
  }

  /** Messages that an aggregator has put together in this one, 0 when it is no group: `CamelAggregatedSize`. */
  get aggregatedSize(): number {
    return this.#rare?.aggregatedSize ?? 0;
  }

  set aggregatedSize(size: number) {
    if (size !== 0 || this.#rare !== undefined) this.#rareState().aggregatedSize = size;
  }

  /** Takes over the properties of another exchange. */
  addProperties(source: Exchange): void {
    if (source.#properties !== undefined && source.#properties.size > 0) {
      const { properties } = this;
      for (const [name, value] of source.#properties) properties.set(name, value);
    }
    if (source.#places !== undefined) this.setPlace(source.#places, source.#partIndex, source.isLastPart);
    if (source.#note !== undefined) this.setNote(source.#note);
    if (source.#whole !== 0) this.#whole = source.#whole;
    if (source.tryBlock) this.tryBlock = true;
    if (source.aggregatedSize !== 0) this.aggregatedSize = source.aggregatedSize;
  }

  /** Says what it is a part or copy of: the property `CamelCorrelationId`. */
  belongsTo(whole: Exchange): void {
    this.#whole = whole.sequence;
  }

  /** Belongs to what another one belongs to. */
  belongsWith(other: Exchange): void {
    this.#whole = other.#whole;
  }

  removeProperty(name: string): void {
    if (name === 'TryRouteBlock') this.tryBlock = false;
    else if (name === 'CamelAggregatedSize') this.aggregatedSize = 0;
    if (this.#places !== undefined && Object.values(this.#places.names).includes(name)) void this.properties;
    if (this.#note !== undefined && this.#note.property(name) !== undefined) void this.properties;
    this.#properties?.delete(name);
  }

  get variables(): Map<string, unknown> {
    return (this.#rareState().variables ??= new Map());
  }

  get hasVariables(): boolean {
    const variables = this.#rare?.variables;
    return variables !== undefined && variables.size > 0;
  }

  variable(name: string): unknown {
    return this.#rare?.variables?.get(name);
  }

  /** As Camel writes an exchange: the id is there only once something asked for it. */
  toString(): string {
    return `Exchange[${this.idShown ? this.id : ''}]`;
  }

  /** A new exchange with the same body (not cloned) and copies of headers, properties and variables; own id. */
  copy(): Exchange<Body> {
    const copy = new Exchange(this.body);
    // As in Camel, a copy knows what it belongs to by its id, and texts show an id that was asked for.
    this.idShown = true;
    copy.exception = this.exception;
    copy.flags = flagsOfCopy(this.flags);
    copy.source = this.source;
    copy.#begun = this.#begun;
    copy.unitOfWork = this.unitOfWork;
    copy.toEndpoint = this.toEndpoint;
    if (this.#rare !== undefined) {
      copy.failureRoutes = this.#rare.failureRoutes;
      copy.claims = this.#rare.claims;
      if (this.#rare.created !== undefined) copy.created = this.#rare.created;
      if (this.#rare.trace !== undefined) copy.trace = this.#rare.trace;
      if (this.#rare.aggregatedSize !== 0) copy.aggregatedSize = this.#rare.aggregatedSize;
      if (this.hasVariables) copy.#rareState().variables = new Map(this.#rare.variables);
    }
    if (this.#headers !== undefined && this.#headers.size > 0) copy.#headers = this.#headers.copy();
    copy.#whole = this.#whole;
    copy.#places = this.#places;
    copy.#partIndex = this.#partIndex;
    copy.#note = this.#note;
    if (this.#properties !== undefined && this.#properties.size > 0) copy.#properties = new Map(this.#properties);
    return copy;
  }

  #rareState(): RareState {
    return (this.#rare ??= noRareState());
  }
}

// oxlint-disable-next-line no-unused-vars, typescript/no-unsafe-declaration-merging -- `defineFlags` gives it the members
export interface Exchange<Body> extends ExchangeFlags {}
defineFlags(Exchange.prototype);

const prefix = Math.floor(Math.random() * 0xffffffff)
  .toString(16)
  .padStart(8, '0');
let lastSequence = 0;

export function formatExchangeId(sequence: number): string {
  return `${prefix}-${sequence.toString(16).padStart(8, '0')}`;
}
