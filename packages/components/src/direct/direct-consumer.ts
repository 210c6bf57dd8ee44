import type { Consumer, ConsumerRoute } from '@dhow/core/component';
import type { DirectConsumers } from './direct-consumers.ts';

/** Is found by senders from start to stop; the exchanges under way are the senders', who wait for them. */
export class DirectConsumer implements Consumer {
  readonly defersStop = true;
  readonly #name: string;
  readonly #route: ConsumerRoute;
  readonly #consumers: DirectConsumers;

  constructor(name: string, route: ConsumerRoute, consumers: DirectConsumers) {
    this.#name = name;
    this.#route = route;
    this.#consumers = consumers;
  }

  start(): void {
    this.#consumers.add(this.#name, this.#route);
  }

  stop(): void {
    this.#consumers.remove(this.#name, this.#route);
  }

  suspend(): void {
    this.stop();
  }

  resume(): void {
    this.start();
  }

  isIdle(): boolean {
    return true;
  }
}
