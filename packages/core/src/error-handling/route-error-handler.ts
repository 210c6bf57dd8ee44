import { thrown } from '../errors/thrown.ts';
import { convertTo } from '../convert/convert.ts';
import type { Channel } from '../engine/channel.ts';
import { mayGoOn } from '../engine/event-loop-turn.ts';
import { isNewFailure } from '../engine/pipeline.ts';
import { restoreSnapshot, type MessageSnapshot } from '../engine/message-snapshot.ts';
import { RouteError } from '../errors/route-error.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { ErrorHandlerSetting, ExceptionClause } from './error-handling-model.ts';
import type { ErrorHandlerHost } from './error-handler-host.ts';
import { selectClause } from './exception-clauses.ts';
import { FailureProcessing } from './failure-processing.ts';
import { applyClause, newFailure, type Failure } from './failure.ts';
import { redeliveryDelay } from './redelivery-delay.ts';
import { redeliveryHeaders } from './redelivery-headers.ts';
import type { RedeliveryPolicy } from './redelivery-policy.ts';

/**
 * Camel's error handler around one step: redelivers the failing step, picks the `onException`, dead-letters. One for each
 * route; what belongs to a failure is local to {@link RouteErrorHandler.handle}.
 */
export class RouteErrorHandler {
  readonly redelivers: boolean;
  /** Whether anybody reads the body after a step that failed. */
  readonly rereads: boolean;
  /** Nothing to redeliver, match or send to: failures are not even counted. */
  readonly #simple: boolean;
  readonly #setting: ErrorHandlerSetting;
  readonly #clauses: readonly ExceptionClause[];
  readonly #host: ErrorHandlerHost;
  readonly #processing: FailureProcessing;

  constructor(setting: ErrorHandlerSetting, clauses: readonly ExceptionClause[], host: ErrorHandlerHost) {
    this.#setting = setting;
    this.#clauses = clauses;
    this.#host = host;
    this.redelivers =
      setting.policy.maximumRedeliveries !== 0 ||
      setting.retryWhile !== undefined ||
      clauses.some(
        ({ policy, policyRef, retryWhile }) =>
          retryWhile !== undefined || ((policyRef ?? policy)?.maximumRedeliveries ?? 0) !== 0,
      );
    this.rereads =
      this.redelivers || setting.deadLetter !== undefined || clauses.some(({ processor }) => processor !== undefined);
    this.#simple = !this.redelivers && clauses.length === 0 && !setting.deadLetter && !setting.onPrepareFailure;
    this.#processing = new FailureProcessing(setting, host, !this.#simple);
  }

  /** Deals with the exchange's exception until it is handled, continued, given up, or a redelivery works. */
  async handle(
    channel: Pick<Channel, 'process' | 'counter' | 'id'>,
    exchange: Exchange,
    signal: AbortSignal,
    input: MessageSnapshot | undefined,
  ): Promise<void> {
    const failure = newFailure(this.#setting);
    try {
      for (;;) {
        if (!this.#host.isRunAllowed()) {
          exchange.exception ??= new RouteError('ROUTE_SHUTDOWN_FORCED', {});
          return;
        }
        await this.#caught(failure, exchange, signal);
        if (!this.redelivers || !this.#mayRedeliver(failure) || (await this.#isExhausted(failure, exchange, signal))) {
          await this.#processing.end(failure, exchange, signal);
          return;
        }
        if (!(await this.#redeliver(failure, channel, exchange, signal, input))) return;
        if (!isNewFailure(exchange)) return;
      }
    } catch (error) {
      // What the handler's own parts throw (a delay pattern that does not parse) replaces the failure.
      exchange.exception = thrown(error);
    }
  }

  async #caught(failure: Failure, exchange: Exchange, signal: AbortSignal): Promise<void> {
    const { exception } = exchange;
    exchange.properties.set('CamelExceptionCaught', exception);
    const clause = await selectClause(this.#clauses, exchange, signal);
    if (clause) applyClause(failure, clause);
    this.#host.log.attempt(exchange, exception, failure.counter, failure.policy);
    if (!this.#simple) failure.counter = this.#count(exchange, failure.policy);
    exchange.properties.set('CamelFailureRouteId', this.#host.routeId);
    if (failure.onExceptionOccurred) {
      try {
        await failure.onExceptionOccurred(exchange, signal);
      } catch (error) {
        this.#host.log.hookFailed(exchange, 'onExceptionOccurred', error);
      }
    }
  }

  #count(exchange: Exchange, policy: RedeliveryPolicy): number {
    const before = numberOf(exchange.header('CamelRedeliveryCounter'), 'java.lang.Integer') ?? 0;
    const counter = Math.max(0, before) + 1;
    exchange.headers.set('CamelRedeliveryCounter', counter);
    exchange.headers.set('CamelRedelivered', true);
    if (policy.maximumRedeliveries > 0) exchange.headers.set('CamelRedeliveryMaxCounter', policy.maximumRedeliveries);
    return counter;
  }

  #mayRedeliver({ policy }: Failure): boolean {
    return policy.allowRedeliveryWhileStopping || !this.#host.isStopping();
  }

  async #isExhausted(failure: Failure, exchange: Exchange, signal: AbortSignal): Promise<boolean> {
    if (exchange.redeliveryExhausted || exchange.rollbackOnly || exchange.rollbackOnlyLast) return true;
    if (failure.policy.disableRedelivery) return true;
    if (failure.retryWhile) return !(await failure.retryWhile.test(exchange, signal));
    const { maximumRedeliveries } = failure.policy;
    return maximumRedeliveries >= 0 && failure.counter > maximumRedeliveries;
  }

  /** False when the exchange was stopped instead. */
  async #redeliver(
    failure: Failure,
    channel: Pick<Channel, 'process' | 'counter' | 'id'>,
    exchange: Exchange,
    signal: AbortSignal,
    input: MessageSnapshot | undefined,
  ): Promise<boolean> {
    failure.delay = this.#delay(failure, exchange);
    if (!(await this.#wait(failure, exchange, signal))) return false;
    exchange.exception = undefined;
    exchange.rollbackOnly = false;
    const kept = redeliveryHeaders.map((name) => exchange.header(name));
    if (input) restoreSnapshot(exchange, input);
    redeliveryHeaders.forEach((name, index) => {
      if (kept[index] !== undefined) exchange.headers.set(name, kept[index]);
    });
    await this.#callOnRedelivery(failure, exchange, signal);
    if (exchange.routeStop) return false;
    this.#host.redelivered(exchange, failure.counter);
    const started = this.#host.clock.elapsed();
    const { counter } = channel;
    counter.inflight++;
    try {
      await channel.process(exchange, signal);
    } catch (error) {
      exchange.exception = thrown(error);
    }
    const now = this.#host.clock.elapsed();
    if (exchange.exception === undefined) counter.complete(now, now - started, exchange.sequence);
    else {
      // As in Camel, only attempts that failed again count as redeliveries.
      counter.fail(now, exchange.sequence);
      counter.redeliveries++;
    }
    return true;
  }

  /** What it throws counts as the attempt's failure, though the attempt is made. */
  async #callOnRedelivery(failure: Failure, exchange: Exchange, signal: AbortSignal): Promise<void> {
    if (exchange.routeStop) return;
    try {
      await failure.onRedelivery?.(exchange, signal);
    } catch (error) {
      exchange.exception = thrown(error);
    }
  }

  #delay(failure: Failure, exchange: Exchange): number {
    const asked = numberOf(exchange.header('CamelRedeliveryDelay'), 'java.lang.Long');
    return asked ?? redeliveryDelay(failure.policy, failure.counter, failure.delay);
  }

  /** False when the wait was broken off because the context stops and does not allow redelivery then. */
  async #wait(failure: Failure, exchange: Exchange, signal: AbortSignal): Promise<boolean> {
    const { clock, log } = this.#host;
    try {
      await mayGoOn(failure.counter, signal);
    } catch (error) {
      exchange.exception = this.#brokenOff(error);
      return false;
    }
    if (failure.delay <= 0) return true;
    log.delay(exchange, failure.delay);
    const slice = failure.policy.allowRedeliveryWhileStopping ? failure.delay : Math.min(1000, failure.delay);
    for (let left = failure.delay; left > 0; left -= slice) {
      try {
        await clock.sleep(Math.min(slice, left), signal);
      } catch (error) {
        exchange.exception = this.#brokenOff(error);
        return false;
      }
      if (!this.#mayRedeliver(failure)) {
        exchange.exception = new RouteError('ROUTE_SHUTDOWN_FORCED', {}, { cause: exchange.exception });
        return false;
      }
    }
    return true;
  }

  /** The wait ended before its time: the context stops, or the sender does not want the message any more. */
  #brokenOff(reason: unknown): unknown {
    return this.#host.isStopping() ? new RouteError('ROUTE_SHUTDOWN_FORCED', {}, { cause: reason }) : thrown(reason);
  }
}

/** A header that steers redelivery; text that is no number is a failure of its own. */
function numberOf(header: unknown, type: string): number | undefined {
  return header === undefined || header === null ? undefined : Number(convertTo(header, type));
}
