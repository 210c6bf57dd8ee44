import type { ConsumerRoute, Endpoint } from '../component/component.ts';
import type { Compiler } from '../engine/compiler.ts';
import { Exchange } from '../exchange/exchange.ts';

const polls = new WeakMap<Endpoint, PollingConsumer>();

/** Polls an endpoint that hands messages out by itself: what comes while nobody asks waits in a short queue. */
export function eventDrivenPoll(
  endpoint: Endpoint,
  compiler: Compiler,
): (timeoutMs: number, signal: AbortSignal) => Promise<Exchange | undefined> {
  let consumer = polls.get(endpoint);
  if (!consumer) {
    polls.set(endpoint, (consumer = new PollingConsumer(endpoint, compiler)));
    compiler.onStop(() => consumer!.stop());
  }
  return (timeoutMs, signal) => consumer.poll(timeoutMs, signal);
}

/** As in Camel: who brings more waits until somebody asks. */
const mostWaiting = 1000;

class PollingConsumer {
  readonly #endpoint: Endpoint;
  readonly #compiler: Compiler;
  readonly #queue: Exchange[] = [];
  /** Those who wait for a message, each for one. */
  readonly #askers: ((message: Exchange) => void)[] = [];
  #room: (() => void)[] = [];
  #starting: Promise<() => void | Promise<void>> | undefined = undefined;

  constructor(endpoint: Endpoint, compiler: Compiler) {
    this.#endpoint = endpoint;
    this.#compiler = compiler;
  }

  async poll(timeoutMs: number, signal: AbortSignal): Promise<Exchange | undefined> {
    await (this.#starting ??= this.#start());
    const message = this.#queue.shift();
    this.#room.shift()?.();
    return message ?? (timeoutMs === 0 ? undefined : this.#waitForOne(timeoutMs, signal));
  }

  async stop(): Promise<void> {
    const starting = this.#starting;
    this.#starting = undefined;
    polls.delete(this.#endpoint);
    for (const resolve of this.#room.splice(0)) resolve();
    await (
      await starting
    )?.();
  }

  /** Until there is one for this asker, or its time is over. */
  #waitForOne(timeoutMs: number, signal: AbortSignal): Promise<Exchange | undefined> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        const at = this.#askers.indexOf(enter);
        if (at >= 0) this.#askers.splice(at, 1);
        cancel?.();
        signal.removeEventListener('abort', abort);
      };
      const enter = (message: Exchange | undefined) => {
        leave();
        resolve(message);
      };
      const abort = () => {
        leave();
        reject(signal.reason as Error);
      };
      const cancel = timeoutMs > 0 ? this.#compiler.clock.schedule(timeoutMs, () => enter(undefined)) : undefined;
      if (signal.aborted) return abort();
      signal.addEventListener('abort', abort, { once: true });
      this.#askers.push(enter);
    });
  }

  /** One message is for one who asks. Nobody asks: it waits, and so does its source when too many do. */
  #arrived(exchange: Exchange): void | Promise<void> {
    const asker = this.#askers[0];
    if (asker) return asker(exchange);
    this.#queue.push(exchange);
    if (this.#queue.length > mostWaiting) return new Promise((resolve) => this.#room.push(resolve));
  }

  async #start(): Promise<() => void | Promise<void>> {
    const route: ConsumerRoute = {
      routeId: this.#compiler.routeId,
      signal: this.#compiler.context.signal,
      createExchange: (body, pattern) => new Exchange(body, pattern),
      process: (exchange) => this.#arrived(exchange),
      handleFailure: (error) => this.#compiler.log.warn('A polled source failed.', { error }),
    };
    try {
      const consumer = await this.#endpoint.createConsumer!(route);
      await consumer.start();
      return () => consumer.stop();
    } catch (error) {
      this.#starting = undefined;
      throw error;
    }
  }
}
