import type { Exchange } from '../exchange/exchange.ts';
import type { Logger } from '../log/logger.ts';

/** Names of headers that a route declares, with the types of their values. */
export type HeaderTypes = object;

/** The message as the functions of a route see it. Live: writing changes the message. */
export class Message<Body = unknown, Headers extends HeaderTypes = HeaderTypes> {
  readonly exchange: Exchange;
  /** Aborts when the message should stop being worked on: hand it to what waits. */
  readonly signal: AbortSignal;
  /** The route's logger. */
  readonly log: Logger;

  constructor(exchange: Exchange, signal: AbortSignal, log: Logger) {
    this.exchange = exchange;
    this.signal = signal;
    this.log = log;
  }

  get body(): Body {
    return this.exchange.body as Body;
  }

  set body(body: Body) {
    this.exchange.body = body;
  }

  /** A header that the route declared, or any by a cast of one's own. */
  header<Name extends string>(name: Name): Name extends keyof Headers ? Headers[Name] : unknown {
    return this.exchange.header(name) as never;
  }

  setHeader<Name extends string>(name: Name, value: Name extends keyof Headers ? Headers[Name] : unknown): void {
    this.exchange.headers.set(name, value);
  }

  removeHeader(name: string): void {
    this.exchange.headers.delete(name);
  }

  property(name: string): unknown {
    return this.exchange.property(name);
  }

  setProperty(name: string, value: unknown): void {
    this.exchange.properties.set(name, value);
  }

  variable(name: string): unknown {
    return this.exchange.variable(name);
  }

  setVariable(name: string, value: unknown): void {
    this.exchange.variables.set(name, value);
  }
}
