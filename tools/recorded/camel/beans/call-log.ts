import type { Exchange } from '@dhow/core/component';

/** One call of a standard bean, as the recordings keep it. */
export interface BeanCall {
  readonly bean: string;
  readonly body: unknown;
  readonly redeliveryCounter: unknown;
  readonly redeliveryMaxCounter: unknown;
  readonly redelivered: unknown;
  /** Milliseconds by the context's clock. */
  readonly at: number;
}

/** What the beans of one context were called with, in order. */
export class CallLog {
  readonly calls: BeanCall[] = [];
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  note(bean: string, exchange: Exchange): void {
    this.calls.push({
      bean,
      body: exchange.body,
      redeliveryCounter: exchange.header('CamelRedeliveryCounter'),
      redeliveryMaxCounter: exchange.header('CamelRedeliveryMaxCounter'),
      redelivered: exchange.header('CamelRedelivered'),
      at: this.#now(),
    });
  }
}
