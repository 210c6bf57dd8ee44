import type { Clock } from '../clock/clock.ts';
import { javaTypeOf } from '../convert/java-type.ts';
import type { Channel } from '../engine/channel.ts';
import type { RouteHooks, RouteRuntime } from '../engine/route-runtime.ts';
import type { StepObserver } from '../engine/step-observer.ts';
import { exceptionTypeOf } from '../error-handling/exception-types.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Logger } from '../log/logger.ts';
import { loggerFor } from '../log/message-logger.ts';

/**
 * Writes a line for each message that enters a route, for each step that it passed, and for its end. The lines hold ids,
 * types and times, never bodies or headers.
 */
export class LogTracer implements StepObserver {
  readonly #log: Logger;
  readonly #clock: Clock;
  readonly #startedAt = new WeakMap<Exchange, number>();

  constructor(log: Logger, clock: Clock) {
    this.#log = log;
    this.#clock = clock;
  }

  hooksOf({ routeId }: RouteRuntime): RouteHooks {
    return {
      begin: (exchange) => {
        this.#startedAt.set(exchange, this.#clock.elapsed());
        this.#write(exchange, `*--> [${routeId}]`, '');
      },
      done: (exchange) => {
        const ms = this.#clock.elapsed() - (this.#startedAt.get(exchange) ?? this.#clock.elapsed());
        this.#write(exchange, `*<-- [${routeId}]`, outcome(exchange, ms));
      },
    };
  }

  after(exchange: Exchange, { id, step }: Channel, routeId: string, durationMs: number): void {
    this.#write(exchange, `     [${routeId}] [${step.kind} ${id}]`, outcome(exchange, durationMs));
  }

  #write(exchange: Exchange, place: string, how: string): void {
    loggerFor(exchange, this.#log).info(`${place} ${exchange.id} ${javaTypeOf(exchange.body)}${how}`);
  }
}

function outcome({ exception }: Exchange, ms: number): string {
  const failure = exception === undefined ? '' : ` failed: ${exceptionTypeOf(exception)}`;
  return ` ${Math.round(ms)} ms${failure}`;
}
