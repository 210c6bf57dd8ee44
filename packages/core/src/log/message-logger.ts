import type { Exchange } from '../exchange/exchange.ts';
import type { TracePlace } from '../exchange/trace-place.ts';
import type { LogFields, Logger } from './logger.ts';

/**
 * The logger for lines about a message: they tell its place in the trace, when it has one.
 *
 * @example
 * ```ts
 * import { loggerFor, type Exchange, type Logger } from '@dhow/core/component';
 *
 * function reject(exchange: Exchange, log: Logger): void {
 *   loggerFor(exchange, log).warn('the report is refused', { exchangeId: exchange.id });
 * }
 * ```
 */
export function loggerFor(exchange: Exchange, log: Logger): Logger {
  const { trace } = exchange;
  return trace === undefined ? log : new TracedLogger(log, trace);
}

/** Made for each step of a traced route, and seldom written to: no more than two references. */
class TracedLogger implements Logger {
  readonly #log: Logger;
  readonly #place: TracePlace;

  constructor(log: Logger, place: TracePlace) {
    this.#log = log;
    this.#place = place;
  }

  trace(message: string, fields?: LogFields): void {
    this.#log.trace(message, this.#with(fields));
  }

  debug(message: string, fields?: LogFields): void {
    this.#log.debug(message, this.#with(fields));
  }

  info(message: string, fields?: LogFields): void {
    this.#log.info(message, this.#with(fields));
  }

  warn(message: string, fields?: LogFields): void {
    this.#log.warn(message, this.#with(fields));
  }

  error(message: string, fields?: LogFields): void {
    this.#log.error(message, this.#with(fields));
  }

  #with(fields: LogFields | undefined): LogFields {
    return { ...this.#place.logFields, ...fields };
  }
}
