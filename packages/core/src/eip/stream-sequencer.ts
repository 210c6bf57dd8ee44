import type { Clock } from '../clock/clock.ts';
import { NamedException } from '../error-handling/exception-types.ts';
import { RouteError } from '../errors/route-error.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { dropHolds } from '../stream-cache/keep-readable.ts';
import type { Compare } from './compare-values.ts';

export interface StreamConfig {
  readonly capacity?: number;
  readonly timeout?: number;
  readonly deliveryAttemptInterval?: number;
  readonly ignoreInvalidExchanges?: boolean;
  readonly rejectOld?: boolean;
  readonly comparator?: unknown;
}

interface Element {
  readonly exchange: Exchange;
  readonly value: unknown;
  /** When it is delivered whether its predecessor has come or not. */
  readonly dueAt: number;
}

/** Delivers numbered messages in order; a gap is waited for some time. */
export class StreamSequencer {
  readonly #config: StreamConfig;
  readonly #compare: Compare;
  readonly #deliver: (exchange: Exchange) => void | Promise<void>;
  readonly #clock: Clock;
  readonly #waiting: Element[] = [];
  #last: Element | undefined = undefined;
  #cancel: (() => void) | undefined = undefined;
  #delivering: Promise<void> = Promise.resolve();
  readonly #room: (() => void)[] = [];

  constructor(
    config: StreamConfig,
    compare: Compare,
    deliver: (exchange: Exchange) => void | Promise<void>,
    clock: Clock,
  ) {
    this.#config = config;
    this.#compare = compare;
    this.#deliver = deliver;
    this.#clock = clock;
  }

  async add(exchange: Exchange, value: unknown, signal: AbortSignal): Promise<void> {
    const { capacity = 1000, timeout = 1000, rejectOld = false } = this.#config;
    try {
      while (this.#waiting.length >= capacity) await this.#waitForRoom(signal);
    } catch (error) {
      dropHolds(exchange);
      throw error;
    }
    if (this.#last && rejectOld && this.#compare(value, this.#last.value) < 0) {
      dropHolds(exchange);
      throw this.#tooLate(exchange);
    }
    // Of equal ones that wait the first stays, as in a batch.
    if (this.#waiting.some((other) => this.#compare(value, other.value) === 0)) return dropHolds(exchange);
    const element: Element = { exchange, value, dueAt: this.#clock.elapsed() + timeout };
    const at = this.#waiting.findIndex((other) => this.#compare(value, other.value) < 0);
    this.#waiting.splice(at < 0 ? this.#waiting.length : at, 0, element);
    // Deliveries stand beside those who bring messages.
    this.#cancel ??= this.#clock.schedule(0, () => void this.#attempt());
  }

  async stop(): Promise<void> {
    this.#cancel?.();
    await this.#delivering;
    for (const { exchange } of this.#waiting.splice(0)) await this.#deliver(exchange);
  }

  #waitForRoom(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#room.splice(this.#room.indexOf(enter), 1);
        reject(signal.reason as Error);
      };
      const enter = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      if (signal.aborted) return reject(signal.reason as Error);
      signal.addEventListener('abort', leave, { once: true });
      this.#room.push(enter);
    });
  }

  #attempt(): Promise<void> {
    this.#cancel = undefined;
    this.#delivering = this.#delivering.then(() => this.#deliverReady());
    return this.#delivering;
  }

  async #deliverReady(): Promise<void> {
    const { timeout = 1000 } = this.#config;
    for (let first = this.#waiting[0]; first; first = this.#waiting[0]) {
      const isNext = this.#last !== undefined && isSuccessor(this.#last.value, first.value);
      const left = first.dueAt - this.#clock.elapsed();
      if (!isNext && left > 0) {
        this.#cancel ??= this.#clock.schedule(Math.min(Math.ceil(left), timeout), () => void this.#attempt());
        return;
      }
      this.#waiting.shift();
      this.#last = first;
      this.#room.shift()?.();
      await this.#deliver(first.exchange);
    }
  }

  #tooLate(exchange: Exchange): RouteError {
    const last = this.#last!.exchange;
    const message = `rejecting message [${String(exchange)}], it should have been sent before the last delivered message [Exchange[${last.id}]]`;
    const cause = new NamedException('org.apache.camel.processor.resequencer.MessageRejectedException', message);
    exchange.idShown = true;
    const reason = 'Error processing Exchange in StreamResequencer';
    return new RouteError('ROUTE_EXCHANGE_FAILED', { reason, exchange: String(exchange) }, { cause });
  }
}

function isSuccessor(before: unknown, value: unknown): boolean {
  return Number(value) - Number(before) === 1;
}
