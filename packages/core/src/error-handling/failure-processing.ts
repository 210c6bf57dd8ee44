import { thrown } from '../errors/thrown.ts';
import { RouteError } from '../errors/route-error.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Expression } from '../expression/expression.ts';
import type { Processor } from '../eip/processor.ts';
import { keepReadable } from '../stream-cache/keep-readable.ts';
import type { ErrorHandlerHost } from './error-handler-host.ts';
import type { ErrorHandlerSetting } from './error-handling-model.ts';
import type { Failure } from './failure.ts';
import { redeliveryHeaders } from './redelivery-headers.ts';

/** The end of a failure that is not redelivered any more: the steps of its clause or the dead letter channel, and what the exchange is then. */
export class FailureProcessing {
  readonly #setting: ErrorHandlerSetting;
  readonly #host: ErrorHandlerHost;
  /** Whether redeliveries are counted at all. */
  readonly #counts: boolean;

  constructor(setting: ErrorHandlerSetting, host: ErrorHandlerHost, counts: boolean) {
    this.#setting = setting;
    this.#host = host;
    this.#counts = counts;
  }

  async end(failure: Failure, exchange: Exchange, signal: AbortSignal): Promise<void> {
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
    } else if (this.#counts) {
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
      exchange.exception = thrown(error);
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

async function holds(predicate: Expression | undefined, exchange: Exchange, signal: AbortSignal): Promise<boolean> {
  return predicate !== undefined && (await predicate.test(exchange, signal));
}
