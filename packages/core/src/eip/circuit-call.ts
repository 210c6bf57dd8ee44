import { causeChain, isExceptionOf } from '../error-handling/exception-types.ts';
import { RouteError } from '../errors/route-error.ts';
import { takeResults } from '../exchange/copy-results.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Circuit } from './circuit.ts';
import type { Outcome } from './circuit-outcome.ts';
import type { CircuitSetting } from './circuit-setting.ts';
import type { Processor } from './processor.ts';

const ok: Outcome = { kind: 'ok' };
const timedOut = Symbol('timed out');

/** Calls through a circuit. Synchronous as long as the steps are, and no time-out is set. */
export class ProtectedCalls {
  readonly #circuit: Circuit;
  readonly #setting: CircuitSetting;
  readonly #body: Processor;
  readonly #name: string;

  constructor(circuit: Circuit, setting: CircuitSetting, body: Processor, name: string) {
    this.#circuit = circuit;
    this.#setting = setting;
    this.#body = body;
    this.#name = name;
  }

  run(exchange: Exchange, signal: AbortSignal): Outcome | Promise<Outcome> {
    const entered = this.#circuit.enterBulkhead(signal);
    return entered instanceof Promise
      ? entered.then((settled) => this.#enter(settled, exchange, signal))
      : this.#enter(entered, exchange, signal);
  }

  #enter(entered: boolean, exchange: Exchange, signal: AbortSignal): Outcome | Promise<Outcome> {
    const circuit = this.#circuit;
    if (!entered) return this.#refused('rejected', new RouteError('ROUTE_BULKHEAD_FULL', { id: this.#name }));
    if (!circuit.permits()) {
      circuit.leaveBulkhead();
      const { state } = circuit;
      return this.#refused('notPermitted', new RouteError('ROUTE_CIRCUIT_OPEN', { id: this.#name, state }));
    }
    // A copy, so that a call that failed or is too late leaves nothing behind.
    const copy = exchange.copy();
    copy.tryBlock = true;
    const startedAt = circuit.now();
    if (this.#setting.timeoutMs !== undefined)
      return this.#runInTime(copy, signal).then((error) =>
        this.#ended(error, circuit.now(), startedAt, copy, exchange),
      );
    const waiting = this.#body(copy, signal);
    if (waiting !== undefined) return waiting.then(() => this.#left(startedAt, copy, exchange));
    return this.#left(startedAt, copy, exchange);
  }

  /** The last step has just read the clock. */
  #left(startedAt: number, copy: Exchange, exchange: Exchange): Outcome {
    this.#circuit.leaveBulkhead();
    return this.#ended(copy.exception, this.#circuit.readAt, startedAt, copy, exchange);
  }

  #ended(error: unknown, at: number, startedAt: number, copy: Exchange, exchange: Exchange): Outcome {
    const circuit = this.#circuit;
    if (error === undefined) {
      circuit.succeeded(at - startedAt, at);
      copy.removeProperty('TryRouteBlock');
      takeResults(exchange, copy);
      return ok;
    }
    const failure: Outcome =
      error === timedOut ? { kind: 'timedOut', error: this.#timeoutError() } : { kind: 'failed', error };
    const outcome = this.#regarded(failure);
    if (outcome.kind === 'ignored') circuit.ignored();
    else if (outcome.kind === 'unrecorded') circuit.succeeded(at - startedAt, at);
    else circuit.failed(at - startedAt, at);
    return outcome;
  }

  #refused(kind: 'rejected' | 'notPermitted', error: RouteError): Outcome {
    return this.#regarded({ kind, error });
  }

  /** A failure as `ignoreException` and `recordException` have it, against the whole chain of causes. */
  #regarded(failure: Exclude<Outcome, { readonly kind: 'ok' }>): Outcome {
    const { ignore, record } = this.#setting;
    const { error } = failure;
    if (isOneOf(error, ignore)) return { kind: 'ignored', error };
    if (record.length > 0 && !isOneOf(error, record)) return { kind: 'unrecorded', error };
    return failure;
  }

  #timeoutError(): RouteError {
    return new RouteError('ROUTE_CALL_TIMED_OUT', { id: this.#name, timeoutMs: this.#setting.timeoutMs! });
  }

  /** What failed; undefined when it went well. The place in the bulkhead is free when the call has really ended. */
  async #runInTime(copy: Exchange, signal: AbortSignal): Promise<unknown> {
    const setting = this.#setting;
    const abort = new AbortController();
    const late = Promise.withResolvers<typeof timedOut>();
    const cancel = this.#circuit.schedule(setting.timeoutMs!, () => {
      late.resolve(timedOut);
      if (setting.cancelsOnTimeout) abort.abort(this.#timeoutError());
    });
    const call = Promise.resolve(this.#body(copy, AbortSignal.any([signal, abort.signal]))).then(() => copy.exception);
    void call.finally(() => this.#circuit.leaveBulkhead());
    try {
      return await Promise.race([call, late.promise]);
    } finally {
      cancel();
    }
  }
}

function isOneOf(error: unknown, types: readonly string[]): boolean {
  return types.length > 0 && causeChain(error).some((cause) => types.some((type) => isExceptionOf(cause, type)));
}
