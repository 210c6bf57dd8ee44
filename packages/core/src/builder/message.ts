import type { Exchange } from '../exchange/exchange.ts';
import type { Logger } from '../log/logger.ts';
import { loggerFor } from '../log/message-logger.ts';

/** Names of headers that a route declares, with the types of their values. */
export type HeaderTypes = object;

/**
 * The message as the functions of a route see it. Live: writing changes the message. Its functions may be taken out of it:
 * `({ body, header }) => …`.
 */
export class Message<Body = unknown, Headers extends HeaderTypes = HeaderTypes> {
  readonly exchange: Exchange;
  /** Aborts when the message should stop being worked on: hand it to what waits. */
  readonly signal: AbortSignal;
  readonly #log: Logger;

  constructor(exchange: Exchange, signal: AbortSignal, log: Logger) {
    this.exchange = exchange;
    this.signal = signal;
    this.#log = log;
  }

  /** The route's logger; its lines tell the message's place in the trace, when there is one. */
  get log(): Logger {
    return loggerFor(this.exchange, this.#log);
  }

  get body(): Body {
    return this.exchange.body as Body;
  }

  set body(body: Body) {
    this.exchange.body = body;
  }

  /** A header that the route declared, or any by a cast of one's own. */
  get header(): <Name extends string>(name: Name) => Name extends keyof Headers ? Headers[Name] : unknown {
    return (name) => this.exchange.header(name) as never;
  }

  get setHeader(): <Name extends string>(
    name: Name,
    value: Name extends keyof Headers ? Headers[Name] : unknown,
  ) => void {
    return (name, value) => void this.exchange.headers.set(name, value);
  }

  get removeHeader(): (name: string) => void {
    return (name) => void this.exchange.headers.delete(name);
  }

  get property(): (name: string) => unknown {
    return (name) => this.exchange.property(name);
  }

  get setProperty(): (name: string, value: unknown) => void {
    return (name, value) => void this.exchange.properties.set(name, value);
  }

  get variable(): (name: string) => unknown {
    return (name) => this.exchange.variable(name);
  }

  get setVariable(): (name: string, value: unknown) => void {
    return (name, value) => void this.exchange.variables.set(name, value);
  }
}
