import type { ComponentContext, Consumer, ConsumerRoute } from '@dhow/core/component';
import type { Dhis2Operation, Dhis2Options } from './dhis2-operation.ts';

/** Reads from time to time, one read after another, and hands over what came. */
export class Dhis2Consumer implements Consumer {
  readonly #options: Dhis2Options;
  readonly #read: Dhis2Operation;
  readonly #route: ConsumerRoute;
  readonly #context: ComponentContext;
  #cancel: (() => void) | undefined;
  #running = false;
  #reading: Promise<void> | undefined;
  #reads = 0;

  constructor(options: Dhis2Options, read: Dhis2Operation, route: ConsumerRoute, context: ComponentContext) {
    this.#options = options;
    this.#read = read;
    this.#route = route;
    this.#context = context;
  }

  start(): void {
    this.#running = true;
    this.#plan(this.#options.initialDelayMs);
  }

  suspend(): void {
    this.#running = false;
    this.#cancel?.();
  }

  resume(): void {
    this.#running = true;
    this.#plan(0);
  }

  async stop(): Promise<void> {
    this.suspend();
    await this.#reading;
  }

  isIdle(): boolean {
    return this.#reads > 0 && !this.#reading;
  }

  #plan(delayMs: number): void {
    this.#cancel = this.#context.clock.schedule(delayMs, () => {
      this.#reading = this.#message()
        .catch((error: unknown) => this.#route.handleFailure(error))
        .finally(() => {
          this.#reads++;
          this.#reading = undefined;
          if (this.#running) this.#plan(this.#options.delayMs);
        });
    });
  }

  async #message(): Promise<void> {
    const exchange = this.#route.createExchange(null, this.#options.exchangePattern);
    await this.#read(exchange, this.#route.signal);
    await this.#route.process(exchange);
  }
}
