import type { ComponentContext, Consumer, ConsumerRoute } from '@dhow/core/component';
import { ComponentError } from '../component-error.ts';
import type { TimerEndpointUri } from './timer-endpoint.ts';

/** Fires by the context's clock and waits for each message to be done before it plans the next. */
export class TimerConsumer implements Consumer {
  readonly #uri: TimerEndpointUri;
  readonly #route: ConsumerRoute;
  readonly #context: ComponentContext;
  /** When the first message is due, where that was written as a time. */
  readonly #first: number | undefined;
  #cancel: (() => void) | undefined;
  #running = false;
  #fired = 0;
  #due = 0;
  #underWay: Promise<void> | undefined;

  constructor(uri: TimerEndpointUri, route: ConsumerRoute, context: ComponentContext) {
    this.#uri = uri;
    this.#route = route;
    this.#context = context;
    this.#first = firstTime(uri);
  }

  start(): void {
    this.#fired = 0;
    this.#begin(this.#first === undefined ? Math.max(0, this.#uri.options.delayMs) : this.#untilFirst());
  }

  suspend(): void {
    this.#running = false;
    this.#cancel?.();
    this.#cancel = undefined;
  }

  resume(): void {
    if (!this.#exhausted()) this.#begin(this.#uri.options.periodMs);
  }

  async stop(): Promise<void> {
    this.suspend();
    await this.#underWay;
  }

  isIdle(): boolean {
    return this.#underWay === undefined && (!this.#running || this.#exhausted());
  }

  #untilFirst(): number {
    return Math.max(0, this.#first! - this.#context.clock.now());
  }

  #begin(delayMs: number): void {
    this.#running = true;
    this.#plan(this.#context.clock.elapsed() + delayMs);
  }

  #plan(due: number): void {
    this.#due = due;
    const wait = Math.max(0, due - this.#context.clock.elapsed());
    this.#cancel = this.#context.clock.schedule(wait, () => this.#fire());
  }

  #exhausted(): boolean {
    const { periodMs, delayMs, repeatCount } = this.#uri.options;
    if (repeatCount > 0) return this.#fired >= repeatCount;
    return periodMs <= 0 && delayMs >= 0 && this.#fired > 0;
  }

  #fire(): void {
    const started = this.#context.clock.elapsed();
    this.#underWay = this.#message().finally(() => {
      this.#underWay = undefined;
      if (!this.#running || this.#exhausted()) return;
      const { periodMs, delayMs, fixedRate } = this.#uri.options;
      this.#plan(delayMs < 0 ? 0 : (fixedRate ? this.#due : started) + periodMs);
    });
  }

  async #message(): Promise<void> {
    this.#fired++;
    const exchange = this.#route.createExchange(null, this.#uri.options.exchangePattern);
    if (this.#uri.options.includeMetadata) {
      const time = new Date(this.#context.clock.now());
      exchange.properties.set('CamelTimerName', this.#uri.path);
      exchange.properties.set('CamelTimerPeriod', this.#uri.options.periodMs);
      exchange.properties.set('CamelTimerCounter', this.#fired);
      exchange.properties.set('CamelTimerFiredTime', time);
      exchange.headers.set('CamelTimerFiredTime', time);
    }
    await this.#route.process(exchange);
  }
}

/** Camel's two patterns of a time: with a blank or a T. */
function firstTime({ options: { time }, masked }: TimerEndpointUri): number | undefined {
  if (time === undefined) return undefined;
  const isTime = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d$/.test(time);
  const at = isTime ? new Date(time.replace(' ', 'T')).getTime() : Number.NaN;
  if (!Number.isNaN(at)) return at;
  const expected = 'a time such as 2026-11-30 06:00:00';
  throw new ComponentError('ENDPOINT_OPTION_INVALID', { endpoint: masked, option: 'time', found: time, expected });
}
