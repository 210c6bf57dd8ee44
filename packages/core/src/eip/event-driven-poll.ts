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

class PollingConsumer {
  readonly #endpoint: Endpoint;
  readonly #compiler: Compiler;
  readonly #queue: Exchange[] = [];
  #arrived: (() => void)[] = [];
  #stop: (() => void | Promise<void>) | undefined = undefined;

  constructor(endpoint: Endpoint, compiler: Compiler) {
    this.#endpoint = endpoint;
    this.#compiler = compiler;
  }

  async poll(timeoutMs: number, signal: AbortSignal): Promise<Exchange | undefined> {
    await this.#start();
    if (this.#queue.length === 0 && timeoutMs !== 0) {
      const arrival = new Promise<void>((resolve) => this.#arrived.push(resolve));
      await (timeoutMs < 0 ? arrival : Promise.race([arrival, this.#compiler.clock.sleep(timeoutMs, signal)]));
    }
    return this.#queue.shift();
  }

  async stop(): Promise<void> {
    const stop = this.#stop;
    this.#stop = undefined;
    polls.delete(this.#endpoint);
    await stop?.();
  }

  async #start(): Promise<void> {
    if (this.#stop) return;
    const route: ConsumerRoute = {
      routeId: this.#compiler.routeId,
      signal: this.#compiler.context.signal,
      createExchange: (body, pattern) => new Exchange(body, pattern),
      process: (exchange) => {
        this.#queue.push(exchange);
        for (const resolve of this.#arrived.splice(0)) resolve();
      },
      handleFailure: (error) => this.#compiler.log.warn('A polled source failed.', { error }),
    };
    const consumer = await this.#endpoint.createConsumer!(route);
    await consumer.start();
    this.#stop = () => consumer.stop();
  }
}
