import type { Clock, ConsumerRoute } from '@dhow/core/component';
import { ComponentError } from '../component-error.ts';

interface Waiter {
  found(route: ConsumerRoute | undefined): void;
}

/** The started consumers by endpoint name, and the senders that wait for one. */
export class DirectConsumers {
  readonly #routes = new Map<string, ConsumerRoute>();
  readonly #waiters = new Map<string, Set<Waiter>>();

  get(name: string): ConsumerRoute | undefined {
    return this.#routes.get(name);
  }

  add(name: string, route: ConsumerRoute): void {
    if (this.#routes.has(name)) {
      throw new ComponentError('ENDPOINT_SECOND_CONSUMER', { endpoint: `direct://${name}`, route: route.routeId });
    }
    this.#routes.set(name, route);
    const waiters = this.#waiters.get(name);
    this.#waiters.delete(name);
    for (const waiter of waiters ?? []) waiter.found(route);
  }

  remove(name: string, route: ConsumerRoute): void {
    if (this.#routes.get(name) === route) this.#routes.delete(name);
  }

  /** The consumer once there is one; undefined when none came in time. */
  wait(name: string, timeoutMs: number, clock: Clock, signal: AbortSignal): Promise<ConsumerRoute | undefined> {
    return new Promise((resolve, reject) => {
      const waiters = this.#waiters.get(name) ?? new Set<Waiter>();
      this.#waiters.set(name, waiters);
      const leave = () => {
        cancel();
        signal.removeEventListener('abort', abort);
        waiters.delete(waiter);
      };
      const abort = () => {
        leave();
        reject(signal.reason as Error);
      };
      const waiter: Waiter = {
        found: (route) => {
          leave();
          resolve(route);
        },
      };
      const cancel = clock.schedule(timeoutMs, () => waiter.found(undefined));
      waiters.add(waiter);
      signal.addEventListener('abort', abort, { once: true });
    });
  }
}
