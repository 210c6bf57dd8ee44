import type { Channel } from '../engine/channel.ts';
import type { StepObserver } from '../engine/step-observer.ts';
import type { Exchange } from '../exchange/exchange.ts';

/** A message as it went into a step, and as it came out. */
export interface StepSnapshot {
  readonly routeId: string;
  readonly stepId: string;
  readonly kind: string;
  readonly exchangeId: string;
  readonly before: MessageState;
  readonly after: MessageState;
}

export interface MessageState {
  readonly body: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly exception: unknown;
}

/** Keeps what each step did with each message, in the order in which the steps ended. */
export class StepSnapshots implements StepObserver {
  readonly all: StepSnapshot[] = [];
  readonly #before = new Map<Exchange, MessageState[]>();

  before(exchange: Exchange): void {
    const states = this.#before.get(exchange) ?? [];
    states.push(stateOf(exchange));
    this.#before.set(exchange, states);
  }

  after(exchange: Exchange, channel: Channel, routeId: string): void {
    const states = this.#before.get(exchange);
    const before = states?.pop() ?? stateOf(exchange);
    if (states?.length === 0) this.#before.delete(exchange);
    const { id, step } = channel;
    const exchangeId = exchange.id;
    this.all.push({ routeId, stepId: id, kind: step.kind, exchangeId, before, after: stateOf(exchange) });
  }

  /** What a step did, message by message. */
  of(stepId: string): readonly StepSnapshot[] {
    return this.all.filter((snapshot) => snapshot.stepId === stepId);
  }

  clear(): void {
    this.all.length = 0;
  }
}

function stateOf(exchange: Exchange): MessageState {
  const headers = exchange.hasHeaders ? exchange.headers.toObject() : {};
  return { body: exchange.body, headers, exception: exchange.exception };
}
