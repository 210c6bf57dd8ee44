import { HeaderMap } from './header-map.ts';
import type { UnitOfWork } from './unit-of-work.ts';

export type ExchangePattern = 'InOnly' | 'InOut';

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
  /** Milliseconds since 1970, from the context's clock. */
  created = 0;
  unitOfWork: UnitOfWork | undefined = undefined;

  #id: string | undefined = undefined;
  #headers: HeaderMap | undefined = undefined;
  #properties: Map<string, unknown> | undefined = undefined;
  #variables: Map<string, unknown> | undefined = undefined;

  constructor(body: Body, pattern: ExchangePattern = 'InOnly') {
    this.body = body;
    this.pattern = pattern;
  }

  /** Unique within a process and, by its random prefix, among processes. */
  get id(): string {
    return (this.#id ??= nextExchangeId());
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
    return (this.#properties ??= new Map());
  }

  get hasProperties(): boolean {
    return this.#properties !== undefined && this.#properties.size > 0;
  }

  property(name: string): unknown {
    return this.#properties?.get(name);
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

  /** A new exchange with the same body (not cloned) and copies of headers, properties and variables; own id. */
  copy(): Exchange<Body> {
    const copy = new Exchange(this.body, this.pattern);
    copy.exception = this.exception;
    copy.routeStop = this.routeStop;
    copy.rollbackOnly = this.rollbackOnly;
    copy.rollbackOnlyLast = this.rollbackOnlyLast;
    copy.fromRouteId = this.fromRouteId;
    copy.fromEndpointUri = this.fromEndpointUri;
    copy.created = this.created;
    copy.unitOfWork = this.unitOfWork;
    if (this.#headers) copy.#headers = this.#headers.copy();
    if (this.#properties) copy.#properties = new Map(this.#properties);
    if (this.#variables) copy.#variables = new Map(this.#variables);
    return copy;
  }
}

const prefix = Math.floor(Math.random() * 0xffffffff)
  .toString(16)
  .padStart(8, '0');
let sequence = 0;

function nextExchangeId(): string {
  return `${prefix}-${(++sequence).toString(16).padStart(8, '0')}`;
}
