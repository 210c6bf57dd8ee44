import type { Consumer, ConsumerRoute, Exchange } from '@dhow/core/component';
import { ComponentError } from '../component-error.ts';
import { adopt } from './exchange-hand-over.ts';
import type { SedaEndpointUri } from './seda-endpoint.ts';
import type { SedaQueue, SedaTask } from './seda-queue.ts';

/** Messages worked on in one turn of the event loop, so that timers and sockets get theirs. */
const turn = 256;

/** Reads the queue with a number of workers; a worker is busy while its message waits somewhere. */
export class SedaConsumer implements Consumer {
  readonly defersStop = true;
  readonly #uri: SedaEndpointUri;
  readonly #shared: SedaQueue;
  readonly #route: ConsumerRoute;
  #running = false;
  #woken = false;
  #busy = 0;
  #forget: (() => void) | undefined;
  readonly #idle: (() => void)[] = [];

  constructor(uri: SedaEndpointUri, shared: SedaQueue, route: ConsumerRoute) {
    this.#uri = uri;
    this.#shared = shared;
    this.#route = route;
  }

  start(): void {
    const { readers, queue } = this.#shared;
    if (readers.size > 0 && !readers.has(this) && !this.#uri.options.multipleConsumers) {
      throw new ComponentError('ENDPOINT_SECOND_CONSUMER', { endpoint: `seda://${this.#uri.path}` });
    }
    readers.add(this);
    this.#running = true;
    this.#forget ??= queue.onItem(() => this.#wake());
    this.#wake();
  }

  suspend(): void {
    this.#running = false;
    this.#forget?.();
    this.#forget = undefined;
  }

  resume(): void {
    this.start();
  }

  async stop(signal?: AbortSignal): Promise<void> {
    await this.drained(signal);
    this.suspend();
    this.#shared.readers.delete(this);
  }

  isIdle(): boolean {
    return this.#busy === 0 && (!this.#running || this.#shared.queue.drained);
  }

  /** Hands a copy of the message to this reader's route. */
  async handle(task: SedaTask, index: number, readers: number): Promise<void> {
    const exchange = adopt(task.exchange, [], this.#route);
    // As in Camel, they are a multicast: each copy knows its place.
    exchange.properties.set('CamelMulticastIndex', index);
    exchange.properties.set('CamelMulticastComplete', index === readers - 1);
    await this.#route.process(exchange);
  }

  drained(signal?: AbortSignal): Promise<void> {
    if (this.#uri.options.purgeWhenStopping) this.#shared.queue.clear();
    if (this.isIdle() || signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      this.#idle.push(resolve);
      signal?.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  #wake(): void {
    if (this.#woken || !this.#running) return;
    this.#woken = true;
    setImmediate(() => {
      this.#woken = false;
      this.#work();
    });
  }

  #work(): void {
    const { queue } = this.#shared;
    for (let n = 0; this.#running && this.#busy < this.#uri.options.concurrentConsumers; n++) {
      if (n === turn) return this.#wake();
      const task = queue.take();
      if (!task) break;
      this.#busy++;
      const waiting = this.#process(task);
      if (waiting) void waiting.then(() => this.#finished());
      else this.#busy--;
    }
    if (this.#idle.length > 0 && this.isIdle()) for (const resolve of this.#idle.splice(0)) resolve();
  }

  #process(task: SedaTask): void | Promise<void> {
    if (this.#uri.options.multipleConsumers) return this.#publish(task);
    const exchange = adopt(task.exchange, task.completions, this.#route);
    const waiting = this.#route.process(exchange);
    if (waiting) return doneLater(waiting, task, exchange);
    task.done?.(exchange);
  }

  async #publish(task: SedaTask): Promise<void> {
    const readers = [...this.#shared.readers] as SedaConsumer[];
    await Promise.all(readers.map((reader, index) => reader.handle(task, index, readers.length)));
    // None of the readers answers for all: who asked gets the message back as it was sent.
    task.done?.(task.exchange);
  }

  #finished(): void {
    this.#busy--;
    this.#wake();
    if (this.#idle.length > 0 && this.isIdle()) for (const resolve of this.#idle.splice(0)) resolve();
  }
}

async function doneLater(waiting: Promise<void>, task: SedaTask, exchange: Exchange): Promise<void> {
  await waiting;
  task.done?.(exchange);
}
