import type { Clock } from '../clock/clock.ts';
import { convertTo } from '../convert/convert.ts';
import type { Processor } from '../eip/processor.ts';
import type { Channel } from '../engine/channel.ts';
import { isNewFailure } from '../engine/pipeline.ts';
import { restoreSnapshot, type MessageSnapshot } from '../engine/message-snapshot.ts';
import { RouteError } from '../errors/route-error.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Expression } from '../expression/expression.ts';
import type { ErrorHandlerSetting, ExceptionClause } from './error-handling-model.ts';
import { selectClause } from './exception-clauses.ts';
import type { FailureLog } from './failure-log.ts';
import { keepReadable } from '../stream-cache/keep-readable.ts';
import { redeliveryDelay } from './redelivery-delay.ts';
import { redeliveryHeaders } from './redelivery-headers.ts';
import type { RedeliveryPolicy } from './redelivery-policy.ts';

/** What an error handler asks of its surroundings. */
export interface ErrorHandlerHost {
  readonly routeId: string;
  readonly clock: Clock;
  readonly log: FailureLog;
  /** Whether the context or the route is on its way down. */
  isStopping(): boolean;
  /** Whether messages may be worked on at all; false after a forced stop. */
  isRunAllowed(): boolean;
  redelivered(exchange: Exchange, attempt: number): void;
  failureHandling(exchange: Exchange, deadLetterUri: string | undefined): void;
  failureHandled(exchange: Exchange, deadLetterUri: string | undefined): void;
}

/** State of one failure while it is dealt with. */
interface Failure {
  policy: RedeliveryPolicy;
  clause: ExceptionClause | undefined;
  processor: Processor | undefined;
  handled: Expression | undefined;
  continued: Expression | undefined;
  retryWhile: Expression | undefined;
  onRedelivery: Processor | undefined;
  onExceptionOccurred: Processor | undefined;
  useOriginalMessage: boolean;
  useOriginalBody: boolean;
  counter: number;
  delay: number;
}

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
  }

  /** Deals with the exchange's exception until it is handled, continued, given up, or a redelivery works. */
  async handle(
    channel: Pick<Channel, 'process' | 'counter' | 'id'>,
    exchange: Exchange,
    signal: AbortSignal,
    input: MessageSnapshot | undefined,
  ): Promise<void> {
    const failure = this.#newFailure();
    try {
      for (;;) {
        if (!this.#host.isRunAllowed()) {
          exchange.exception ??= new RouteError('ROUTE_SHUTDOWN_FORCED', {});
          return;
        }
        await this.#caught(failure, exchange, signal);
        if (!this.redelivers || !this.#mayRedeliver(failure) || (await this.#isExhausted(failure, exchange, signal))) {
          await this.#giveUp(failure, exchange, signal);
          return;
        }
        if (!(await this.#redeliver(failure, channel, exchange, signal, input))) return;
        if (!isNewFailure(exchange)) return;
      }
    } catch (error) {
      // What the handler's own parts throw (a delay pattern that does not parse) replaces the failure.
      exchange.exception = error;
    }
  }

  #newFailure(): Failure {
    const s = this.#setting;
    return {
      policy: s.policy,
      clause: undefined,
      processor: undefined,
      handled: undefined,
      continued: undefined,
      retryWhile: s.retryWhile,
      onRedelivery: s.onRedelivery,
      onExceptionOccurred: s.onExceptionOccurred,
      useOriginalMessage: s.useOriginalMessage,
      useOriginalBody: s.useOriginalBody,
      counter: 0,
      delay: 0,
    };
  }

  async #caught(failure: Failure, exchange: Exchange, signal: AbortSignal): Promise<void> {
    const { exception } = exchange;
    exchange.properties.set('CamelExceptionCaught', exception);
    const clause = await selectClause(this.#clauses, exchange, signal);
    if (clause) this.#apply(failure, clause);
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

  #apply(failure: Failure, clause: ExceptionClause): void {
    failure.clause = clause;
    failure.policy = clausePolicy(clause, failure.policy);
    failure.handled = clause.handled;
    failure.continued = clause.continued;
    failure.retryWhile = clause.retryWhile;
    failure.useOriginalMessage = clause.useOriginalMessage;
    failure.useOriginalBody = clause.useOriginalBody;
    if (clause.processor) failure.processor = clause.processor;
    if (clause.onRedelivery) failure.onRedelivery = clause.onRedelivery;
    if (clause.onExceptionOccurred) failure.onExceptionOccurred = clause.onExceptionOccurred;
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
    if (failure.delay > 0 && !(await this.#wait(failure, exchange, signal))) return false;
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
      exchange.exception = error;
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
      exchange.exception = error;
    }
  }

  #delay(failure: Failure, exchange: Exchange): number {
    const asked = numberOf(exchange.header('CamelRedeliveryDelay'), 'java.lang.Long');
    return asked ?? redeliveryDelay(failure.policy, failure.counter, failure.delay);
  }

  /** False when the wait was broken off because the context stops and does not allow redelivery then. */
  async #wait(failure: Failure, exchange: Exchange, signal: AbortSignal): Promise<boolean> {
    const { clock, log } = this.#host;
    log.delay(exchange, failure.delay);
    const slice = failure.policy.allowRedeliveryWhileStopping ? failure.delay : Math.min(1000, failure.delay);
    for (let left = failure.delay; left > 0; left -= slice) {
      try {
        await clock.sleep(Math.min(slice, left), signal);
      } catch (error) {
        exchange.exception = new RouteError('ROUTE_SHUTDOWN_FORCED', {}, { cause: error });
        return false;
      }
      if (!this.#mayRedeliver(failure)) {
        exchange.exception = new RouteError('ROUTE_SHUTDOWN_FORCED', {}, { cause: exchange.exception });
        return false;
      }
    }
    return true;
  }

  async #giveUp(failure: Failure, exchange: Exchange, signal: AbortSignal): Promise<void> {
    const caught = exchange.exception;
    const { deadLetter, deadLetterUri, kind } = this.#setting;
    const target = failure.processor ?? deadLetter;
    const toDeadLetter = kind === 'deadLetter' && target === deadLetter;
    exchange.exception = undefined;
    const handled = await holds(failure.handled, exchange, signal);
    const continued = await holds(failure.continued, exchange, signal);
    if (toDeadLetter || handled || continued) {
      removeRedeliveryHeaders(exchange);
      exchange.redeliveryExhausted = false;
      exchange.rollbackOnly = false;
      exchange.rollbackOnlyLast = false;
    } else if (!this.#simple) {
      this.#discount(exchange);
    }
    if (target && (!continued || !toDeadLetter)) {
      await this.#runFailureProcessor(failure, target, toDeadLetter, exchange, signal);
    } else {
      this.#tellWhere(exchange);
      await this.#prepareFailure(exchange, signal);
    }
    this.#settle(failure, exchange, toDeadLetter, handled, continued);
    this.#host.log.exhausted(exchange, caught, failure.counter, failure.policy, {
      handled: toDeadLetter || handled,
      continued,
      deadLetterUri: toDeadLetter ? deadLetterUri : undefined,
    });
  }

  async #runFailureProcessor(
    failure: Failure,
    target: Processor,
    toDeadLetter: boolean,
    exchange: Exchange,
    signal: AbortSignal,
  ): Promise<void> {
    this.#useOriginal(failure, exchange);
    this.#tellWhere(exchange);
    // From here on its failures name it, as in Camel.
    exchange.idShown = true;
    await this.#prepareFailure(exchange, signal);
    const uri = toDeadLetter ? this.#setting.deadLetterUri : undefined;
    this.#host.failureHandling(exchange, uri);
    // The steps of a clause are not run for who is told to stop; the dead letter channel is sent to all the same.
    if (toDeadLetter || !exchange.routeStop) await target(exchange, signal);
    this.#host.failureHandled(exchange, uri);
  }

  /** Also where nothing deals with the failure; what it throws is a new failure. */
  async #prepareFailure(exchange: Exchange, signal: AbortSignal): Promise<void> {
    try {
      await this.#setting.onPrepareFailure?.(exchange, signal);
    } catch (error) {
      exchange.exception = error;
    }
  }

  #useOriginal(failure: Failure, exchange: Exchange): void {
    if (!failure.useOriginalMessage && !failure.useOriginalBody) return;
    const original = exchange.unitOfWork?.original;
    if (!original) throw new RouteError('ROUTE_ORIGINAL_MESSAGE_OFF', {});
    if (failure.useOriginalMessage) exchange.headers = original.headers.copy();
    exchange.body = original.body;
    keepReadable(exchange);
  }

  /** What becomes of the exchange after its failure was processed. */
  #settle(failure: Failure, exchange: Exchange, toDeadLetter: boolean, handled: boolean, continued: boolean): void {
    const newException = exchange.exception;
    exchange.failureHandled = true;
    if (exchange.errorHandlerHandled !== undefined) {
      if (!exchange.errorHandlerHandled) {
        exchange.exception = exchange.property('CamelExceptionCaught');
        exchange.properties.set('CamelFailureEndpoint', exchange.toEndpoint);
      }
      return;
    }
    if (continued) {
      exchange.exception = undefined;
      exchange.rollbackOnly = false;
      exchange.failureHandled = false;
      removeRedeliveryHeaders(exchange);
      return;
    }
    if (handled) {
      exchange.errorHandlerHandled = true;
      return;
    }
    if (toDeadLetter) {
      if (newException !== undefined) this.#host.log.newException(exchange, newException, failure.policy);
      if (newException === undefined || this.#setting.deadLetterHandleNewException) {
        exchange.exception = undefined;
        exchange.errorHandlerHandled = true;
        return;
      }
    }
    exchange.errorHandlerHandled = false;
    exchange.exception = exchange.property('CamelExceptionCaught');
    this.#tellWhere(exchange);
  }

  #tellWhere(exchange: Exchange): void {
    exchange.properties.set('CamelFailureEndpoint', exchange.toEndpoint);
    exchange.properties.set('CamelFailureRouteId', this.#host.routeId);
  }

  #discount(exchange: Exchange): void {
    const counter = exchange.header('CamelRedeliveryCounter');
    if (typeof counter !== 'number') {
      exchange.headers.set('CamelRedeliveryCounter', 0);
      exchange.headers.set('CamelRedelivered', false);
      return;
    }
    exchange.headers.set('CamelRedeliveryCounter', counter - 1);
    exchange.headers.set('CamelRedelivered', counter - 1 > 0);
  }
}

function removeRedeliveryHeaders(exchange: Exchange): void {
  if (!exchange.hasHeaders) return;
  for (const name of redeliveryHeaders) exchange.headers.delete(name);
}

/** A header that steers redelivery; text that is no number is a failure of its own. */
function numberOf(header: unknown, type: string): number | undefined {
  return header === undefined || header === null ? undefined : Number(convertTo(header, type));
}

async function holds(predicate: Expression | undefined, exchange: Exchange, signal: AbortSignal): Promise<boolean> {
  return predicate !== undefined && (await predicate.test(exchange, signal));
}

/**
 * Without a policy of its own a clause does not redeliver. With one, what it leaves open is Camel's default, but for the
 * number of redeliveries, which is the handler's.
 */
function clausePolicy(clause: ExceptionClause, handler: RedeliveryPolicy): RedeliveryPolicy {
  if (clause.policyRef) return clause.policyRef;
  if (clause.policy) return { ...handler, ...clause.policy };
  return { ...handler, maximumRedeliveries: 0 };
}
