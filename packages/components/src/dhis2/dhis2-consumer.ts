import { PollPause, type ComponentContext, type Consumer, type ConsumerRoute } from '@dhow/core/component';
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
  readonly #pause: PollPause;

  constructor(options: Dhis2Options, read: Dhis2Operation, route: ConsumerRoute, context: ComponentContext) {
    this.#options = options;
    this.#read = read;
    this.#route = route;
    this.#context = context;
    this.#pause = new PollPause(options);
  }

  start(): void {
    this.#pause.reset();
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
    return this.#pause.looks > 0 && !this.#reading;
  }

  #plan(delayMs: number): void {
    const { clock } = this.#context;
    this.#cancel = clock.schedule(delayMs, () => {
      const begun = clock.elapsed();
      this.#reading = this.#once().finally(() => {
        this.#reading = undefined;
        if (this.#running && !this.#pause.isOver) this.#plan(this.#pause.next(clock.elapsed() - begun));
      });
    });
  }

  /** What a read finds is a message whatever is in it. */
  async #once(): Promise<void> {
    try {
      await this.#message();
      this.#pause.note('found');
    } catch (error) {
      this.#pause.note('failed');
      await this.#route.handleFailure(error);
    }
  }

  async #message(): Promise<void> {
    const exchange = this.#route.createExchange(null, this.#options.exchangePattern);
    await this.#read(exchange, this.#route.signal);
    await this.#route.process(exchange);
  }
}
